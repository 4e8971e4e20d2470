import type { ExecutionResult } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import { encodedInTurns, isLarge } from '../answer-text.ts';
import { toClientResult } from '../errors/client-error.ts';
import { requestIdOf } from './request-id.ts';
import { type Entrance, madeText } from './use-admission.ts';
import { isSocketOperation } from './use-socket-operations.ts';

/** Writes a large answer in turns of the event loop: Yoga would make its JSON at once. */
export function useLargeAnswers(entrance: Entrance): Plugin {
  return {
    onResultProcess({ request, result, setResult }) {
      if (isAsyncIterable(result) || Array.isArray(result) || isSocketOperation(request) || !isLarge(result)) return;
      return withText(result, request, entrance).then(setResult);
    },
  };
}

/** A large result that has its JSON already, made in turns; a refusal if callers have left too much of other answers unread. */
export async function withText(
  result: ExecutionResult,
  request: Request,
  entrance: Entrance,
): Promise<ExecutionResult> {
  const json = await madeText(request, entrance, () => encodedInTurns(result));
  if (json instanceof Error) return toClientResult({ errors: [json] }, requestIdOf(request), () => {});
  // Yoga makes the body of its response from what this returns, and a body can be encoded already.
  return Object.assign({ ...result }, { stringify: () => json as unknown as string });
}
