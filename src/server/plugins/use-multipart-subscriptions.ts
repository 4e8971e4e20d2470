import { type FetchAPI, isAsyncIterable, type Plugin, processRegularResult } from 'graphql-yoga';
import { mediaTypesOf } from '../media-type.ts';

/** The input of Yoga's response writer: one result, or a stream of them. */
type ResultProcessorInput = Parameters<typeof processRegularResult>[0];

const BOUNDARY = 'graphql';
/** Short enough for proxies that close silent connections. */
const HEARTBEAT_MS = 12_000;

/**
 * Subscriptions in the multipart protocol, for callers whose `Accept` names `multipart/mixed;subscriptionSpec=1.0`, as Apollo
 * Client does: each event is a part with `{"payload": …}`, and an empty object from time to time keeps the connection open.
 * https://www.apollographql.com/docs/graphos/routing/operations/subscriptions/multipart-protocol
 */
export function useMultipartSubscriptions(): Plugin {
  const subscriptions = new WeakSet<object>();
  return {
    onSubscribe({ args: { contextValue } }) {
      subscriptions.add(contextValue.request);
    },
    onResultProcess({ request, setResultProcessor }) {
      if (subscriptions.has(request) && acceptsProtocol(request)) setResultProcessor(toMultipart, 'multipart/mixed');
    },
  };
}

function acceptsProtocol(request: Request): boolean {
  return mediaTypesOf(request.headers.get('accept')).some(
    ({ type, parameters }) => type === 'multipart/mixed' && parameters.get('subscriptionspec') === '1.0',
  );
}

function toMultipart(result: ResultProcessorInput, fetchAPI: FetchAPI): Response {
  // The only event of a subscription that could not start.
  const events: AsyncIterator<ResultProcessorInput> | Iterator<ResultProcessorInput> = isAsyncIterable(result)
    ? result[Symbol.asyncIterator]()
    : [result].values();
  const encoder = new fetchAPI.TextEncoder();
  const part = (json: string) => encoder.encode(`\r\ncontent-type: application/json\r\n\r\n${json}\r\n--${BOUNDARY}`);
  let heartbeat: NodeJS.Timeout | undefined;
  const body = new fetchAPI.ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(`\r\n--${BOUNDARY}`));
      heartbeat = setInterval(() => {
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(part('{}'));
      }, HEARTBEAT_MS);
    },
    async pull(controller) {
      const { done, value } = await events.next();
      if (value !== undefined) controller.enqueue(part(`{"payload":${await jsonOf(value, fetchAPI)}}`));
      if (!done) return;
      clearInterval(heartbeat);
      controller.enqueue(encoder.encode('--\r\n'));
      controller.close();
    },
    async cancel() {
      clearInterval(heartbeat);
      await events.return?.();
    },
  });
  const contentType = `multipart/mixed;boundary="${BOUNDARY}";subscriptionSpec=1.0`;
  return new fetchAPI.Response(body, { headers: { 'content-type': contentType } });
}

/** The JSON of one result, as Yoga writes that of a query. */
function jsonOf(result: ResultProcessorInput, fetchAPI: FetchAPI): Promise<string> {
  return Promise.resolve(processRegularResult(result, fetchAPI, 'application/json')).then((response) =>
    response.text(),
  );
}
