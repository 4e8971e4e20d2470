import { buildConnector, type Dispatcher, EnvHttpProxyAgent, Pool } from 'undici';
import type { Call } from './call.ts';

/** How the upstream is reached, from the settings. */
export interface TransportOptions {
  /** Origin of the REST API; a path in it is kept as a prefix. */
  url: string;
  /** Milliseconds for one whole operation; no single wait may be longer. */
  timeoutMs: number;
  /** Calls in flight at most. */
  maxConnections: number;
  /** Bytes at most in one answer, as they come and once decoded. */
  maxResponseBytes: number;
  /** The proxies of a closed network; undefined: every connection is direct. */
  proxies?: Proxies | undefined;
}

/** Which proxy leads to which address, as curl and others read it from the environment. */
export interface Proxies {
  /** `HTTP_PROXY`: for an API with an http address; an empty string for none. */
  http: string;
  /** `HTTPS_PROXY`: for an API with an https address; that for http where this is empty. */
  https: string;
  /** `NO_PROXY`: hosts that are reached directly, separated by commas. */
  except: string;
}

const CONNECT_TIMEOUT_MS = 10_000;
/** For one address of a host that has several. Node's 250 ms are too short for a far one, whatever the connect timeout. */
const ADDRESS_TIMEOUT_MS = 2500;
/** Unless the upstream names a time itself (`Keep-Alive: timeout`), no longer than Node's servers keep an idle socket (5 s). */
const IDLE_MS = 4000;
/**
 * A write must not meet a socket that the upstream is just closing: nobody could say whether it arrived. So it goes out on
 * a new one, or on one that another write used a moment ago.
 */
const IDLE_BEFORE_WRITE_MS = 200;

/** The connections to the upstream that all requests share. They hold no answers. */
export class Transport {
  readonly #origin: string;
  readonly #prefix: string;
  readonly #reads: Dispatcher;
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
    };
    this.#reads = create({ ...limits, keepAliveTimeout: IDLE_MS });
    const briefly = { keepAliveTimeout: IDLE_BEFORE_WRITE_MS, keepAliveMaxTimeout: IDLE_BEFORE_WRITE_MS };
    this.#writes = create({ ...limits, ...briefly });
  }

  /** Puts the request of a call on a connection as soon as one is free. */
  dispatch({ request, isWrite }: Call, headers: Record<string, string>, handler: Dispatcher.DispatchHandler): void {
    const { method, path, body } = request;
    const dispatcher = isWrite ? this.#writes : this.#reads;
    dispatcher.dispatch({ origin: this.#origin, method, path: this.#prefix + path, headers, body }, handler);
  }

  /** Lets the calls in flight finish, then closes every connection. */
  async close(): Promise<void> {
    await Promise.all([this.#reads.close(), this.#writes.close()]);
  }
}

type ToAddress = buildConnector.BuildOptions;

/** One connector for both pools, so that they resume each other's TLS sessions. */
function direct(origin: string, toAddress: ToAddress): (options: Pool.Options) => Dispatcher {
  const connect = buildConnector({ ...toAddress, allowH2: false });
  return (options) => new Pool(origin, { ...options, connect });
}

function proxied({ http, https, except }: Proxies, toAddress: ToAddress): (options: Pool.Options) => Dispatcher {
  return (options) => {
    // undici says how to connect and leaves out the rest: a connection to a proxy would have no limits.
    const factory = (origin: string | URL, { connect = {} }: Pool.Options) => new Pool(origin, { ...options, connect });
    // The proxy answers CONNECT while the connection is being made, so the same time limits it.
    const clientFactory = (origin: URL, { connect = {} }: Pool.Options) =>
      new Pool(origin, { connect, headersTimeout: toAddress.timeout ?? CONNECT_TIMEOUT_MS });
    const settings = { connect: toAddress, requestTls: toAddress, proxyTls: toAddress, factory, clientFactory };
    return new EnvHttpProxyAgent({ ...settings, httpProxy: http, httpsProxy: https, noProxy: except });
  };
}
