import type { Fetcher, FetcherParams } from '@graphiql/toolkit';
import type { ExecutionResult } from 'graphql';
import { GatewayError } from '../../../client/src/error.ts';
import { endedBy } from '../../../client/src/subscription.ts';
import { type Chosen, chosenIn } from '../data/operation.ts';
import { readAnswer } from '../data/reader.ts';
import type { ReadAnswer } from '../data/worker.ts';
import { activeTab, clear, show } from './answer.ts';
import { keyRefusal } from './key.ts';
import { answersTo, type Request, send } from './request.ts';

/** The operation by which GraphiQL reads the schema. */
const INTROSPECTION = 'IntrospectionQuery';
let runs = 0;

/** One operation in flight. */
interface Run extends Request {
  /** Distinguishes its parts from those of other runs. */
  number: number;
  operation: Chosen;
}

/**
 * Sends an operation, hands the answer to the panels, and gives GraphiQL the JSON to show.
 * @param schemaUrl of the file with the schema, if there is one
 */
export function fetcherFor(schemaUrl: string | null): Fetcher {
  return (given, options) => {
    // GraphiQL's type of headers allows everything that HTTP does.
    const headers = { 'x-upstream-trace': '1', ...(options?.headers as Record<string, string> | undefined) };
    const leaving = new AbortController();
    if (given.operationName === INTROSPECTION) return schemaResult(given, schemaUrl, leaving.signal);
    // While the user types, GraphiQL's document is a moment old.
    const operation = chosenIn(given.query, given.operationName);
    const params = { ...given, operationName: operation.operationName };
    runs += 1;
    return endedBy(leaving, results({ number: runs, params, operation, headers, signal: leaving.signal }));
  };
}

/** Reads the schema from its file. Falls back to an introspection query if there is no file, or if the gateway has a newer version. */
async function schemaResult(params: FetcherParams, url: string | null, signal: AbortSignal): Promise<ExecutionResult> {
  const file = url === null ? null : await fetch(url, { signal });
  const response = file?.ok ? file : await send({ params, signal }, 'application/json');
  return response.json();
}

async function* results(run: Run): AsyncGenerator<ExecutionResult, void> {
  const { params, operation, signal } = run;
  const { document, isSubscription } = operation;
  const tab = activeTab.id;
  const asked = document && { document, operationName: params.operationName ?? undefined };
  let isFirst = true;
  clear(tab);
  keyRefusal.set(null);
  for await (const read of readAnswers(run)) {
    // Another operation may run by now.
    if (signal.aborted) return;
    keyRefusal.set(read.faults.find(({ isAboutKey }) => isAboutKey)?.message ?? null);
    show(tab, read, { isFirst, isSubscription, asked });
    isFirst = false;
    yield JSON.parse(read.shown);
  }
}

/** The answer or its parts, read. A failure is an answer as well, with an error that says what happened. */
async function* readAnswers(run: Run): AsyncGenerator<ReadAnswer> {
  try {
    for await (const text of answersTo(run)) yield await readAnswer(run.number, text);
  } catch (error) {
    if (run.signal.aborted || !(error instanceof GatewayError)) throw error;
    const { code, message, data, errors } = error;
    const told = errors.length > 0 ? errors : [{ message, extensions: { code } }];
    yield await readAnswer(run.number, JSON.stringify({ errors: told, data }));
  }
}
