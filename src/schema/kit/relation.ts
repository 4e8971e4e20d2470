import type { FieldRef, InputFieldMap, InputShapeFromFields, ObjectRef } from '@pothos/core';
import type { Context } from '../../context.ts';
import type { builder } from './builder.ts';
import type { Ahead } from './plan.ts';
import { IDENTITY, type SelectionInfo, wantsOnly } from './selection.ts';
import type { UpstreamCost } from './upstream-cost.ts';

type Types = typeof builder.$inferSchemaTypes;

/** How one object is found by its keys. */
interface Lookup<Key extends object, Target> {
  /** Null if it does not exist. */
  load(key: Key, context: Context): Promise<Target | null>;
  /** Starts the read of the whole set that `load` looks in, if there is one. */
  start?(context: Context): Promise<unknown>;
}

interface RelationField<Parent, Key extends Partial<Target>, Target> extends Lookup<Key, Target> {
  description: string;
  /** The calls that the relation may cause. */
  upstream: UpstreamCost[];
  /** The keys of the target, as the parent holds them; enough for `id` and `pixxelId`. Null if there is no target. */
  key(parent: Parent): Key | null;
  /** The fields that the keys can answer, if not the default ones. */
  standsFor?: readonly string[];
}

/** A field that leads to one other object whose keys the parent holds. It costs nothing if only ids are selected. */
export function relationOf<Parent, Key extends Partial<Target>, Target extends object>(
  t: PothosSchemaTypes.RootFieldBuilder<Types, Parent, 'Object'>,
  ref: ObjectRef<Types, Target>,
  { description, upstream, key, load, start, standsFor = IDENTITY }: RelationField<Parent, Key, Target>,
): FieldRef<Types> {
  const ahead: Ahead<Parent> = {
    needs: key,
    leadsTo: (parent) => [key(parent)].flatMap((keys) => (keys === null ? [] : [{ keys }])),
    standsFor,
    ...(start && { start }),
  };
  return t.field({
    type: ref,
    description,
    extensions: { upstream, ahead },
    resolve: (parent: Parent, _args: object, context: Context, info: SelectionInfo) => {
      const keys = key(parent);
      // If no other field of the target is selected, its keys can replace it.
      return keys === null || wantsOnly(info, standsFor) ? (keys as Target | null) : load(keys, context);
    },
  } as never);
}

interface LookupField<Args extends InputFieldMap, Key extends object, Target> extends Lookup<Key, Target> {
  description: string;
  args: Args;
  /** The calls that the lookup may cause. */
  upstream: UpstreamCost[];
  /** The keys of the object that the arguments name. @throws InputError */
  key(args: InputShapeFromFields<Args>): Key;
}

/** A root field that finds one object by its keys. */
export function lookupOf<Args extends InputFieldMap, Key extends Partial<Target>, Target extends object>(
  t: PothosSchemaTypes.RootFieldBuilder<Types, Types['Root'], 'Query'>,
  ref: ObjectRef<Types, Target>,
  { description, args, upstream, key, load, start }: LookupField<Args, Key, Target>,
): FieldRef<Types> {
  const ahead: Ahead = {
    // Pothos has declared the field with these arguments.
    leadsTo: (_root, given) => [{ keys: key(given as InputShapeFromFields<Args>) }],
    ...(start && { start }),
  };
  return t.field({
    type: ref,
    description,
    args,
    extensions: { upstream, ahead },
    resolve: (_root: unknown, given: InputShapeFromFields<Args>, context: Context) => load(key(given), context),
  } as never);
}

/** `extensions.ahead` of a list field whose resolver reads only these properties of its parent. */
export function needing(...names: readonly string[]): Ahead<object> {
  return {
    needs: (parent) => Object.fromEntries(names.map((name) => [name, (parent as Record<string, unknown>)[name]])),
  };
}
