import { useGraphiQL } from '@graphiql/react';
import { useEffect, useState } from 'react';
import { type CostAhead, costAheadOf } from '../data/cost.ts';
import { isObject, type Json } from '../data/json.ts';
import { chosenIn } from '../data/operation.ts';
import { apiKey } from './key.ts';
import { answersTo } from './request.ts';

/** Milliseconds without a change before the cost is requested. */
const PAUSE_MS = 400;

interface Operation {
  query: string;
  variables: string;
  operationName: string | null;
}

/** What the operation in the editor may cost at most. It is not run; the gateway measures it after each change. */
export function useCostAhead(): CostAhead | null {
  const tab = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]);
  const key = apiKey.use();
  const [cost, setCost] = useState<CostAhead | null>(null);
  const { query, variables, operationName } = tab ?? {};
  // Another `key` may have other limits.
  useEffect(() => {
    const leaving = new AbortController();
    const operation = { query: query ?? '', variables: variables ?? '', operationName: operationName ?? null };
    const measure = () =>
      costAheadFor(operation, leaving.signal).then(
        (found) => leaving.signal.aborted || setCost(found),
        // Without an answer there is no cost to show.
        () => leaving.signal.aborted || setCost(null),
      );
    const timer = setTimeout(() => void measure(), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [query, variables, operationName, key]);
  return cost;
}

async function costAheadFor(
  { query, variables, operationName }: Operation,
  signal: AbortSignal,
): Promise<CostAhead | null> {
  const operation = chosenIn(query, operationName);
  if (!operation.document) return null;
  const values = jsonIn(variables);
  if (!isObject(values)) return { refusal: 'The variables are not a JSON object.' };
  const params = { query, variables: values, operationName: operation.operationName };
  for await (const text of answersTo({ params, operation, headers: { 'x-query-cost': 'dry-run' }, signal })) {
    return costAheadOf(jsonIn(typeof text === 'string' ? text : new TextDecoder().decode(text)));
  }
  return null;
}

/** Parses JSON. An empty string gives an empty object, and a string that is not JSON gives null. */
function jsonIn(text: string): Json {
  try {
    return text.trim() === '' ? {} : JSON.parse(text);
  } catch {
    return null;
  }
}
