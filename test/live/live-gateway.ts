import { createServer, type IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import type { FormattedExecutionResult } from 'graphql';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { AllGatewayOptions } from '../../src/server/all-options.ts';
import { serveWebSocket } from '../../src/server/doors/websocket.ts';
import { createGateway, type Gateway } from '../../src/server/gateway.ts';
import { HandClock } from './hand-clock.ts';
import { listening } from '../support/on-port.ts';

/** What the upstream answers: a body with status 200, or all of it. Null leaves the request unanswered. */
export type Answer = (request: IncomingMessage) => object | { status: number; headers?: object; body: object } | null;

/** One event, as both clients give it: parsed. */
export type Event = FormattedExecutionResult<Record<string, unknown>, Record<string, unknown>>;

export interface LiveGateway {
  url: string;
  gateway: Gateway;
  clock: HandClock;
  /** Requests as they arrived at the upstream: method and path. */
  calls: string[];
  /** Open connections to the gateway. */
  connections(): Promise<number>;
  /** What the upstream answers from now on. */
  answerWith(answer: Answer): void;
  /** Follows a subscription with graphql-sse's client. */
  sse(query: string, options?: Following): AsyncIterableIterator<Event>;
  /** Follows a subscription with graphql-ws's client. */
  webSocket(query: string, options?: Following & { keyInUpgrade?: boolean }): AsyncIterableIterator<Event>;
}

export interface Following {
  /** Null sends none. */
  key?: string | null;
  headers?: Record<string, string>;
  variables?: Record<string, unknown>;
}

export const KEY = 'key of one';

/** A gateway on a port, over an upstream that answers as the test says, with pollers whose clock the test turns. */
export async function withLiveGateway(
  options: Partial<AllGatewayOptions>,
  use: (live: LiveGateway) => Promise<void>,
): Promise<void> {
  let answer: Answer = () => ({});
  const calls: string[] = [];
  const upstream = createServer((request, response) => {
    calls.push(`${request.method} ${request.url}`);
    const given = answer(request);
    if (given === null) return;
    const { status, headers, body } =
      'status' in given && typeof given.status === 'number' && 'body' in given
        ? (given as { status: number; headers?: Record<string, string>; body: object })
        : { status: 200, headers: {}, body: given };
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  });
  const clock = new HandClock();
  const gateway = createGateway({
    apiUrl: (await listening(upstream)).origin,
    referenceCacheTtlMs: 0,
    pollClock: clock,
    // The machine that runs the tests may be late for other reasons.
    maxEventLoopLagMs: 60_000,
    ...options,
  });
  const server = createServer(gateway.listener);
  const { origin } = await listening(server);
  const url = `${origin}/graphql`;
  const webSockets = serveWebSocket(server, gateway.handle);

  try {
    await use({
      url,
      gateway,
      clock,
      calls,
      connections: () => promisify(server.getConnections.bind(server))(),
      answerWith(next) {
        answer = next;
      },
      sse(query, { key = KEY, headers = {}, variables = {} } = {}) {
        const client = createSseClient({
          url,
          retryAttempts: 0,
          headers: { ...(key === null ? {} : { authorization: key }), ...headers },
        });
        // Both clients give what came over the wire, typed as each sees it.
        return client.iterate({ query, variables }) as AsyncIterableIterator<Event>;
      },
      webSocket(query, { key = KEY, headers = {}, variables = {}, keyInUpgrade = false } = {}) {
        class WithHeaders extends WebSocket {
          constructor(address: string, protocols: string[]) {
            super(address, protocols, { headers: keyInUpgrade ? { authorization: key ?? '', ...headers } : headers });
          }
        }
        const client = createWsClient({
          url: url.replace('http', 'ws'),
          webSocketImpl: WithHeaders,
          retryAttempts: 0,
          lazyCloseTimeout: 0,
          ...(keyInUpgrade || key === null ? {} : { connectionParams: { Authorization: key } }),
        });
        return client.iterate({ query, variables }) as AsyncIterableIterator<Event>;
      },
    });
  } finally {
    gateway.drain();
    await webSockets.drain();
    await gateway.close();
    for (const each of [server, upstream]) {
      each.closeAllConnections();
      each.close();
    }
  }
}
