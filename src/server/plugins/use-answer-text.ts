import type { ExecutionResult } from 'graphql';
import { isAsyncIterable, mapAsyncIterator, type Plugin } from 'graphql-yoga';
import { jsonOf } from '../../upstream/wire/json-text.ts';
import { encodedInTurns, isLarge } from '../answer-text.ts';
import { toClientResult } from '../errors/client-error.ts';
import type { OperationRequest } from '../operation-request.ts';
import { requestIdOf } from './request-id.ts';
import { type Entrance, madeText, mustBeSmall } from './use-admission.ts';

/**
 * Writes the JSON of an answer in one piece, and that of each event and of each deferred part. A large one is written in turns of
 * the event loop: Yoga would do it at once.
 */
export function useAnswerText(entrance: Entrance): Plugin {
  return {
    onResultProcess({ request, result, setResult }) {
      if (Array.isArray(result)) return;
      if (isAsyncIterable(result)) return setResult(mapAsyncIterator(result[Symbol.asyncIterator](), writtenPart));
      if (isLarge(result, mustBeSmall(request))) return withText(result, request, entrance).then(setResult);
      return setResult(writtenBy(jsonOf, result));
    },
  };
}

/** An event or a deferred part. */
async function writtenPart(part: ExecutionResult): Promise<ExecutionResult> {
  if (!isLarge(part)) return writtenBy(jsonOf, part);
  const json = await encodedInTurns(part);
  return writtenBy(() => json, part);
}

/** A large result that has its JSON already, made in turns; a refusal if callers have left too much of other answers unread. */
export async function withText(
  result: ExecutionResult,
  request: OperationRequest,
  entrance: Entrance,
): Promise<ExecutionResult> {
  const json = await madeText(request, entrance, () => encodedInTurns(result));
  if (json instanceof Error) return toClientResult({ errors: [json] }, requestIdOf(request), () => {});
  return writtenBy(() => json, result);
}

/** The JSON of a result that this plugin has passed. */
export function textOf(result: object): string | Buffer {
  const { stringify = jsonOf } = result as { stringify?: (result: object) => string | Buffer };
  return stringify(result);
}

/** A copy of a result with a function that Yoga calls to write it. */
export function writtenBy(write: (result: object) => string | Buffer, result: ExecutionResult): ExecutionResult {
  // Yoga makes the body of its response from what this returns, and a body can be encoded already.
  return Object.assign({ ...result }, { stringify: write as (result: object) => string });
}
