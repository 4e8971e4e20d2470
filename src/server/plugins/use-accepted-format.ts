import { isAsyncIterable, type Plugin, processRegularResult } from 'graphql-yoga';
import { refusal } from '../errors/refusal.ts';

const IN_PARTS =
  'The answer comes in parts, and Accept names no format of such answers. Accept text/event-stream, or multipart/mixed where it is deferred.';

/**
 * Answers that have no format which the request accepts: an answer in parts is ended and refused, any other is sent as JSON, because
 * the operation was executed. Yoga would drop it, and would never end a subscription.
 */
export function useAcceptedFormat(): Plugin {
  return {
    onResultProcess({ result, setResult, resultProcessor, setResultProcessor }) {
      if (resultProcessor) return undefined;
      setResultProcessor(processRegularResult, 'application/json');
      if (!isAsyncIterable(result)) return undefined;
      setResult({ errors: [refusal('NOT_ACCEPTABLE', IN_PARTS)] });
      return result[Symbol.asyncIterator]()
        .return?.()
        .then(() => {});
    },
  };
}
