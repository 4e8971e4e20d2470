import type { Rest, TypedDocument } from './document.ts';
import { errorOf, GatewayError, type GraphQLErrorBody } from './error.ts';
import { serverSentEvents } from './server-sent-events.ts';

export interface ClientOptions {
  /** The gateway's endpoint, such as `https://gateway.example.com/graphql`. */
  url: string | URL;
  /** Your Pixxel API key. It is sent as the Authorization header, exactly as it stands here. */
  apiKey: string;
  /** Sends the requests; the platform's own where it is left out. */
  fetch?: typeof globalThis.fetch;
}

export interface RequestOptions {
  /** Gives the operation up, and with it all that the gateway still does for it. */
  signal?: AbortSignal | undefined;
}

/** A client of one gateway with one key. */
export interface Client {
  /** The data of a query. @throws GatewayError when there is any error; what came all the same is its `data` */
  query<Result, Variables>(
    document: TypedDocument<Result, Variables>,
    ...rest: Rest<Variables, RequestOptions>
  ): Promise<Result>;
  /** The data of a mutation; look at its `userErrors`. It is sent once. @throws GatewayError */
  mutate<Result, Variables>(
    document: TypedDocument<Result, Variables>,
    ...rest: Rest<Variables, RequestOptions>
  ): Promise<Result>;
  /**
   * The events of a subscription until the watched thing is done. Leaving the loop, `return()` and the signal all end it at once.
   * An iteration throws a GatewayError; of code `SUBSCRIPTION_ENDED` it says that subscribing again goes on.
   */
  subscribe<Result, Variables>(
    document: TypedDocument<Result, Variables>,
    ...rest: Rest<Variables, RequestOptions>
  ): AsyncIterableIterator<Result>;
}

/** A client for the gateway at `url`. It opens nothing until it is used, and holds nothing open but subscriptions. */
export function createClient({ url, apiKey, fetch = globalThis.fetch }: ClientOptions): Client {
  const send = (
    accept: string,
    document: { toString(): string },
    variables: unknown,
    signal: AbortSignal | undefined,
  ) =>
    reached(signal, () =>
      fetch(url, {
        method: 'POST',
        headers: { accept, authorization: apiKey, 'content-type': 'application/json' },
        body: JSON.stringify({ query: document.toString(), variables }),
        ...(signal ? { signal } : {}),
      }),
    );

  const request =
    (kind: 'query' | 'mutation') =>
    async <Result, Variables>(
      document: TypedDocument<Result, Variables>,
      ...[variables, { signal } = {}]: Rest<Variables, RequestOptions>
    ): Promise<Result> => {
      expectKind(document, kind);
      try {
        const response = await send('application/graphql-response+json, application/json', document, variables, signal);
        return dataOf(await reached(signal, () => bodyOf(response)), response.status);
      } catch (error) {
        // The mutation may have been done: sent again, it could be done twice.
        const isTorn = error instanceof GatewayError && error.code === 'NETWORK_ERROR' && kind === 'mutation';
        if (isTorn) throw new GatewayError(error.message, { code: error.code, cause: error.cause, retryable: false });
        throw error;
      }
    };

  async function* events<Result>(
    document: TypedDocument<Result, never>,
    variables: unknown,
    signal: AbortSignal,
  ): AsyncGenerator<Result, void, undefined> {
    const response = await send('text/event-stream', document, variables, signal);
    if (!response.headers.get('content-type')?.startsWith('text/event-stream') || !response.body) {
      dataOf(await reached(signal, () => bodyOf(response)), response.status);
      throw new GatewayError('The answer to a subscription is no stream of events.', {
        code: 'BAD_RESPONSE',
        status: response.status,
      });
    }
    const messages = serverSentEvents(response.body);
    for (;;) {
      const { value: message, done } = await reached(signal, () => messages.next());
      if (done) throw new GatewayError('The stream of events broke off.', { code: 'NETWORK_ERROR', retryable: true });
      if (message.event === 'complete') return;
      if (message.event === 'next') yield dataOf(parsed(message.data));
    }
  }

  return {
    query: request('query'),
    mutate: request('mutation'),
    subscribe: (document, ...[variables, { signal } = {}]) => {
      expectKind(document, 'subscription');
      const leaving = new AbortController();
      const either = signal ? AbortSignal.any([signal, leaving.signal]) : leaving.signal;
      return endedBy(leaving, events(document, variables, either));
    },
  };
}

/** @throws TypeError for a document of another kind: it would do something else than its caller means */
function expectKind(document: { toString(): string }, kind: 'query' | 'mutation' | 'subscription'): void {
  // Fragments may stand before it; an operation without a word before its braces is a query.
  const [, found = 'query'] = /^\s*(query|mutation|subscription)\b\s*\w*\s*[({@]/m.exec(String(document)) ?? [];
  if (found !== kind) throw new TypeError(`This takes a document with a ${kind}, not with a ${found}.`);
}

/** `events`, with a `return` that need not wait for the event that is awaited. */
function endedBy<Event>(
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
        // The stream is of no more use, whatever its other end thinks.
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

/** What `use` gives; when the network fails it, a GatewayError, and when the caller gave it up, the caller's reason. */
async function reached<Value>(signal: AbortSignal | undefined, use: () => Promise<Value>): Promise<Value> {
  try {
    return await use();
  } catch (cause) {
    if (cause instanceof GatewayError) throw cause;
    signal?.throwIfAborted();
    throw new GatewayError('The gateway was not reached, or its answer broke off.', {
      code: 'NETWORK_ERROR',
      cause,
      retryable: true,
    });
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  return parsed(await response.text(), response.status);
}

function parsed(text: string, status?: number): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new GatewayError('The answer is not JSON.', { code: 'BAD_RESPONSE', status, cause });
  }
}

/** The data of an answer without errors, which has the form that the document's type says. */
function dataOf<Result>(body: unknown, status = 200): Result {
  const { data, errors } = (body ?? {}) as { data?: Result | null; errors?: readonly GraphQLErrorBody[] };
  const unusual = status === 200 ? undefined : status;
  if (errors && errors.length > 0) throw errorOf(errors, data, unusual);
  if (data === undefined || data === null) {
    throw new GatewayError('The answer has neither data nor errors.', { code: 'BAD_RESPONSE', status: unusual });
  }
  return data;
}
