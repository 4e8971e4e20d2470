import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { dataOfResponse, reaching } from './answer.ts';
import { GatewayError } from './error.ts';
import { type RetryOptions, waitToRetry } from './retry.ts';

/**
 * The events of a subscription, each as `read` makes it from the JSON of an answer. `connect` is called again after a retryable
 * failure that `read` throws, such as `SUBSCRIPTION_ENDED` (the subscription reached its maximum age, or the gateway is
 * restarting), and after a broken connection. The gateway begins with the current state, so nothing is lost; a state that was
 * delivered before is not delivered again.
 */
export async function* eventsOf<Event>(
  connect: () => Promise<Response>,
  read: (text: string) => Event,
  retry: RetryOptions,
  signal: AbortSignal,
): AsyncGenerator<Event, void, undefined> {
  let delivered: string | undefined;
  let failures = 0;
  for (;;) {
    try {
      for await (const text of connection(connect, signal)) {
        const event = read(text);
        failures = 0;
        if (text !== delivered) yield event;
        delivered = text;
      }
      return;
    } catch (error) {
      await waitToRetry(error, failures++, retry, signal);
    }
  }
}

/** The `next` messages of one connection. It returns at `complete`; without that, the connection broke. */
async function* connection(connect: () => Promise<Response>, signal: AbortSignal): AsyncGenerator<string, void> {
  const response = await reaching(signal, connect);
  if (!response.headers.get('content-type')?.startsWith('text/event-stream') || !response.body) {
    await dataOfResponse(() => response, signal);
    throw new GatewayError('The answer to a subscription is not an event stream.', {
      code: 'BAD_RESPONSE',
      retryable: false,
    });
  }
  const messages = serverSentEvents(response.body);
  for (;;) {
    const { value: message, done } = await reaching(signal, () => messages.next());
    if (done) throw new GatewayError('The event stream broke off.', { code: 'NETWORK_ERROR', retryable: true });
    if (message.event === 'complete') return;
    if (message.event === 'next') yield message.data;
  }
}

/** The messages of a response body as they arrive. It uses a reader because not every browser can iterate over a body. */
async function* serverSentEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<EventSourceMessage, void> {
  const arrived: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => arrived.push(event) });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    parser.feed(decoder.decode(value, { stream: true }));
    yield* arrived.splice(0);
  }
}

/** `events`, with a `return` that ends them at once instead of after the event that is awaited. */
export function endedBy<Event>(
  leaving: AbortController,
  events: AsyncGenerator<Event, void, undefined>,
): AsyncIterableIterator<Event> {
  const end = { done: true, value: undefined } as const;
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      try {
        return await events.next();
      } catch (error) {
        if (leaving.signal.aborted) return end;
        // Closes the connection, whatever the gateway still sends.
        leaving.abort();
        throw error;
      }
    },
    async return() {
      leaving.abort();
      return end;
    },
  };
}
