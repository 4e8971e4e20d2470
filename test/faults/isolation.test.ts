import type { Socket } from 'node:net';
import fc from 'fast-check';
import { Client } from 'undici';
import { describe, expect, test } from 'vitest';
import { createGateway } from '../../src/server/gateway.ts';
import { answer, type Behaviour, startFaultyUpstream } from '../support/faulty-upstream.ts';
import { onPort } from '../support/on-port.ts';

/** Keys that are easily taken for each other: by their ends, their case, their spaces. */
const KEYS = ['Bearer key', 'Bearer key2', 'bearer key', 'Bearer  key', 'key'];
const WORLDS = KEYS.map((_key, index) => `World${index}`);

/** Everything that is kept or shared: reads with equal ids, reference data, pages, a watched thing, a failing read. */
const OPERATIONS = [
  '{ satellites { name } }',
  '{ projects(first: 2) { nodes { title aois(first: 2) { nodes { name satellite { name } project { title } } } } } }',
  '{ project(id: "p1") { title } }',
  '{ aoi(id: "a1") { name project { title } satellite { name } } }',
  '{ nodes(ids: []) { id } a: aoi(id: "a1") { name } b: aoi(id: "a2") { name } }',
  'subscription { aoiProgress(id: "a1") { name state project { title } } }',
  '{ aoi(id: "broken") { name } satellites { name } }',
];

/** Worlds with the same ids, in which every name says whose it is. */
function world(name: string, target: string): { status: number; body: object } {
  const [path = ''] = target.split('?');
  const project = (id: string) => ({ id, name: `${name}-slug`, title: `${name} project` });
  const aoi = (id: string) => ({
    aoi_id: id,
    name: `${name} field`,
    project_id: 'p1',
    satellite_id: 's1',
    status: 'success',
    progress: 100,
  });
  switch (path) {
    case '/v0/satellites':
      return { status: 200, body: { satellites: [{ id: 's1', name: `${name} satellite` }] } };
    case '/v0/projects':
      return { status: 200, body: { count: 2, projects: [project('p1'), project('p2')] } };
    case '/v0/projects/p1':
      return { status: 200, body: { project: project('p1') } };
    case '/v0/aois':
      return { status: 200, body: { aois: [aoi('a1')], pagination: { total: 1 } } };
    case '/v0/aoi/broken':
      return { status: 400, body: { error: { code: 'broken', message: `${name} says no` } } };
    default:
      return path.startsWith('/v0/aoi/')
        ? { status: 200, body: aoi(path.slice('/v0/aoi/'.length)) }
        : { status: 404, body: {} };
  }
}

/** Answers each request from its caller's world, after so many turns of the event loop as the delays say. */
function worldsWith(delays: readonly number[]): Behaviour {
  let count = 0;
  return async (response, request) => {
    const turns = delays[count++ % delays.length] ?? 0;
    for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
    const index = KEYS.indexOf(request.headers.authorization ?? '');
    const { status, body } = world(WORLDS[index] ?? 'Nobody', request.target);
    answer(status, body)(response, request);
  };
}

const request = fc.record({
  caller: fc.nat(KEYS.length - 1),
  operation: fc.nat(OPERATIONS.length - 1),
  /** Turns of the event loop to wait before it is sent. */
  after: fc.nat(6),
});

describe('Callers at the same time', () => {
  test('never see a word of each other, whatever is shared, kept or watched', async () => {
    const upstream = await startFaultyUpstream(worldsWith([0]));
    let foundOwn = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(request, { minLength: 2, maxLength: 16 }),
        fc.array(fc.nat(8), { minLength: 1, maxLength: 8 }),
        async (requests, delays) => {
          upstream.behave = worldsWith(delays);
          const gateway = createGateway({
            apiUrl: upstream.url,
            maxEventLoopLagMs: 60_000,
            maxConnections: 3,
            referenceCacheTtlMs: 60_000,
          });
          const ask = (origin: string) =>
            requests.map(async ({ caller, operation, after }) => {
              for (let turn = 0; turn < after; turn += 1) await new Promise(setImmediate);
              const query = OPERATIONS[operation] ?? '';
              const response = await fetch(`${origin}/graphql`, {
                method: 'POST',
                headers: {
                  'content-type': 'application/json',
                  authorization: KEYS[caller] ?? '',
                  accept: query.startsWith('subscription') ? 'text/event-stream' : 'application/json',
                  'x-upstream-trace': '1',
                },
                body: JSON.stringify({ query }),
              });
              return response.text();
            });
          const texts = await onPort(gateway.listener, (origin) => Promise.all(ask(origin)));
          await gateway.close();

          requests.forEach(({ caller }, index) => {
            const text = texts[index] ?? '';
            const foreign = [...WORLDS, 'Nobody'].filter((name, other) => other !== caller && text.includes(name));
            expect({ foreign, text }).toEqual({ foreign: [], text });
            expect(text).toContain(WORLDS[caller]);
            foundOwn += 1;
          });
        },
      ),
      { numRuns: 60 },
    );
    await upstream.close();

    expect(foundOwn).toBeGreaterThan(100);
  });

  test('can take turns on one connection', async () => {
    const upstream = await startFaultyUpstream(worldsWith([0]));
    const gateway = createGateway({ apiUrl: upstream.url, referenceCacheTtlMs: 60_000 });
    const turns = [...KEYS, undefined, ...KEYS.toReversed()];
    const connections = new Set<Socket>();

    const worlds = await onPort(
      (incoming, response) => {
        connections.add(incoming.socket);
        gateway.listener(incoming, response);
      },
      async (origin) => {
        const connection = new Client(origin);
        const seen: (string | undefined)[] = [];
        for (const authorization of turns) {
          const { body } = await connection.request({
            path: '/graphql',
            method: 'POST',
            headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
            body: JSON.stringify({ query: '{ satellites { name } aoi(id: "a1") { name } }' }),
          });
          seen.push(...new Set((await body.text()).match(/World\d/g) ?? ['none']));
        }
        await connection.close();
        return seen;
      },
    );
    await gateway.close();
    await upstream.close();

    expect(connections.size).toBe(1);
    expect(worlds).toEqual([...WORLDS, 'none', ...WORLDS.toReversed()]);
  });
});
