import type { Logger } from 'pino';
import type { Clock } from '../live/clock.ts';
import type { Proxies } from '../upstream/http/transport.ts';
import type { Limits, Settings } from './defaults.ts';
import type { ExplorerSettings } from './doors/explorer.ts';
import type { ToSubgraph } from './doors/federation.ts';
import type { McpDoor } from './doors/mcp/mcp.ts';
import type { Tracing } from './observe/tracing.ts';
import type { TrustedDocuments } from './plugins/use-trusted-documents.ts';

/** How a gateway is made: the options of the package, and those of its own process and of tests. Only `apiUrl` is required. */
export interface AllGatewayOptions extends Partial<Omit<Settings, 'limits'>> {
  /** Origin of the Pixxel REST API, such as `https://api.pixxel.space`. */
  apiUrl: string;
  /** The limits that differ from the defaults. */
  limits?: Partial<Limits>;
  /** The proxies to the API; without them, every connection is direct. */
  proxies?: Proxies | undefined;
  /** Keys that the explorer offers: the sandbox's own, never real ones. */
  demoKeys?: ExplorerSettings['demoKeys'];
  /** The only documents that may run; without it, all may. */
  trustedDocuments?: TrustedDocuments | undefined;
  /** Serves assistants at `/mcp`: what `openMcp` returns. */
  mcp?: McpDoor | undefined;
  /** Makes the graph a federation subgraph: `toSubgraph`. */
  toSubgraph?: ToSubgraph | undefined;
  /** Gets one line for each operation and each failing upstream call; without it, nothing is logged. */
  logger?: Logger;
  /** Makes spans of operations, fields and upstream calls; without it, tracing costs nothing. */
  tracing?: Tracing | undefined;
  /** Milliseconds of event loop lag above which requests are refused; set by tests. */
  maxEventLoopLagMs?: number;
  /** Bytes of the API's answers that all operations in flight hold at most; set by tests. */
  maxAnswerBytes?: number;
  /** Whether health and metrics are served by `operators` alone, and not by `handle`. */
  hasOwnOperatorPort?: boolean;
  /** Time as the pollers see it; set by tests. */
  pollClock?: Clock;
}
