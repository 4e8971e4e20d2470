import type { ExecutionArgs, ExecutionResult } from 'graphql';
import type { OperationListener } from '../observe/operation-report.ts';
import type { OperationRequest } from '../operation-request.ts';
import { CompiledQueries, type Run } from './compiled-queries.ts';
import { complexityRefusal } from './complexity.ts';
import { withExtensions } from './extensions.ts';
import { formatRefusal } from './incremental-format.ts';
import type { KnownDocuments } from './known-documents.ts';
import { type CostLimits, dryRun } from './query-cost.ts';
import { type Entrance, reserve, reserveSubscription } from './use-admission.ts';
import { begin } from './use-outcome.ts';
import { variableRefusal } from './variables.ts';

/** What the steps of an operation share with the rest of a gateway. */
export interface OperationParts {
  entrance: Entrance;
  operations: OperationListener;
  known: KnownDocuments;
  limits: CostLimits;
  hasIntrospection: boolean;
}

/**
 * What an operation passes between its valid document and the executor, in this order, and what its results pass on the way back.
 * `useOperation` takes these steps for envelop, and the short road takes them itself for compiled queries.
 */
export class OperationSteps {
  /** Documents that are used repeatedly. */
  readonly compiled = new CompiledQueries();
  readonly #parts: OperationParts;

  constructor(parts: OperationParts) {
    this.#parts = parts;
  }

  /** Begins an operation. Returns its answer if it must not be executed. */
  begin(request: OperationRequest, args: ExecutionArgs): ExecutionResult | undefined {
    begin(request, args, this.#parts.operations);
    return this.check(request, args);
  }

  /** The answer to an operation, or to an event of a subscription, if it must not be executed. */
  check(request: OperationRequest, args: ExecutionArgs): ExecutionResult | undefined {
    const { known, limits } = this.#parts;
    known.add(args.document);
    return formatRefusal(request, args) ?? this.#refusalOf(args) ?? dryRun(request, args, limits);
  }

  /** Begins a subscription and counts it as one. Returns its answer if it must not start. */
  beginSubscription(request: OperationRequest, args: ExecutionArgs): ExecutionResult | undefined {
    begin(request, args, this.#parts.operations);
    return this.#refusalOf(args) ?? reserveSubscription(request, this.#parts.entrance);
  }

  /** Takes room for the values of an operation, see `reserve`. */
  reserve(request: OperationRequest, args: ExecutionArgs): undefined | Promise<ExecutionResult | undefined> {
    return reserve(request, args, this.#parts.entrance);
  }

  /** The result with its extensions. */
  extended(request: OperationRequest, result: ExecutionResult, args: ExecutionArgs): ExecutionResult {
    return withExtensions(request, result, args, this.#parts.limits);
  }

  /** Takes all steps of a query that is compiled. */
  async answer(request: OperationRequest, args: ExecutionArgs, run: Run): Promise<ExecutionResult> {
    const answer = this.begin(request, args);
    if (answer) return answer;
    const room = this.reserve(request, args);
    const refused = room && (await room);
    return refused ?? this.extended(request, await run(args), args);
  }

  #refusalOf(args: ExecutionArgs): ExecutionResult | undefined {
    const { hasIntrospection, limits } = this.#parts;
    return variableRefusal(args, !hasIntrospection) ?? complexityRefusal(args, limits.complexity);
  }
}
