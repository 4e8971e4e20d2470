import { type GraphQLField, getNullableType, isListType } from 'graphql';
import type { Context } from '../../context.ts';
import { callsOfIds, type UpstreamCost } from './upstream-cost.ts';

const USUAL_PAGE = 20;
/** Assumed rows of lists that do not page (bands, tasks, images). They are short. */
const USUAL_LIST = 10;
/** Weight of one upstream call that every row causes, in values of an answer. */
const CALL = 25;
/** Weight of a field that computes something for each row, and how many values of its arguments, which all rows share, weigh as much as one value. */
const WORK = 25;
const VALUES_PER_WORK = 300;

/**
 * The weight of a field in the complexity of an operation. Complexity is roughly the number of values held in memory: one for
 * the field and each value in its arguments, plus everything below it times its rows.
 */
export function complexityOf(
  args: Record<string, unknown>,
  _context: unknown,
  field: GraphQLField<unknown, Context, Record<string, unknown>>,
): { field: number; multiplier: number } {
  const upstream = (field.extensions.upstream ?? []) as UpstreamCost[];
  const ofRows = callsPerRow(upstream);
  // One call for each field is usual, and counted nowhere.
  const ofLists = upstream.reduce((sum, cost) => sum + callsOfIds(cost, args) - 1, 0);
  const calls = field.extensions.callsPerId === true ? idsIn(args) : ofRows + ofLists;
  const values = valuesIn(args);
  const own = field.extensions.work === true ? WORK + values / VALUES_PER_WORK : values;
  return { field: Math.ceil(1 + own + calls * CALL), multiplier: rowsOf(args, field) };
}

function callsPerRow(upstream: readonly UpstreamCost[]): number {
  const weights = { field: 0, row: 1, each: USUAL_PAGE };
  return upstream.reduce((sum, { per }) => sum + weights[per], 0);
}

/** For a field that may cause one call for each of its ids. */
function idsIn({ ids }: Record<string, unknown>): number {
  return Array.isArray(ids) ? ids.length : 0;
}

function rowsOf(args: Record<string, unknown>, field: Parameters<typeof complexityOf>[2]): number {
  if ('first' in args) return typeof args.first === 'number' ? args.first : USUAL_PAGE;
  const keys = args.ids ?? args.representations ?? args.dates;
  if (Array.isArray(keys)) return keys.length;
  // The rows of a connection. Its `first` has already counted them.
  if (field.name === 'nodes' || field.name === 'edges') return 1;
  return isListType(getNullableType(field.type)) ? USUAL_LIST : 1;
}

/** Counts of large objects, cached: an operation can use one variable a hundred times. */
const counted = new WeakMap<object, number>();

/** Number of values in a list or an object, on all levels; 0 for any other value. */
export function valuesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const known = counted.get(value);
  if (known !== undefined) return known;
  let values = 0;
  for (const entry of Array.isArray(value) ? value : Object.values(value)) values += 1 + valuesIn(entry);
  counted.set(value, values);
  return values;
}
