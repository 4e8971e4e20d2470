import { createLoaders, type Loaders } from './loaders/index.ts';
import type { CallRecord } from './upstream/call-record.ts';
import type { UpstreamClient } from './upstream/client.ts';

/** What every resolver of one operation gets. It never holds the caller's key: only the client does. */
export interface Context {
  readonly requestId: string;
  readonly loaders: Loaders;
  /** For writes; reads go through the loaders. */
  readonly client: UpstreamClient;
  readonly record: CallRecord;
}

/** The context of one operation of one caller. */
export function createContext(client: UpstreamClient, requestId: string, record: CallRecord): Context {
  return { requestId, client, record, loaders: createLoaders(client) };
}
