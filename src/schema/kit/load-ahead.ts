import {
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isListType,
  isObjectType,
} from 'graphql';
import type { Context } from '../../context.ts';
import { Failed, knownOutcome, outcomesAt } from '../../outcomes.ts';
import { inTurns } from '../../scheduling/turns.ts';
import { nameOfNeeds, namesInTurns, ROWS_AT_ONCE } from './needs.ts';
import { aheadOf, argumentsOf, type Step, stepsBelow, type Target, wholeSetsOf } from './plan.ts';
import type { SelectionInfo } from './selection.ts';

type Resolver = GraphQLFieldResolver<unknown, Context, Record<string, unknown>>;

/**
 * Loads relations before the executor asks for them. Behind each root field the selection is walked level by level: each field
 * that leads to the upstream is resolved for all rows of its level at once, so its loader sees all keys together. Its outcome is
 * cached by row and place. The executor then reads the outcomes without waiting; each resolver runs once.
 *
 * A call starts as soon as its key is known. Whole sets that the selection needs start with the root field. What is selected below
 * an object whose keys are known, because the arguments of a root field or the parent of a relation name it, starts beside the
 * read of that object. Nothing starts early for writes.
 *
 * What was not loaded ahead (deferred and streamed parts, arguments that do not fit) is resolved by the executor as usual.
 */
export function loadingAhead(schema: GraphQLSchema): GraphQLSchema {
  const reaching = typesThatReachUpstream(schema);
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap()).filter(isObjectType)) {
    for (const field of Object.values(type.getFields())) {
      if (!field.resolve) continue;
      const isList = isListType(getNullableType(field.type));
      if (roots.includes(type)) field.resolve = loadedAhead(field.resolve, isList);
      else if (field.extensions.upstream !== undefined || reaching.has(getNamedType(field.type).name)) {
        field.resolve = readingOutcome(field.resolve, isList);
      }
    }
  }
  return schema;
}

/** The names of types from which a field leads to the upstream, itself or through other types. */
function typesThatReachUpstream(schema: GraphQLSchema): ReadonlySet<string> {
  const types = Object.values(schema.getTypeMap());
  const reaching = new Set(types.filter(isAbstractType).map(({ name }) => name));
  for (let before = -1; before < reaching.size;) {
    before = reaching.size;
    for (const type of types.filter(isObjectType)) {
      const reaches = Object.values(type.getFields()).some(
        (field) => field.extensions.upstream !== undefined || reaching.has(getNamedType(field.type).name),
      );
      if (reaches) reaching.add(type.name);
    }
  }
  return reaching;
}

/**
 * The resolver of a field below the roots: it gives what is known already.
 * @param isList whether the executor completes the value as a list: a long one in turns. It takes a list in a JSON scalar as it is
 */
function readingOutcome(resolve: Resolver, isList: boolean): Resolver {
  return (parent, args, context, info) => {
    const known = knownOutcome(context.places, info.fieldNodes, parent);
    if (known instanceof Failed) throw known.reason;
    const value = known === undefined ? resolve(parent, args, context, info) : known;
    return isList && !isLoadingAhead(info) ? inTurns(value, context) : value;
  };
}

/** Only the executor has a place in the answer for what it asks for. */
function isLoadingAhead(info: Partial<GraphQLResolveInfo>): boolean {
  return info.path === undefined;
}

/** One walk: what is selected below one root field. */
interface Walk {
  context: Context;
  variableValues: SelectionInfo['variableValues'];
  /** Whether calls may start before the rows that they belong to have come. */
  startsEarly: boolean;
}

/**
 * The resolver of a root field: its value is ready when all that is selected below it has been loaded.
 * @param isList whether the executor completes the value as a list: a long one in turns
 */
function loadedAhead(resolve: Resolver, isList: boolean): Resolver {
  return (parent, args, context, info) => {
    const isWrite = info.operation.operation === 'mutation';
    // The rows of an earlier write may be the same objects, with other relations since.
    if (isWrite) context.places.clear();
    const type = getNamedType(info.returnType);
    if (isObjectType(type) && stepsBelow(info, type).length === 0) return resolve(parent, args, context, info);
    if (!isObjectType(type) && !isAbstractType(type)) return resolve(parent, args, context, info);

    const value = resolve(parent, args, context, info);
    const walk: Walk = {
      context,
      variableValues: info.variableValues,
      startsEarly: !isWrite,
    };
    if (walk.startsEarly) startBelowRoot(args, info, walk);
    const walked = walkBelowRoot(value, info, walk);
    return isList ? walked.then((rows) => inTurns(rows, context)) : walked;
  };
}

async function walkBelowRoot(promised: unknown, info: SelectionInfo, walk: Walk): Promise<unknown> {
  const value = await promised;
  const rows = new Set<object>();
  if (Array.isArray(value)) {
    // `nodes` gives a promise for each id.
    for (const result of await Promise.allSettled(value))
      if (result.status === 'fulfilled') collectRows(result.value, rows);
  } else collectRows(value, rows);
  if (rows.size > 0) await descend([...rows], info, walk);
  return value;
}

/** Starts what needs no more than the arguments of a root field. */
function startBelowRoot(args: Record<string, unknown>, info: GraphQLResolveInfo, walk: Walk): void {
  const field = info.parentType.getFields()[info.fieldName];
  const type = getNamedType(info.returnType);
  const targets = field ? targetsOf(() => aheadOf(field).leadsTo?.(null as never, args)) : [];
  const stepLists = new Set(isObjectType(type) ? [stepsBelow(info, type)] : []);
  for (const target of targets) {
    const targetType = target.typeName === undefined ? type : info.schema.getType(target.typeName);
    if (!isObjectType(targetType)) continue;
    const steps = stepsBelow(info, targetType);
    stepLists.add(steps);
    startBelow(target, steps, walk);
  }
  for (const steps of stepLists) {
    // Who needs the set meets its failure.
    for (const start of wholeSetsOf(steps)) start(walk.context).catch(() => {});
  }
}

