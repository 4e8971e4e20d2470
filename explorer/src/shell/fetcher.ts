import type { Fetcher, FetcherParams } from '@graphiql/toolkit';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { type DocumentNode, getOperationAST, type OperationDefinitionNode, visit } from 'graphql';
import { readAnswer } from '../data/reader.ts';
import { activeTab, clear, show } from './answer.ts';
import { apiKey, keyRefusal } from './key.ts';

/** The operation by which GraphiQL reads the schema. */
const INTROSPECTION = 'IntrospectionQuery';
let runs = 0;

/** Sends an operation, hands the answer to the panels, and gives GraphiQL the JSON to show. */
export const fetcher: Fetcher = (params, options) => {
  const document = options?.documentAST;
  const operation = document && getOperationAST(document, params.operationName);
  const headers = { ...(options?.headers as Record<string, string> | undefined), ...keyHeader() };
  if (params.operationName === INTROSPECTION) return schemaResult(params, headers);
  return results(params, headers, streams(document, operation) ? 'text/event-stream' : 'application/json', operation);
};

function keyHeader(): Record<string, string> {
  return apiKey.get() === '' ? {} : { authorization: apiKey.get() };
}

/** Whether the answer comes in several parts. */
function streams(document: DocumentNode | undefined, operation: OperationDefinitionNode | null | undefined): boolean {
  let isIncremental = operation?.operation === 'subscription';
  if (document && !isIncremental) {
    visit(document, {
      Directive({ name }) {
        if (name.value === 'defer' || name.value === 'stream') isIncremental = true;
      },
    });
  }
  return isIncremental;
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

async function* results(
  params: FetcherParams,
  headers: Record<string, string>,
  accept: string,
  operation: OperationDefinitionNode | null | undefined,
) {
  runs += 1;
  const run = runs;
  const tab = activeTab.id;
  const leaving = new AbortController();
  const sentAt = performance.now();
  const isSubscription = operation?.operation === 'subscription';
  let isFirst = true;
  clear(tab);
  keyRefusal.set(null);
  try {
    for await (const text of texts(params, headers, accept, leaving.signal)) {
      const read = await readAnswer(run, text);
      if (read.failed !== undefined) throw new Error(`The gateway's answer is not JSON: ${read.failed}`);
      keyRefusal.set(read.faults.find(({ isAboutKey }) => isAboutKey)?.message ?? null);
      show(tab, read, { isFirst, isSubscription, tookMs: performance.now() - sentAt });
      isFirst = false;
      yield JSON.parse(read.shown);
    }
  } finally {
    leaving.abort();
  }
}

/** The JSON texts of an answer: one, or one for each event. */
async function* texts(
  params: FetcherParams,
  headers: Record<string, string>,
  accept: string,
  signal: AbortSignal,
): AsyncGenerator<string | ArrayBuffer> {
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
