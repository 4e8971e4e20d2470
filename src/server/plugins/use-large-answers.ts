import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import { encodedInTurns, isLarge } from '../answer-text.ts';
import { isSocketOperation } from './use-socket-operations.ts';

/** Writes a large answer in turns of the event loop: Yoga would make its JSON at once. */
export function useLargeAnswers(): Plugin {
  return {
    onResultProcess({ request, result, setResult }) {
      if (isAsyncIterable(result) || Array.isArray(result) || isSocketOperation(request) || !isLarge(result)) return;
      return encodedInTurns(result).then((json) => {
        // Yoga makes the body of its response from what this returns, and a body can be encoded already.
        setResult({ ...result, stringify: () => json as unknown as string });
      });
    },
  };
}
