import { isObject, type Json } from './json.ts';

/** What an operation may cost at most, or why it would be refused. */
export type CostAhead =
  { calls: number; callLimit: number; complexity: number; complexityLimit: number } | { refusal: string };

/** Reads the answer to a dry run; null if it says nothing about cost. */
export function costAheadOf(result: Json): CostAhead | null {
  if (!isObject(result)) return null;
  const [error] = Array.isArray(result.errors) ? result.errors : [];
  if (isObject(error) && typeof error.message === 'string') return { refusal: error.message };
  const cost = isObject(result.extensions) ? result.extensions.cost : undefined;
  if (!isObject(cost)) return null;
  const { upstreamCallsAtMost: calls, upstreamCallLimit: callLimit, complexity, complexityLimit } = cost;
  const areNumbers =
    typeof calls === 'number' &&
    typeof callLimit === 'number' &&
    typeof complexity === 'number' &&
    typeof complexityLimit === 'number';
  return areNumbers ? { calls, callLimit, complexity, complexityLimit } : null;
}
