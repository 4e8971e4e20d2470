import type { LiveEvent, Watched } from './live/poller.ts';
import type { Pollers } from './live/poller-pool.ts';
import { createLoaders, type Loaders } from './loaders/index.ts';
import type { Places } from './outcomes.ts';
import type { Caller } from './upstream/http/call.ts';
import { CallRecord } from './upstream/http/call-record.ts';
import type { Upstream, UpstreamClient } from './upstream/http/client.ts';

/** What every resolver of one operation gets. The caller's key is not in it: only the client holds it. */
export interface Context {
  readonly requestId: string;
  readonly loaders: Loaders;
  /** For writes; reads go through the loaders. */
  readonly client: UpstreamClient;
  readonly record: CallRecord;
  /** What was resolved ahead of the executor. */
  readonly places: Places;
  /** For subscriptions. */
  readonly live: Live;
}

/** One request of one caller, and what all requests share. */
export interface Session {
  readonly upstream: Upstream;
  readonly pollers: Pollers;
  /** The Authorization header as it came; undefined if there was none. */
  readonly authorization: string | undefined;
  /** Its keyed hash; empty if there was none. */
  readonly credential: string;
  readonly requestId: string;
  /** Aborted when the caller disconnects. */
  readonly signal: AbortSignal;
  readonly holdAnswer: Caller['holdAnswer'];
}

/**
 * Makes an object the context of one operation of one caller.
 * @param context the object that Yoga and the plugins know; properties are set one by one, because merging objects is slow
 * @param record what the operation asks of the upstream
 */
export function createContext(session: Session, context: object = {}, record = new CallRecord()): Context {
  const { upstream, authorization, credential, requestId, signal, holdAnswer } = session;
  const client = upstream.clientFor({ authorization, credential, requestId, signal, record, holdAnswer });
  // It gets each property of a context here.
  const made = context as { -readonly [Name in keyof Context]: Context[Name] };
  made.requestId = requestId;
  made.client = client;
  made.record = record;
  made.places = new Map();
  made.loaders = createLoaders(client);
  made.live = new Live(session, record);
  return made;
}

/**
 * What a subscription of one caller needs. A class, because V8 allocates a function that is assigned to a property in its old
 * generation: as functions of the context, these kept every operation in memory until the next full collection.
 */
export class Live {
  readonly #session: Session;
  readonly #record: CallRecord;

  constructor(session: Session, record: CallRecord) {
    this.#session = session;
    this.#record = record;
  }

  /**
   * Watches an object for this caller, sharing its polls with everybody who watches it with the same key.
   * @param viewOf what this caller sees of the object
   */
  watch<Model>(watched: Watched<Model>, viewOf: (model: Model) => string): AsyncIterableIterator<LiveEvent<Model>> {
    const { upstream, pollers, authorization, credential, requestId } = this.#session;
    const clientFor = (signal: AbortSignal) => {
      const record = new CallRecord();
      const client = upstream.clientFor({ authorization, credential, requestId, signal, record });
      return { client, warnings: record.warnings };
    };
    return pollers.watch({ credential, clientFor }, watched, viewOf);
  }

  /** A context of the same caller for one event of a subscription: it has loaders, a call record and a deadline of its own. */
  forEvent(event: LiveEvent<unknown>): Context {
    const warnings = 'warnings' in event ? event.warnings : undefined;
    return createContext(this.#session, {}, new CallRecord(this.#record, warnings));
  }
}
