import dns from 'node:dns';
import type { LookupFunction, Socket } from 'node:net';
import { LRUCache } from 'lru-cache';
import { buildConnector } from 'undici';

const REMEMBERED_MS = 60_000;
const REMEMBERED_ADDRESSES = 100;

/**
 * Connects to a host with several addresses. One that refused a connection, or did not accept it in time, is tried last for a
 * minute. Otherwise every new connection would wait for it again.
 */
export function connectorWithMemory(options: buildConnector.BuildOptions): buildConnector.connector {
  const failed = new LRUCache<string, true>({ max: REMEMBERED_ADDRESSES, ttl: REMEMBERED_MS });
  const rank = ({ address }: dns.LookupAddress) => Number(failed.has(address));
  const lookup: LookupFunction = (host, lookupOptions, callback) => {
    dns.lookup(host, { ...lookupOptions, all: true }, (error, addresses) => {
      callback(
        error,
        addresses?.toSorted((one, other) => rank(one) - rank(other)),
      );
    });
  };
  // undici passes the options on to `net.connect`, although their type lacks this one.
  const connect = buildConnector({ ...options, lookup } as buildConnector.BuildOptions);
  return (target, callback) => {
    // undici returns the socket, although the type says that it does not.
    const socket = connect(target, callback) as unknown as Socket;
    const note = (address: string) => void failed.set(address, true);
    return socket.on('connectionAttemptFailed', note).on('connectionAttemptTimeout', note);
  };
}
