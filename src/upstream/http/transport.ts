import { type buildConnector, type Dispatcher, EnvHttpProxyAgent, Pool } from 'undici';
import { connectorWithMemory } from './addresses.ts';
import type { Call } from './call.ts';
import { readFewLines } from './few-lines.ts';
import { renameInterim } from './interim.ts';
import { explainingTls } from './tls-failure.ts';

/** Connection settings of the upstream. */
export interface TransportOptions {
  /** Origin of the REST API. A path in it is kept as a prefix. */
  url: string;
  /** Milliseconds for one whole operation. No single wait is longer. */
  timeoutMs: number;
  /** Calls allowed in flight. */
  maxConnections: number;
  /** Largest answer in bytes, both as received and decoded. */
  maxResponseBytes: number;
  /** The proxies of a closed network; undefined: all connections are direct. */
  proxies?: Proxies | undefined;
}

/** Proxy settings, as curl and others read them from the environment. */
export interface Proxies {
  /** `HTTP_PROXY`: for an API with an http address; empty for none. */
  http: string;
  /** `HTTPS_PROXY`: for an API with an https address; falls back to `HTTP_PROXY` if empty. */
  https: string;
  /** `NO_PROXY`: hosts that are reached directly, comma-separated. */
  except: string;
}

/** The headers of one answer. Node's 16 KiB are little behind a chain of proxies that each set cookies and policies. */
const MAX_HEADER_BYTES = 64 * 1024;
const CONNECT_TIMEOUT_MS = 10_000;
/** Connect timeout of one address of a host that has several. Node's 250 ms are too short for a distant one. */
const ADDRESS_TIMEOUT_MS = 2500;
/** Shorter than the 5 s for which Node servers keep an idle socket. The upstream can override it (`Keep-Alive: timeout`). */
const IDLE_MS = 4000;
/** Connections are replaced at this age. Otherwise busy ones would stay at an address that DNS no longer names. */
const LIFETIME_MS = 300_000;

/** The connections to the upstream, shared by all requests. They hold no answers. */
export class Transport {
  readonly #origin: string;
  readonly #prefix: string;
  readonly #createReads: () => Dispatcher;
  #reads: Dispatcher;
  #readsEndAt = Date.now() + LIFETIME_MS;
  /** Settled when the last call on the connections that were replaced has ended. */
  #replaced: Promise<unknown> = Promise.resolve();
  readonly #writes: Dispatcher;

  constructor(options: TransportOptions) {
    const { origin, pathname } = new URL(options.url);
    this.#origin = origin;
    this.#prefix = pathname.endsWith('/') ? pathname.slice(0, -1) : pathname;
    const timeout = Math.min(CONNECT_TIMEOUT_MS, options.timeoutMs);
    const toAddress = { timeout, autoSelectFamily: true, autoSelectFamilyAttemptTimeout: ADDRESS_TIMEOUT_MS };
    const create = options.proxies ? proxied(options.proxies, toAddress) : direct(origin, toAddress);
    const limits: Pool.Options = {
      connections: options.maxConnections,
      pipelining: 1,
      allowH2: false,
      headersTimeout: options.timeoutMs,
      bodyTimeout: options.timeoutMs,
      maxResponseSize: options.maxResponseBytes,
      maxHeaderSize: MAX_HEADER_BYTES,
    };
    this.#createReads = () => create({ ...limits, keepAliveTimeout: IDLE_MS });
    this.#reads = this.#createReads();
    // Each write has a connection of its own: the upstream may be closing one that was used before, and then nobody knows the outcome.
    this.#writes = create({ ...limits, pipelining: 0 });
  }

  /** Sends a call's request as soon as a connection is free. */
  dispatch({ request, isWrite }: Call, headers: Record<string, string>, handler: Dispatcher.DispatchHandler): void {
    const { method, path, body } = request;
    if (Date.now() >= this.#readsEndAt) this.#replaceReads();
    const dispatcher = isWrite ? this.#writes : this.#reads;
    dispatcher.dispatch({ origin: this.#origin, method, path: this.#prefix + path, headers, body }, handler);
  }

  /** Waits for the calls in flight, then closes every connection. */
  async close(): Promise<void> {
    await Promise.all([this.#replaced, this.#reads.close(), this.#writes.close()]);
  }

  /** New reads get new connections. undici's own `clientTtl` looks at the clock for each connection in use at each call. */
  #replaceReads(): void {
    this.#replaced = this.#reads.close();
    this.#reads = this.#createReads();
    this.#readsEndAt = Date.now() + LIFETIME_MS;
  }
}

type ToAddress = buildConnector.BuildOptions;

/** Both pools share one connector, so they resume each other's TLS sessions. */
function direct(origin: string, toAddress: ToAddress): (options: Pool.Options) => Dispatcher {
  const connect = toApi(toAddress);
  return (options) => new Pool(origin, { ...options, connect });
}

function proxied({ http, https, except }: Proxies, toAddress: ToAddress): (options: Pool.Options) => Dispatcher {
  return (options) => {
    // undici passes only the connect options on; without this, a connection to a proxy would have no limits.
    const factory = (origin: string | URL, { connect = {} }: Pool.Options) =>
      new Pool(origin, { ...options, connect: toApi(connect) });
    // The proxy answers CONNECT while the connection is made, so the same time limits it.
    const clientFactory = (origin: URL, { connect = {} }: Pool.Options) =>
      new Pool(origin, { connect: connectorOf(connect), headersTimeout: toAddress.timeout ?? CONNECT_TIMEOUT_MS });
    const settings = { connect: toAddress, requestTls: toAddress, proxyTls: toAddress, factory, clientFactory };
    return new EnvHttpProxyAgent({ ...settings, httpProxy: http, httpsProxy: https, noProxy: except });
  };
}

/** A connector to the API itself, whose answers undici gets in a form that it can read. */
function toApi(settings: ToAddress | buildConnector.connector): buildConnector.connector {
  const connect = connectorOf(settings);
  return (options, callback) =>
    connect(options, (...result) => {
      const [, socket] = result;
      if (socket) {
        renameInterim(socket);
        readFewLines(socket);
      }
      callback(...result);
    });
}

/** @param connect options of direct connections, or undici's own connector to or through a proxy */
function connectorOf(connect: ToAddress | buildConnector.connector): buildConnector.connector {
  return explainingTls(typeof connect === 'function' ? connect : connectorWithMemory({ ...connect, allowH2: false }));
}
