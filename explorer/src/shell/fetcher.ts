import type { Fetcher, FetcherParams } from '@graphiql/toolkit';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { type DocumentNode, type ExecutionResult, getOperationAST, Kind, parse, visit } from 'graphql';
import { readAnswer } from '../data/reader.ts';
import { activeTab, clear, show } from './answer.ts';
import { apiKey, keyRefusal } from './key.ts';

/** The operation by which GraphiQL reads the schema. */
const INTROSPECTION = 'IntrospectionQuery';
let runs = 0;

/** One operation on its way. */
interface Run {
  /** Tells its parts from those of other runs. */
  number: number;
  params: FetcherParams;
  headers: Record<string, string>;
  document: DocumentNode | undefined;
  isSubscription: boolean;
  accept: string;
  signal: AbortSignal;
}

/** Sends an operation, hands the answer to the panels, and gives GraphiQL the JSON to show. */
export const fetcher: Fetcher = (given, options) => {
  const headers = { ...(options?.headers as Record<string, string> | undefined), ...keyHeader() };
  if (given.operationName === INTROSPECTION) return schemaResult(given, headers);
  const document = parsed(given.query);
  const params = { ...given, operationName: nameIn(document, given.operationName) };
  const isSubscription = !!document && getOperationAST(document, params.operationName)?.operation === 'subscription';
  const accept = isSubscription || comesInParts(document) ? 'text/event-stream' : 'application/json';
  const leaving = new AbortController();
  runs += 1;
  const run = { number: runs, params, headers, document, isSubscription, accept, signal: leaving.signal };
  return endedBy(leaving, results(run));
};

/** The document as it is now: GraphiQL's own is that of a moment ago, while somebody types. Undefined where it does not parse. */
function parsed(query: string): DocumentNode | undefined {
  try {
    return parse(query);
  } catch {
    return undefined;
  }
}

/** The chosen operation, or the only one of the document: the chosen one may have gone a moment ago. */
function nameIn(document: DocumentNode | undefined, chosen: string | null | undefined): string | null {
  const names = (document?.definitions ?? []).flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION ? [node.name?.value ?? null] : [],
  );
  if (!document || names.includes(chosen ?? null)) return chosen ?? null;
  return names.length === 1 ? (names[0] ?? null) : (chosen ?? null);
}

function keyHeader(): Record<string, string> {
  return apiKey.get() === '' ? {} : { authorization: apiKey.get() };
}

function comesInParts(document: DocumentNode | undefined): boolean {
  let isDeferred = false;
  if (document) {
    visit(document, {
      Directive({ name }) {
        if (name.value === 'defer' || name.value === 'stream') isDeferred = true;
      },
    });
  }
  return isDeferred;
}

function send(params: FetcherParams, headers: Record<string, string>, accept: string, signal: AbortSignal | null) {
  return fetch(location.pathname, {
    method: 'POST',
    headers: { accept, 'content-type': 'application/json', 'x-upstream-trace': '1', ...headers },
    body: JSON.stringify(params),
    signal,
  });
}

async function schemaResult(params: FetcherParams, headers: Record<string, string>) {
  const response = await send(params, headers, 'application/json', null);
  return response.json();
}

async function* results(run: Run): AsyncGenerator<ExecutionResult, void> {
  const { params, document, isSubscription, signal } = run;
  const tab = activeTab.id;
  const sentAt = performance.now();
  const asked = document && { document, operationName: params.operationName ?? undefined };
  let isFirst = true;
  clear(tab);
  keyRefusal.set(null);
  for await (const text of texts(run)) {
    const read = await readAnswer(run.number, text);
    // By now another operation may run.
    if (signal.aborted) return;
    if (read.failed !== undefined) throw new Error(`The gateway's answer is not JSON: ${read.failed}`);
    keyRefusal.set(read.faults.find(({ isAboutKey }) => isAboutKey)?.message ?? null);
    show(tab, read, { isFirst, isSubscription, asked, tookMs: performance.now() - sentAt });
    isFirst = false;
    yield JSON.parse(read.shown);
  }
}

/** `results`, with a `return` that ends the request at once, whatever it waits for. */
function endedBy(
  leaving: AbortController,
  results: AsyncGenerator<ExecutionResult, void>,
): AsyncIterableIterator<ExecutionResult> {
  const end = { done: true, value: undefined } as const;
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      try {
        return await results.next();
      } catch (error) {
        if (leaving.signal.aborted) return end;
        throw error;
      }
    },
    async return() {
      leaving.abort();
      return end;
    },
  };
}

/** The JSON texts of an answer: one, or one for each event. */
async function* texts({ params, headers, accept, signal }: Run): AsyncGenerator<string | ArrayBuffer> {
  const response = await send(params, headers, accept, signal);
  if (!response.headers.get('content-type')?.startsWith('text/event-stream') || !response.body) {
    yield await response.arrayBuffer();
    return;
  }
  const events = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
  const reader = events.getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done || value.event === 'complete') return;
    if (value.event === 'next' && value.data !== '') yield value.data;
  }
}
