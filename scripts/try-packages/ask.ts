import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { demoKeys } from '../../src/sandbox/world/demo.ts';

/** Asks for projects. @throws AssertionError if there are none */
export async function askForProjects(url: string): Promise<void> {
  // With a second graphql in the project, this alone is an INTERNAL_SERVER_ERROR.
  assert.deepEqual(await ask(url, '{ __typename }'), { data: { __typename: 'Query' } });
  assert.match(JSON.stringify(await ask(url, '{ projects(first: 1) { nodes { title } } }')), /"title":"\w/);
}

/** The answer to a query. */
export async function ask<Data = unknown>(url: string, query: string): Promise<{ data: Data }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: demoKeys.orchard },
    body: JSON.stringify({ query }),
  });
  // The gateway answers what its schema says.
  if (response.status !== 503) return (await response.json()) as { data: Data };
  // On a busy machine, a server that has just started can refuse requests.
  await setTimeout(1000);
  return ask(url, query);
}

/** Asks for satellites over WebSocket. @throws AssertionError if there are none */
export async function askByWebSocket(url: string): Promise<void> {
  const client = createClient({
    url: url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { Authorization: demoKeys.orchard },
  });
  const { value } = await client.iterate({ query: '{ satellites { name } }' }).next();
  assert.match(JSON.stringify(value), /"name":"\w/);
  await client.dispose();
}
