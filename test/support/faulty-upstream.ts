import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import { text } from 'node:stream/consumers';
import type { ExecutionResult } from 'graphql';
import type { AllGatewayOptions } from '../../src/server/all-options.ts';
import { DEFAULTS } from '../../src/server/defaults.ts';
import { createGateway, type Gateway } from '../../src/server/gateway.ts';
import { listening } from './on-port.ts';

/** A request as it arrived. */
export interface ArrivedRequest {
  method: string;
  /** The request target: path and query, untouched. */
  target: string;
  headers: IncomingMessage['headers'];
  body: string;
  /** Resolves when the connection is gone before the answer was whole. */
  wasGivenUp: Promise<void>;
}

/** What an upstream does with a request that has arrived whole. */
export type Behaviour = (response: ServerResponse, request: ArrivedRequest) => void;

/** Answers nothing, for ever. */
export const hang: Behaviour = () => {};

/** Answers completely. Text and bytes are sent as they are, any other body as JSON. */
export function answer(status: number, body: unknown, headers: Record<string, string> = {}): Behaviour {
  const content = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  return (response) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(content);
}

/** Begins an answer and never ends it. */
export const stall: Behaviour = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).write('{"satellites":[');
};

/** Resets the connection instead of answering. */
export const reset: Behaviour = (response) => {
  response.socket?.resetAndDestroy();
};

/** Promises a long answer and closes the connection after its beginning. */
export const tear: Behaviour = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 });
  response.write('{"satellites":[', () => response.destroy());
};

/** Behaves so, and then `pass` lets the time of the operation be over: what `holdTimers` returns. */
export function untilTooLate(behaviour: Behaviour, pass: (ms: number) => void): Behaviour {
  return (response, request) => {
    behaviour(response, request);
    // What it has written arrives first.
    setImmediate(() => setImmediate(pass, DEFAULTS.timeoutMs));
  };
}

export interface FaultyUpstream {
  readonly url: string;
  readonly port: number;
  /** In the order of arrival. */
  readonly requests: ArrivedRequest[];
  /** What it does from now on. */
  behave: Behaviour;
  /** Resolves when as many requests have arrived. */
  arrived(count: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * An upstream on loopback that misbehaves on request.
 * @param tls of an upstream over https, which calls itself `localhost`
 */
export async function startFaultyUpstream(behaviour: Behaviour, tls?: ServerOptions): Promise<FaultyUpstream> {
  const requests: ArrivedRequest[] = [];
  const listener = async (incoming: IncomingMessage, response: ServerResponse) => {
    const { method = '', url = '', headers } = incoming;
    const { promise: wasGivenUp, resolve } = Promise.withResolvers<void>();
    response.once('close', () => response.writableFinished || resolve());
    const request = { method, target: url, headers, body: await text(incoming), wasGivenUp };
    requests.push(request);
    server.emit('arrived');
    upstream.behave(response, request);
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  const { origin, port } = await listening(server);

  const upstream: FaultyUpstream = {
    url: tls ? `https://localhost:${port}` : origin,
    port,
    requests,
    behave: behaviour,
    async arrived(count) {
      while (requests.length < count) await once(server, 'arrived');
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return upstream;
}

export type Body = ExecutionResult<Record<string, unknown>, { upstream?: { calls: unknown[] }; warnings?: unknown[] }>;

export type Ask = (
  source: string,
  variables?: Record<string, unknown>,
  headers?: Record<string, string>,
  signal?: AbortSignal,
) => Promise<Body>;

export const TEST_KEY = 'Bearer test-key-9f3a';

/** A gateway over an upstream that misbehaves; both are closed after `use`. The reference cache is off. */
export async function withFaultyUpstream(
  behaviour: Behaviour,
  options: Partial<AllGatewayOptions>,
  use: (ask: Ask, upstream: FaultyUpstream, gateway: Gateway) => Promise<void>,
): Promise<void> {
  const upstream = await startFaultyUpstream(behaviour);
  const gateway = createGateway({
    apiUrl: upstream.url,
    maxEventLoopLagMs: 60_000,
    referenceCacheTtlMs: 0,
    ...options,
  });
  const ask: Ask = async (query, variables = {}, headers = {}, signal) => {
    const response = await gateway.handle.fetch('http://gateway.test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: TEST_KEY, ...headers },
      body: JSON.stringify({ query, variables }),
      ...(signal && { signal }),
    });
    // The gateway's own answers have this form.
    return (await response.json()) as Body;
  };
  try {
    await use(ask, upstream, gateway);
  } finally {
    await upstream.close();
    await gateway.close();
  }
}
