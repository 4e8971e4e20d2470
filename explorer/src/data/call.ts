import { isObject, type Json } from './json.ts';

/** One REST call of an operation, from `extensions.upstream`. Milliseconds count from the start of the operation. */
export interface Call {
  operation: string;
  status: number | null;
  startMs: number;
  /** Null while the call is in flight. */
  durationMs: number | null;
  shared: boolean;
  cached: boolean;
}

/** The calls that an answer lists, in the order in which they were made; null if it lists none. */
export function callsOf(extensions: Json | undefined): Call[] | null {
  const upstream = isObject(extensions) ? extensions.upstream : undefined;
  const calls = isObject(upstream) ? upstream.calls : undefined;
  if (!Array.isArray(calls)) return null;
  return calls.filter(isObject).map((call) => ({
    operation: typeof call.operation === 'string' ? call.operation : 'Call',
    status: numberOr(call.status, null),
    startMs: numberOr(call.startMs, 0),
    durationMs: numberOr(call.durationMs, null),
    shared: call.shared === true,
    cached: call.cached === true,
  }));
}

function numberOr<Other>(value: Json | undefined, other: Other): number | Other {
  return typeof value === 'number' ? value : other;
}

/** When a call ended; when it began, if it is in flight. */
export const endOf = ({ startMs, durationMs }: Call): number => startMs + (durationMs ?? 0);

/**
 * The calls that the answer waited for, one after another: the call that ended last, before it the one that ended last
 * before that began, and so on. As indices, the first call first.
 */
export function criticalPath(calls: readonly Call[]): number[] {
  const path: number[] = [];
  let begins = Infinity;
  for (;;) {
    let last: number | undefined;
    for (const [index, call] of calls.entries()) {
      const isBefore = endOf(call) <= begins && call.startMs < begins;
      if (isBefore && (last === undefined || endOf(call) > endOf(calls[last] ?? call))) last = index;
    }
    const call = last === undefined ? undefined : calls[last];
    if (last === undefined || !call) return path;
    path.unshift(last);
    begins = call.startMs;
  }
}

/** What an operation cost or may cost, as pairs of name and figure in the gateway's order; empty if unknown. */
export function costOf(extensions: Json | undefined): [string, number][] {
  const cost = isObject(extensions) ? extensions.cost : undefined;
  if (!isObject(cost)) return [];
  return Object.entries(cost).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
}
