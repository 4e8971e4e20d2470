import { type GraphQLField, getNullableType, isListType } from 'graphql';
import type { Context } from '../../context.ts';
import type { UpstreamCost } from './upstream-cost.ts';

const USUAL_PAGE = 20;
/** Lists that are not paged (bands, tasks, images) are short. */
const USUAL_LIST = 10;
/** What one upstream call weighs, where every row causes its own: as much as so many values in the answer. */
const CALL = 25;
/** What a field weighs that computes for each row, and how many values of its arguments, which all rows share, weigh as much as one. */
const WORK = 25;
const VALUES_PER_WORK = 300;

/**
 * What a field adds to the complexity of an operation, which is about the number of values that are in memory for it: one for
 * itself and each value in its arguments, and what lies below it times the rows that it may have.
 */
export function complexityOf(
  args: Record<string, unknown>,
  _context: unknown,
  field: GraphQLField<unknown, Context, Record<string, unknown>>,
): { field: number; multiplier: number } {
  const upstream = (field.extensions.upstream ?? []) as UpstreamCost[];
  const calls = field.extensions.callsPerId === true ? idsIn(args) : upstream.filter(({ per }) => per === 'row').length;
  const values = valuesIn(args);
  const own = field.extensions.work === true ? WORK + values / VALUES_PER_WORK : values;
  return { field: Math.ceil(1 + own + calls * CALL), multiplier: rowsOf(args, field) };
}

/** For a field that may cause a call for each of its ids. */
function idsIn({ ids }: Record<string, unknown>): number {
  return Array.isArray(ids) ? ids.length : 0;
}

function rowsOf(args: Record<string, unknown>, field: Parameters<typeof complexityOf>[2]): number {
  if ('first' in args) return typeof args.first === 'number' ? args.first : USUAL_PAGE;
  const keys = args.ids ?? args.representations;
  if (Array.isArray(keys)) return keys.length;
  // The rows of a connection, which its `first` has counted.
  if (field.name === 'nodes' || field.name === 'edges') return 1;
  return isListType(getNullableType(field.type)) ? USUAL_LIST : 1;
}

/** The values in the large objects that were counted already: an operation can use one variable a hundred times. */
const counted = new WeakMap<object, number>();

/** How many values a list or an object holds, on all its levels; 0 for any other value. */
export function valuesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const known = counted.get(value);
  if (known !== undefined) return known;
  let values = 0;
  for (const entry of Array.isArray(value) ? value : Object.values(value)) values += 1 + valuesIn(entry);
  counted.set(value, values);
  return values;
}
