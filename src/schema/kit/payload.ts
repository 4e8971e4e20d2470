import type { ObjectRef } from '@pothos/core';
import type { Payload, UserError } from '../../resolvers/input/write.ts';
import { builder } from './builder.ts';
import { enumOf } from './enum.ts';

type Types = typeof builder.$inferSchemaTypes;

const UserErrorCodeRef = enumOf<UserError['code']>('UserErrorCode', 'Kind of input problem.', {
  INVALID: 'The value is invalid.',
  NOT_FOUND: 'The object it refers to does not exist or the key cannot access it.',
  CONFLICT: 'It conflicts with an existing object, such as a name already in use.',
});

const UserErrorRef = builder.objectRef<UserError>('UserError').implement({
  description: 'A problem with the input that you can fix. Nothing was changed.',
  fields: (t) => ({
    message: t.exposeString('message', { nullable: false, description: 'What is wrong, as a sentence.' }),
    code: t.expose('code', { type: UserErrorCodeRef, nullable: false, description: 'Kind of problem, for programs.' }),
    field: t.stringList({
      description: 'Path of the invalid input field, starting below the input object; null if unknown.',
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
        description: 'Problems with the input that you can fix. Empty if the mutation succeeded.',
        resolve: ({ userErrors }) => userErrors,
      }),
    }),
  });
}
