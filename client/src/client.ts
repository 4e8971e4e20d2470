import { dataOf, dataOfResponse, type OnWarnings } from './answer.ts';
import { expectKind, type Rest, type TypedDocument } from './document.ts';
import { GatewayError } from './error.ts';
import { type RetryOptions, waitToRetry } from './retry.ts';
import { endedBy, eventsOf } from './subscription.ts';

export interface ClientOptions extends RetryOptions {
  /** The gateway's endpoint, such as `https://gateway.example.com/graphql`. */
  url: string | URL;
  /**
   * Your Pixxel API key, sent unchanged as the Authorization header. Leave it out when a server between this client and the
   * gateway adds it, as it should for web pages.
   */
  apiKey?: string | undefined;
  /** Sends the requests. Default: the platform's `fetch`. */
  fetch?: typeof globalThis.fetch;
  /** Called with what an answer lacks, such as rows that Pixxel sent and that cannot be used, before its data are given. */
  onWarnings?: OnWarnings | undefined;
}

export interface RequestOptions {
  /** Cancels the operation, and all work that the gateway does for it. The promise rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
}

export interface WatchOptions<Result> extends RequestOptions {
  /** Called with each new state, the last one included. */
  onChange?: ((state: Result) => void) | undefined;
}

/** A client of one gateway with one key. */
export interface Client {
  /**
   * Runs a query and returns its data. Sent again after a failure that is `retryable`.
   * @throws GatewayError when the answer has any error; the part that did arrive is its `data`
   */
  query<Result, Variables>(
    document: TypedDocument<Result, Variables, 'query'>,
    ...rest: Rest<Variables, RequestOptions>
  ): Promise<Result>;
  /**
   * Runs a mutation and returns its data; check `userErrors` in it. Sent once, never again.
   * @throws GatewayError when the answer has any error
   */
  mutate<Result, Variables>(
    document: TypedDocument<Result, Variables, 'mutation'>,
    ...rest: Rest<Variables, RequestOptions>
  ): Promise<Result>;
  /**
   * The states of a watched object, from the current one until its work has ended, for `for await`. It reconnects after
   * `SUBSCRIPTION_ENDED` and broken connections. Leaving the loop, `return()` and the signal close it at once.
   * The iteration throws a GatewayError for any other failure.
   */
  subscribe<Result, Variables>(
    document: TypedDocument<Result, Variables, 'subscription'>,
    ...rest: Rest<Variables, RequestOptions>
  ): AsyncIterableIterator<Result>;
  /**
   * Waits for the end of long work: runs a subscription to its end and returns the last state. Check `state` in it: work that
   * failed has ended, too.
   * @throws GatewayError as `subscribe`, and `BAD_RESPONSE` when the subscription ends without any state
   */
  watch<Result, Variables>(
    document: TypedDocument<Result, Variables, 'subscription'>,
    ...rest: Rest<Variables, WatchOptions<Result>>
  ): Promise<Result>;
}

/** Creates a client for the gateway at `url`. It opens connections only for operations, and closes them with those. */
export function createClient({ url, apiKey, fetch = globalThis.fetch, onWarnings, ...retry }: ClientOptions): Client {
  const post = (accept: string, document: { toString(): string }, variables: unknown, signal?: AbortSignal) =>
    fetch(url, {
      method: 'POST',
      headers: {
        accept,
        'content-type': 'application/json',
        ...(apiKey === undefined ? {} : { authorization: apiKey }),
      },
      body: JSON.stringify({ query: String(document), variables }),
      ...(signal ? { signal } : {}),
    });

  const request = <Result>(document: { toString(): string }, variables: unknown, signal?: AbortSignal) =>
    dataOfResponse<Result>(
      () => post('application/graphql-response+json, application/json', document, variables, signal),
      signal,
      onWarnings,
    );

  const client: Client = {
    async query(document, ...[variables, { signal } = {}]) {
      expectKind(document, 'query');
      for (let failures = 0; ; failures++) {
        try {
          return await request(document, variables, signal);
        } catch (error) {
          await waitToRetry(error, failures, retry, signal);
        }
      }
    },

    async mutate(document, ...[variables, { signal } = {}]) {
      expectKind(document, 'mutation');
      try {
        return await request(document, variables, signal);
      } catch (error) {
        throw error instanceof GatewayError ? withoutRetryAfterBreak(error) : error;
      }
    },

    subscribe<Result, Variables>(
      document: TypedDocument<Result, Variables, 'subscription'>,
      ...[variables, { signal } = {}]: Rest<Variables, RequestOptions>
    ) {
      expectKind(document, 'subscription');
      const leaving = new AbortController();
      const either = signal ? AbortSignal.any([signal, leaving.signal]) : leaving.signal;
      return endedBy(
        leaving,
        eventsOf(
          () => post('text/event-stream', document, variables, either),
          (text) => dataOf<Result>(text, onWarnings),
          retry,
          either,
        ),
      );
    },

    async watch<Result, Variables>(
      document: TypedDocument<Result, Variables, 'subscription'>,
      ...[variables, { signal, onChange } = {}]: Rest<Variables, WatchOptions<Result>>
    ) {
      let last: { state: Result } | undefined;
      // The types of `rest` are the same but for `onChange`, which `subscribe` does not read.
      for await (const state of client.subscribe(
        document,
        ...([variables, { signal }] as Rest<Variables, RequestOptions>),
      )) {
        last = { state };
        onChange?.(state);
      }
      if (!last) throw new GatewayError('The subscription ended without any state.', { code: 'BAD_RESPONSE' });
      return last.state;
    },
  };
  return client;
}

/** The mutation may have been applied when no GraphQL answer came: sent again, it could be applied twice. */
function withoutRetryAfterBreak(error: GatewayError): GatewayError {
  if (error.errors.length > 0) return error;
  const { message, code, status, cause } = error;
  return new GatewayError(message, { code, status, cause, retryable: false });
}
