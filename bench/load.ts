import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import autocannon from 'autocannon';
import type { Workload } from './workloads.ts';

/** Who answers what, over which connections. */
export interface LoadOptions {
  workload: Workload;
  /** Origin of the server. */
  url: string;
  /** Whether it takes GraphQL; else it has a route for each workload. */
  isGraphql: boolean;
  /** The answer that each request must get. */
  answer: string;
  /** A connection for each, over which one request follows the other. */
  keys: readonly string[];
  /** Whether every request is a document of its own. */
  isVaried: boolean;
}

/** What a load came to. */
export interface Load {
  requests: number;
  seconds: number;
  /** From request to answer, in microseconds. */
  latency: RecordableHistogram;
}

/** Sends requests for so many seconds, and tells how many were answered in one. */
export async function warmUp(options: LoadOptions, seconds: number): Promise<number> {
  const load = await send(options, { duration: seconds });
  return load.requests / load.seconds;
}

/** Sends so many requests, at least one on each connection, and waits for all their answers. */
export function measure(options: LoadOptions, requests: number): Promise<Load> {
  return send(options, { amount: Math.max(requests, options.keys.length) });
}

/** The request for a workload's answer. */
export function requestOf({ workload, url, isGraphql }: Pick<LoadOptions, 'workload' | 'url' | 'isGraphql'>) {
  const { name, query, variables } = workload;
  if (!isGraphql) {
    return { url: `${url}/${name}?${new URLSearchParams(variables)}`, method: 'GET', headers: {} } as const;
  }
  const headers = { 'content-type': 'application/json' };
  return { url: `${url}/graphql`, method: 'POST', headers, body: JSON.stringify({ query, variables }) } as const;
}

async function send(options: LoadOptions, extent: { amount: number } | { duration: number }): Promise<Load> {
  const { workload, answer, keys } = options;
  const request = requestOf(options);
  const isVaried = options.isVaried && options.isGraphql;
  const latency = createHistogram();
  const began = performance.now();
  let ended = began;
  let connections = 0;
  const { errors, timeouts, non2xx, mismatches } = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(
      {
        ...request,
        ...extent,
        connections: keys.length,
        sampleInt: 50,
        setupClient(client) {
          client.setHeaders({ ...request.headers, authorization: keys[connections] });
          connections += 1;
        },
        ...(isVaried && { requests: [{ setupRequest: (sent) => ({ ...sent, body: nextDocument(workload) }) }] }),
        // An alias changes the answer by its own name and no more.
        verifyBody: (body) => body === answer || (isVaried && body?.length === answer.length + ALIAS_LENGTH),
      },
      (error, result) => (error ? reject(error) : resolve(result)),
    );
    instance.on('response', (_client, _status, _bytes, milliseconds) => {
      ended = performance.now();
      latency.record(Math.max(1, Math.round(milliseconds * 1000)));
    });
  });
  const wrong = errors + timeouts + non2xx + mismatches;
  if (wrong > 0) throw new Error(`${request.url} gave ${wrong} wrong answers of ${latency.count} to ${workload.name}`);
  return { requests: latency.count, seconds: (ended - began) / 1000, latency };
}

const ALIAS_LENGTH = 10;
let documents = 0;

/** The workload's document with its root field under a name that no document had before. */
function nextDocument({ query, variables }: Workload): string {
  documents += 1;
  const suffix = String(documents).padStart(ALIAS_LENGTH, '0');
  return JSON.stringify({ query: query.replace(/\{\s*(\w+)/, `{ $1${suffix}: $1`), variables });
}
