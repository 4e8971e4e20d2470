import type { ExecutionArgs, ExecutionResult } from 'graphql';
import type { Context } from '../../context.ts';
import { callsAtMost } from '../../schema/kit/calls-at-most.ts';
import type { OperationRequest } from '../operation-request.ts';
import { complexityOf } from './complexity.ts';
import { variablesOf } from './variables.ts';

const COST_HEADER = 'x-query-cost';

/** What an operation costs: `extensions.cost`. */
export interface QueryCost {
  /** About the number of values that the answer can have. */
  complexity: number;
  complexityLimit: number;
  /** Calls to Pixxel that were made; 0 in a dry run. */
  upstreamCalls: number;
  /** Calls that it can make at most, if the API gives pages as long as asked for. */
  upstreamCallsAtMost: number;
  upstreamCallLimit: number;
}

/** What one operation may cost. */
export interface CostLimits {
  /** Values of the answer. */
  complexity: number;
  upstreamCalls: number;
}

/** What the caller wants to know of the cost: `1` for that of the answer, `dry-run` for that alone. */
export function costWanted(request: OperationRequest): string | null {
  return request.headers.get(COST_HEADER);
}

/** The answer to `x-query-cost: dry-run`: the operation is checked and measured, and not executed. */
export function dryRun(
  request: OperationRequest,
  args: ExecutionArgs,
  limits: CostLimits,
): ExecutionResult | undefined {
  return costWanted(request) === 'dry-run' ? withCost({ data: null }, args, limits) : undefined;
}

/** Adds what the operation cost and could have cost: `extensions.cost`. */
export function withCost(result: ExecutionResult, args: ExecutionArgs, limits: CostLimits): ExecutionResult {
  const { record } = args.contextValue as Context;
  const cost = { ...costOf(args, limits), upstreamCalls: record.calls.length };
  return { ...result, extensions: { ...result.extensions, cost } };
}

/** What an operation can cost, before it is executed. */
export function costOf(args: ExecutionArgs, limits: CostLimits): QueryCost {
  return {
    complexity: complexityOf(args),
    complexityLimit: limits.complexity,
    upstreamCalls: 0,
    upstreamCallsAtMost: Math.min(callsAtMost(args, variablesOf(args)), limits.upstreamCalls),
    upstreamCallLimit: limits.upstreamCalls,
  };
}