/** Starts those steps below an object that need no more than its keys. */
function startBelow({ keys }: Target, steps: readonly Step[], walk: Walk): void {
  for (const step of steps) {
    const name = nameOfNeeds(step, keys);
    const { byRow, byNeeds, early } = outcomesAt(walk.context.places, step.place);
    if (name === null || byNeeds.has(name)) continue;
    // The keys stand in for the row, of which the resolver reads no more. The walk never rejects.
    const followed = follow([keys], step, walk);
    early.set(
      name,
      followed.then(() => byRow.get(keys)),
    );
  }
}

/** Walks on below the rows that a field has given. */
async function descend(rows: readonly object[], info: SelectionInfo, walk: Walk): Promise<void> {
  const type = getNamedType(info.returnType);
  if (isObjectType(type)) {
    const steps = stepsBelow(info, type);
    const names = rows.length > ROWS_AT_ONCE ? await namesInTurns(rows, steps, walk.context) : undefined;
    await Promise.all(steps.map((step) => follow(rows, step, walk, names?.get(step))));
  } else if (isAbstractType(type)) {
    const byName = Map.groupBy(rows, (row) => type.resolveType?.(row, walk.context, info as GraphQLResolveInfo, type));
    const branches = [...byName].map(([name, some]) => {
      const runtimeType = typeof name === 'string' ? info.schema.getType(name) : undefined;
      return isObjectType(runtimeType) ? descend(some, { ...info, returnType: runtimeType }, walk) : undefined;
    });
    await Promise.all(branches);
  }
}

/**
 * Resolves one field for all rows in one turn, so its loader sees all keys together; then goes on below. Never rejects.
 * @param names what the step needs of each row, if that is known
 */
async function follow(
  rows: readonly object[],
  step: Step,
  walk: Walk,
  names?: readonly (string | null)[],
): Promise<void> {
  const { fieldNodes } = step.info;
  const args = step.args ?? argumentsOf(step.field, { fieldNodes, variableValues: walk.variableValues });
  // The executor meets what is wrong with them at the path of each row.
  if (!args) return;
  const { byRow, byNeeds, early } = outcomesAt(walk.context.places, step.place);
  const arriving = new Map<Promise<unknown>, unknown>();
  const waiting: Promise<unknown>[] = [];
  const own: object[] = [];
  for (const [index, row] of rows.entries()) {
    const name = names?.[index] ?? (names ? null : nameOfNeeds(step, row));
    const started = name === null ? undefined : early.get(name);
    if (started) {
      // All below it is walked already.
      waiting.push(started.then((outcome) => byRow.set(row, outcome)));
      continue;
    }
    own.push(row);
    const known = byRow.get(row) ?? (name === null ? undefined : byNeeds.get(name));
    const outcome = known ?? outcomeOf(row, args, step, walk.context);
    byRow.set(row, outcome);
    if (name !== null) byNeeds.set(name, outcome);
    if (!(outcome instanceof Promise) || arriving.has(outcome)) continue;
    arriving.set(outcome, undefined);
    if (walk.startsEarly && step.below.length > 0) {
      const targets = targetsOf(() => step.ahead.leadsTo?.(row as never, args));
      for (const target of targets) startBelow(target, step.below, walk);
    }
  }
  if (arriving.size > 0) {
    await settle(arriving);
    for (const row of own) {
      const outcome = byRow.get(row);
      if (outcome instanceof Promise) byRow.set(row, arriving.get(outcome));
    }
  }
  if (step.below.length > 0 || isAbstractType(step.type)) {
    const below = new Set<object>();
    for (const row of own) collectRows(byRow.get(row), below);
    if (below.size > 0) await descend([...below], step.info, walk);
  }
  if (waiting.length > 0) await Promise.all(waiting);
}

/** What the field gives for the row: a value, a promise or a `Failed`. */
function outcomeOf(row: object, args: Record<string, unknown>, { field, info }: Step, context: Context): unknown {
  if (!field.resolve) return (row as Record<string, unknown>)[field.name] ?? null;
  try {
    // Our resolvers read nothing of the info but the selection.
    return field.resolve(row, args, context, info as GraphQLResolveInfo) ?? null;
  } catch (reason) {
    return new Failed(reason);
  }
}

/** The targets, none where the resolver refuses the same arguments. */
function targetsOf(leadsTo: () => readonly Target[] | undefined): readonly Target[] {
  try {
    return leadsTo() ?? [];
  } catch {
    return [];
  }
}

/** Waits for promises, and puts the outcome of each beside it. */
async function settle(outcomes: Map<Promise<unknown>, unknown>): Promise<void> {
  const arrivals = Array.from(outcomes.keys(), (promise) =>
    promise.then(
      (value) => outcomes.set(promise, value ?? null),
      (reason: unknown) => outcomes.set(promise, new Failed(reason)),
    ),
  );
  await Promise.all(arrivals);
}

function collectRows(value: unknown, into: Set<object>): void {
  if (Array.isArray(value)) for (const item of value) collectRows(item, into);
  else if (typeof value === 'object' && value !== null && !(value instanceof Error || value instanceof Failed)) {
    into.add(value);
  }
}
