import type { ExecutionResult } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import { encodedInTurns, isLarge } from '../answer-text.ts';
import { isSocketOperation } from './use-socket-operations.ts';

/** Writes a large answer in turns of the event loop: Yoga would make its JSON at once. */
export function useLargeAnswers(): Plugin {
  return {
    onResultProcess({ request, result, setResult }) {
      if (isAsyncIterable(result) || Array.isArray(result) || isSocketOperation(request) || !isLarge(result)) return;
      return withText(result).then(setResult);
    },
  };
}

/** A large result that has its JSON already, made in turns. */
export async function withText(result: ExecutionResult): Promise<ExecutionResult> {
  const json = await encodedInTurns(result);
  // Yoga makes the body of its response from what this returns, and a body can be encoded already.
  return Object.assign({ ...result }, { stringify: () => json as unknown as string });
}
