import type { FetcherParams } from '@graphiql/toolkit';
// The sources of the client package, so it need not be built.
import { dataOf, reaching } from '../../../client/src/answer.ts';
import { GatewayError } from '../../../client/src/error.ts';
import { eventsOf } from '../../../client/src/subscription.ts';
import type { Chosen } from '../data/operation.ts';
import { apiKey } from './key.ts';

/** One request to the gateway. */
export interface Request {
  params: FetcherParams;
  operation: Pick<Chosen, 'isSubscription' | 'isStreamed'>;
  headers?: Record<string, string>;
  signal: AbortSignal;
}

/**
 * The JSON of the answer, or of each part or event of it. A subscription connects again after a broken connection, and when
 * the gateway asks for it.
 * @throws GatewayError when the gateway could not be reached, or its answer is not what was asked for
 */
export async function* answersTo(request: Request): AsyncGenerator<string | ArrayBuffer, void, undefined> {
  const { operation, signal } = request;
  if (operation.isStreamed) {
    const retry = operation.isSubscription ? {} : { retries: 0 };
    yield* eventsOf(() => send(request, 'text/event-stream'), unlessOver, retry, signal);
  } else {
    yield await reaching(signal, async () => (await send(request, 'application/json')).arrayBuffer());
  }
}

/** Sends an operation with the current key. */
export function send({ params, headers, signal }: Omit<Request, 'operation'>, accept: string): Promise<Response> {
  const key = apiKey.get();
  return fetch(location.pathname, {
    method: 'POST',
    headers: { accept, 'content-type': 'application/json', ...headers, ...(key !== '' && { authorization: key }) },
    body: JSON.stringify(params),
    signal,
  });
}

/**
 * The event unchanged, unless it ends a subscription that the gateway asks to start again.
 * @throws GatewayError that is retryable
 */
function unlessOver(text: string): string {
  try {
    dataOf(text);
  } catch (error) {
    if (error instanceof GatewayError && error.retryable && (error.data ?? null) === null) throw error;
  }
  return text;
}
