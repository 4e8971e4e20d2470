import type { ExecutionResult, GraphQLError } from 'graphql';
import { type Classified, classify, isGraphQLError } from './classify.ts';
import { bounded } from './graphql-messages.ts';
import { errorWithoutStack, httpOf, refusal } from './refusal.ts';

/** Most errors of one answer: a small request must not cause a large answer. */
export const MAX_ERRORS = 100;

/** A result, or a later part of one. */
export interface Part extends ExecutionResult {
  incremental?: readonly Part[] | undefined;
}

/**
 * A result as the client sees it, each error converted. The only place that does so: every answer on every way in passes here
 * once, and what comes out of it is not touched again.
 * @param onError called with what each error is, also for those that are left out
 */
export function toClientResult<Result extends Part>(
  result: Result,
  requestId: string,
  onError: (classified: Classified) => void,
): Result {
  const { errors, incremental } = result;
  if (!errors && !incremental?.some((part) => part.errors)) return result;
  const isWithoutData = !('data' in result) && !('path' in result);
  return {
    ...result,
    ...(errors && { errors: toClientErrors(errors, requestId, isWithoutData, onError) }),
    ...(incremental && { incremental: incremental.map((part) => toClientResult(part, requestId, onError)) }),
  };
}

function toClientErrors(
  errors: readonly unknown[],
  requestId: string,
  isWithoutData: boolean,
  onError: (classified: Classified) => void,
): GraphQLError[] {
  const shown: GraphQLError[] = [];
  for (const error of errors) {
    const classified = classify(error);
    onError(classified);
    if (shown.length < MAX_ERRORS) shown.push(toClientError(error, classified, requestId, isWithoutData));
  }
  const leftOut = errors.length - shown.length;
  return leftOut === 0 ? shown : [...shown, refusal('TOO_MANY_ERRORS', `${leftOut} more errors are left out.`)];
}

/** @param isWithoutData whether the error decides the HTTP status of the answer */
function toClientError(
  error: unknown,
  { code, message, details }: Classified,
  requestId: string,
  isWithoutData: boolean,
): GraphQLError {
  const { nodes, source, positions, path, extensions: given } = isGraphQLError(error) ? error : {};
  const extensions = { code, ...details, requestId };
  // Yoga reads the status from here. It is not enumerable, so no way in sends it to the client.
  if (isWithoutData) Object.defineProperty(extensions, 'http', { value: given?.http ?? httpOf(code) });
  return errorWithoutStack(bounded(message), {
    ...(nodes ? { nodes } : {}),
    ...(source ? { source } : {}),
    ...(positions ? { positions } : {}),
    ...(path ? { path } : {}),
    extensions,
  });
}
