import type { LiveEvent, Watched } from './live/poller.ts';
import type { Pollers } from './live/poller-pool.ts';
import { createLoaders, type Loaders } from './loaders/index.ts';
import { CallRecord } from './upstream/http/call-record.ts';
import type { Upstream, UpstreamClient } from './upstream/http/client.ts';

/** What every resolver of one operation gets. It never shows the caller's key: only the client holds it. */
export interface Context {
  readonly requestId: string;
  readonly loaders: Loaders;
  /** For writes; reads go through the loaders. */
  readonly client: UpstreamClient;
  readonly record: CallRecord;
  /** Watches a thing for this caller, together with all who watch it with the same key. */
  watch<Model>(thing: Watched<Model>): AsyncIterableIterator<LiveEvent<Model>>;
  /** A context of the same caller with loaders, call record and deadline of its own: each event of a subscription has one. */
  renewed(): Context;
}

/** One request of one caller, and what all requests share. */
export interface Session {
  readonly upstream: Upstream;
  readonly pollers: Pollers;
  /** The Authorization header as it came; undefined where there was none. */
  readonly authorization: string | undefined;
  readonly requestId: string;
  /** Aborted when the caller goes away. */
  readonly signal: AbortSignal;
}

/** The context of one operation of one caller. */
export function createContext(session: Session): Context {
  const { upstream, pollers, authorization, requestId, signal } = session;
  const record = new CallRecord();
  const client = upstream.clientFor({ authorization, requestId, signal, record });
  return {
    requestId,
    client,
    record,
    loaders: createLoaders(client),
    renewed: () => createContext(session),
    watch: (thing) =>
      pollers.watch(
        {
          credential: authorization === undefined ? '' : upstream.hashOf(authorization),
          clientFor: (pollSignal) =>
            upstream.clientFor({ authorization, requestId, signal: pollSignal, record: new CallRecord() }),
        },
        thing,
      ),
  };
}
