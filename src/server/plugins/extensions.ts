import type { ExecutionArgs, ExecutionResult } from 'graphql';
import type { Context } from '../../context.ts';
import type { OperationRequest } from '../operation-request.ts';
import { type CostLimits, costWanted, withCost } from './query-cost.ts';

const TRACE_HEADER = 'x-upstream-trace';

/**
 * Adds what was asked for, and what the caller must know: `extensions.cost` with the header `x-query-cost: 1`,
 * `extensions.upstream`, the calls that the result took, with `x-upstream-trace: 1`, and `extensions.warnings`, what the result
 * lacks of what Pixxel sent. Returns the result itself if there is nothing to add.
 */
export function withExtensions(
  request: OperationRequest,
  result: ExecutionResult,
  args: ExecutionArgs,
  limits: CostLimits,
): ExecutionResult {
  const { record } = args.contextValue as Context;
  let extended = costWanted(request) === '1' ? withCost(result, args, limits) : result;
  if (request.headers.get(TRACE_HEADER) === '1') {
    const upstream = { total: record.calls.length, calls: record.calls };
    extended = { ...extended, extensions: { ...extended.extensions, upstream } };
  }
  const warnings = record.warnings.news();
  return warnings ? { ...extended, extensions: { ...extended.extensions, warnings } } : extended;
}
