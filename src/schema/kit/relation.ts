import type { FieldRef, ObjectRef } from '@pothos/core';
import type { Context } from '../../context.ts';
import type { Loadable } from '../../loaders/kit/batching.ts';
import type { builder } from './builder.ts';
import { IDENTITY, type SelectionInfo, wantsOnly } from './selection.ts';
import type { UpstreamCost } from './upstream-cost.ts';

type Types = typeof builder.$inferSchemaTypes;

interface RelationField<Parent, Target> {
  description: string;
  /** The calls that following the relation may cause. */
  upstream: UpstreamCost[];
  /** Which object it leads to, as far as the parent knows: all that `id` and `pixxelId` are read from. Null where it leads nowhere. */
  identity(parent: Parent): Partial<Target> | null;
  /** The fields that `identity` suffices for, where the parent lacks a key that the global id holds. */
  standsFor?: readonly string[];
  resolve(parent: Parent, args: object, context: Context): Loadable<Target | null>;
}

/** A field that leads to one other object whose keys the parent holds: it costs nothing where only ids are asked for. */
export function relationOf<Parent, Target extends object>(
  t: PothosSchemaTypes.RootFieldBuilder<Types, Parent, 'Object'>,
  ref: ObjectRef<Types, Target>,
  { description, upstream, identity, standsFor = IDENTITY, resolve }: RelationField<Parent, Target>,
): FieldRef<Types> {
  return t.field({
    type: ref,
    description,
    extensions: { upstream },
    resolve: (parent: Parent, args: object, context: Context, info: SelectionInfo) => {
      // No other field of the target is read, so that the identity may stand in for the whole.
      return wantsOnly(info, standsFor) ? (identity(parent) as Target | null) : resolve(parent, args, context);
    },
  } as never);
}
