import { type Dispatcher, Pool } from 'undici';

/** The limits of the road to the upstream, from the settings. */
export interface TransportOptions {
  /** Origin of the REST API; a path in it is kept as a prefix. */
  url: string;
  /** Milliseconds for one whole operation; no single wait may be longer. */
  timeoutMs: number;
  /** Sockets at most. */
  maxConnections: number;
  /** Bytes at most in one answer. */
  maxResponseBytes: number;
}

const CONNECT_TIMEOUT_MS = 10_000;
/** Shorter than the idle limit of usual load balancers (60 s), so that a socket is not closed while a request is put on it. */
const KEEP_ALIVE_MS = 30_000;

/** The one bounded pool of keep-alive connections that all requests share. It holds no answers. */
export function createTransport({ url, timeoutMs, maxConnections, maxResponseBytes }: TransportOptions): Dispatcher {
  return new Pool(new URL(url).origin, {
    connections: maxConnections,
    pipelining: 1,
    allowH2: false,
    connect: { timeout: Math.min(CONNECT_TIMEOUT_MS, timeoutMs) },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    maxResponseSize: maxResponseBytes,
  });
}
