import type { ObjectRef } from '@pothos/core';
import type { Payload, UserError } from '../../resolvers/input/write.ts';
import { builder } from './builder.ts';
import { enumOf } from './enum.ts';

type Types = typeof builder.$inferSchemaTypes;

const UserErrorCodeRef = enumOf<UserError['code']>('UserErrorCode', 'What kind of fault an input has.', {
  INVALID: 'The value cannot be used.',
  NOT_FOUND: 'What it names is not there, or not within reach of the key.',
  CONFLICT: 'It clashes with what is there already, such as a name that is taken.',
});

const UserErrorRef = builder.objectRef<UserError>('UserError').implement({
  description: 'Something in the input that the caller can mend. Nothing was done.',
  fields: (t) => ({
    message: t.exposeString('message', { nullable: false, description: 'What is wrong, in words.' }),
    code: t.expose('code', { type: UserErrorCodeRef, nullable: false, description: 'What is wrong, for programs.' }),
    field: t.stringList({
      description: 'The input field at fault, from the input object down; null where it is not known.',
      resolve: ({ field }) => (field === null ? null : [...field]),
    }),
  }),
});

/** The payload type of a mutation: `<Name>Payload` with `userErrors`, to which the resource adds its own fields. */
export function payloadOf<Fields>(name: string, description: string): ObjectRef<Types, Payload<Fields>> {
  return builder.objectRef<Payload<Fields>>(name).implement({
    description,
    fields: (t) => ({
      userErrors: t.field({
        type: [UserErrorRef],
        nullable: false,
        description: 'What must be mended before it can be done; empty when it was done.',
        resolve: ({ userErrors }) => userErrors,
      }),
    }),
  });
}
