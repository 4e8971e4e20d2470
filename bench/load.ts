import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import { Client, type Dispatcher } from 'undici';
import type { Workload } from './workloads.ts';

/** What is sent to which server, over which connections. */
export interface LoadOptions {
  workload: Workload;
  /** Origin of the server. */
  url: string;
  /** Whether the server takes GraphQL. If not, it has a route for each workload. */
  isGraphql: boolean;
  /** The answer that each request must get. */
  answer: string;
  /** A connection for each key, with one request at a time. */
  keys: readonly string[];
  /** Whether every request is a document of its own. */
  isVaried: boolean;
  /** Whether the document has a second operation. The gateway compiles only documents that have one. */
  hasTwoOperations?: boolean;
}

/** The result of a load. */
export interface Load {
  requests: number;
  seconds: number;
  /** From request to answer, in microseconds. */
  latency: RecordableHistogram;
}

/** Sends requests for some seconds. Returns how many were answered per second. */
export async function warmUp(options: LoadOptions, seconds: number): Promise<number> {
  const load = await send(options, { duration: seconds });
  return load.requests / load.seconds;
}

/** Sends a number of requests, at least one on each connection, and waits for their answers. */
export function measure(options: LoadOptions, requests: number): Promise<Load> {
  return send(options, { amount: Math.max(requests, options.keys.length) });
}

/** The request for a workload's answer. */
export function requestOf({
  workload,
  url,
  isGraphql,
  hasTwoOperations,
}: Pick<LoadOptions, 'workload' | 'url' | 'isGraphql' | 'hasTwoOperations'>) {
  const { name, query, variables } = workload;
  if (!isGraphql) {
    return { url: `${url}/${name}?${new URLSearchParams(variables)}`, method: 'GET', headers: {} } as const;
  }
  const headers = { 'content-type': 'application/json' };
  const params = hasTwoOperations
    ? { query: withAnother(query), variables, operationName: 'Measured' }
    : { query, variables };
  return { url: `${url}/graphql`, method: 'POST', headers, body: JSON.stringify(params) } as const;
}

/** The query under the name `Measured`, in a document with another one. */
function withAnother(query: string): string {
  return `${query.replace(/^(?:query )?/, 'query Measured ')}\nquery Other { __typename }`;
}

async function send(options: LoadOptions, extent: { amount: number } | { duration: number }): Promise<Load> {
  const { workload, answer, keys } = options;
  const { url, ...request } = requestOf(options);
  const { origin, pathname, search } = new URL(url);
  const isVaried = options.isVaried && options.isGraphql;
  const latency = createHistogram();
  const began = performance.now();
  let sent = 0;
  const isOver = (): boolean =>
    'amount' in extent ? sent === extent.amount : performance.now() - began >= extent.duration * 1000;

  const sendOneAfterTheOther = async (authorization: string): Promise<void> => {
    const client = new Client(origin);
    while (!isOver()) {
      sent += 1;
      const start = performance.now();
      const { status, text } = await exchange(client, {
        ...request,
        path: pathname + search,
        headers: { ...request.headers, authorization },
        ...(isVaried && { body: nextDocument(workload) }),
      });
      latency.record(Math.max(1, Math.round((performance.now() - start) * 1000)));
      // An alias adds only its own name to the answer.
      const isRight = text === answer || (isVaried && text.length === answer.length + ALIAS_LENGTH);
      if (status !== 200 || !isRight) {
        throw new Error(`${url} gave a wrong answer to ${workload.name}: ${status} ${text.slice(0, 200)}`);
      }
    }
    await client.close();
  };
  await Promise.all(keys.map(sendOneAfterTheOther));
  return { requests: latency.count, seconds: (performance.now() - began) / 1000, latency };
}

/** One request and its answer. `Client.request` would cost a third more, on the core that the upstream also needs. */
function exchange(client: Client, request: Dispatcher.DispatchOptions): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let status = 0;
    client.dispatch(request, {
      onRequestStart() {},
      onResponseStart(_controller, statusCode) {
        status = statusCode;
      },
      onResponseData(_controller, chunk) {
        chunks.push(chunk);
      },
      onResponseEnd() {
        resolve({ status, text: Buffer.concat(chunks).toString() });
      },
      onResponseError(_controller, error) {
        reject(error);
      },
    });
  });
}

const ALIAS_LENGTH = 10;
let documents = 0;

/** The workload's document with its root field under a name that no document had before. */
function nextDocument({ query, variables }: Workload): string {
  documents += 1;
  const suffix = String(documents).padStart(ALIAS_LENGTH, '0');
  return JSON.stringify({ query: query.replace(/\{\s*(\w+)/, `{ $1${suffix}: $1`), variables });
}
