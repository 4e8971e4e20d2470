import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { isAsyncIterable } from 'graphql-yoga';
import { expect, test } from 'vitest';
import type { AllGatewayOptions } from '../../src/server/all-options.ts';
import type { Gateway } from '../../src/server/gateway.ts';
import { runParsedOperation } from '../../src/server/plugins/use-parsed-operations.ts';
import { type Answer, KEY, type LiveGateway, withLiveGateway } from '../live/live-gateway.ts';
import { onPort } from '../support/on-port.ts';
import { type WrittenLog, writtenLog } from '../support/written-log.ts';

/** A request, as bytes go over the wire. */
interface Sent {
  method?: string;
  path?: string;
  /** Undefined leaves a header out that every request has otherwise. */
  headers?: Record<string, string | undefined>;
  body?: string;
  /** Whether the body is sent in chunks, without its length. */
  isChunked?: boolean;
  signal?: AbortSignal;
}

const AOI = { aoi_id: 'a', name: 'North field', status: 'success', progress: 100, project_id: 'p', satellite_id: 's' };
const MANY = Array.from({ length: 500 }, (_, row) => ({ ...AOI, aoi_id: `a${row}` }));
const ALIASES = Array.from({ length: 45 }, (_, column) => `name${column}: name`).join(' ');
const TOO_LONG = 'x'.repeat(20_000);

const OUTLINE = { type: 'Polygon', coordinates: [Array.from({ length: 40 }, (_, n) => [n / 7, n % 3])] };
const SHAPES = [OUTLINE, { ...OUTLINE, bbox: [0, 0, 6, 2] }, { type: 'Point', coordinates: [1, 2] }, null];
const OUTLINED = Array.from({ length: 80 }, (_, row) => ({ ...AOI, aoi_id: `a${row}`, geometry: SHAPES[row % 4] }));

const upstream: Answer = ({ url = '', headers }) => {
  if (headers.authorization === 'wrong key')
    return { status: 401, body: { error: { code: 'x', message: 'No such key' } } };
  if (headers.authorization === 'outlines') return { aois: OUTLINED, total: OUTLINED.length };
  if (headers.authorization === 'many rows') return { aois: MANY, total: MANY.length };
  if (url.includes('missing')) return { status: 404, body: { error: { code: 'not_found', message: 'Not found' } } };
  if (url.includes('broken'))
    return { status: 400, body: { error: { code: 'invalid', message: 'Unsupported value' } } };
  if (url.includes('/projects')) return { id: 'p', title: 'Wheat', description: 5 };
  if (/\/aois(\?|$)/.test(url)) return { aois: [AOI, { name: 'without an id' }], total: 2 };
  return AOI;
};

const post = (params: unknown, headers: Sent['headers'] = {}): Sent => ({ body: JSON.stringify(params), headers });
const NAME = {
  query: 'query Name($id: ID = "a", $first: Int) { aoi(id: $id) { name } aois(first: $first) { nodes { name } } }',
};
const ONE = { query: '{ aoi(id: "a") { name project { title } } }' };

/** What takes the short road. */
const SHORT: Record<string, Sent> = {
  'bytes that are not UTF-8': { body: JSON.stringify(ONE).replace('name', '\u{D800}') },
  'a query': post(ONE),
  'a query with variables': post({ ...NAME, variables: { id: 'a', first: 2 } }),
  'parameters that are null': post({ ...NAME, variables: null, operationName: null, extensions: null }),
  'its operation by name': post({ ...NAME, operationName: 'Name' }),
  'extensions of a client': post({ ...ONE, extensions: { clientLibrary: { name: 'c' } } }),
  'fragments and conditions': post({
    query: 'query ($yes: Boolean!) { aoi(id: "a") { ...F @include(if: $yes) ...F } } fragment F on Aoi { name }',
    variables: { yes: false },
  }),
  introspection: post({ query: '{ __schema { queryType { name } } __type(name: "Aoi") { kind } }' }),
  outlines: post({ query: '{ aois { nodes { geometry } } }' }, { authorization: 'outlines' }),
  'outlines and an error': post(
    { query: '{ aois { nodes { geometry } } project(id: "broken") { title } }' },
    { authorization: 'outlines' },
  ),
  'outlines and what follows from them': post(
    { query: '{ aois { nodes { geometry bbox again: geometry } } }' },
    { authorization: 'outlines' },
  ),
  'an object that does not exist': post({ query: '{ aoi(id: "missing") { name } }' }),
  'an error of the upstream': post({ query: '{ project(id: "broken") { title } aoi(id: "a") { name } }' }),
  'rows that are left out': post({ query: '{ aois { nodes { name } } }' }),
  'an argument that is refused': post({ query: '{ aois(first: 5000) { nodes { name } } }' }),
  'an id that is refused': post({ query: '{ aoi(id: "UHJvamVjdDpw") { name } }' }),
  'a variable that is missing': post({ query: 'query ($id: ID!) { aoi(id: $id) { name } }' }),
  'a variable of the wrong type': post({ ...NAME, variables: { first: 'many' } }),
  'a variable that is too long': post({
    query: 'query ($id: ID!) { aoi(id: $id) { id } }',
    variables: { id: 'x'.repeat(9000) },
  }),
  'variables that nobody asks for': post({ ...ONE, variables: { more: [1] } }),
  'an answer that could be too large': post({
    query:
      '{ aois(first: 500) { nodes { assets(first: 500) { nodes { aoi { assets(first: 500) { nodes { id } } } } } } } }',
  }),
  'no key': post(ONE, { authorization: undefined }),
  'a wrong key': post(ONE, { authorization: 'wrong key' }),
  'a trace of the calls': post(ONE, { 'x-upstream-trace': '1' }),
  'the cost': post(ONE, { 'x-query-cost': '1' }),
  'a dry run': post(ONE, { 'x-query-cost': 'dry-run' }),
  'an id of the request that is not safe': post(ONE, { 'x-request-id': 'a b' }),
  'no Accept': post(ONE, { accept: undefined }),
  'Accept of axios': post(ONE, { accept: 'application/json, text/plain, */*' }),
  'Accept of Apollo': post(ONE, {
    accept: 'multipart/mixed;deferSpec=20220824, application/graphql-response+json,application/json;q=0.9',
  }),
  'Accept of the specification': post(ONE, {
    accept: 'application/graphql-response+json; charset=utf-8, application/json',
  }),
  'an error without data for the type of the specification': post(
    { query: 'query ($id: ID!) { aoi(id: $id) { name } }' },
    { accept: 'application/graphql-response+json' },
  ),
  'Accept of a browser': post(ONE, { accept: 'text/html,application/xhtml+xml,application/*;q=0.9' }),
  'a charset': post(ONE, { 'content-type': 'application/json; charset=utf-8' }),
  'an answer that is written in turns': post(
    { query: `{ aois(first: 500) { nodes { ${ALIASES} } } }` },
    { authorization: 'many rows' },
  ),
  'an origin': post(ONE, { origin: 'https://app.example.com' }),
};

/** What is refused for its document, on the short road, too. */
const REFUSED: Record<string, Sent> = {
  'a name of another operation': post({ ...NAME, operationName: 'Other' }),
  'a name that is empty': post({ ...NAME, operationName: '' }),
  'several operations': post({ query: 'query A { __typename } query B { __typename }', operationName: 'A' }),
  'syntax that is wrong': post({ query: '{ aoi(' }),
  'a field that is unknown': post({ query: '{ nothing }' }),
  'a document that is too deep': post({
    query: `${'{ aois { nodes { project '.repeat(12)}{ id }${' } } }'.repeat(12)}`,
  }),
  'several operations and no name': post({ query: 'query A { __typename } query B { __typename }' }),
  'no operation': post({ query: 'fragment F on Query { __typename }' }),
  'an empty document': post({ query: '' }),
  'too many tokens': post({ query: `{ ${'a '.repeat(6000)} }` }),
  'literals that are too long': post({ query: `{ aoi(id: "${'x'.repeat(3000)}") { name } }` }),
  'many faults': post({ query: `{ ${Array.from({ length: 20 }, (_, index) => `a${index}`).join(' ')} }` }),
  'a fault for the type of the specification': post(
    { query: '{ nothing }' },
    { accept: 'application/graphql-response+json' },
  ),
  'syntax for the type of the specification': post({ query: '{' }, { accept: 'application/graphql-response+json' }),
};

/** What is left to Yoga, whatever came before. */
const LONG: Record<string, Sent> = {
  'JSON that is cut off': { body: '{"query":"{ aoi' },
  'JSON that is no object': { body: '"{ aoi }"' },
  null: { body: 'null' },
  'no body': { body: '' },
  'a byte order mark': { body: `\uFEFF${JSON.stringify(ONE)}` },
  'a batch': post([ONE, ONE]),
  'a parameter that is unknown': post({ ...ONE, more: true }),
  'no query': post({ variables: {} }),
  'a query that is no text': post({ query: 5 }),
  'variables as a list': post({ ...ONE, variables: [] }),
  'variables as text': post({ ...ONE, variables: '{}' }),
  'extensions as text': post({ ...ONE, extensions: '{}' }),
  'a name that is too long': post({ ...NAME, operationName: 'N'.repeat(300) }),
  'a name that is no text': post({ ...NAME, operationName: 5 }),
  'a write': post({ query: 'mutation { deleteStore(input: { storeId: "missing" }) { userErrors { message } } }' }),
  'parts that are deferred': post({ query: '{ aoi(id: "a") { ... @defer { name } } }' }, { accept: 'multipart/mixed' }),
  'parts without a format for them': post({ query: '{ aoi(id: "a") { ... @defer { name } } }' }),
  'a subscription that cannot begin': post({ query: 'subscription { aoiProgress(id: "missing") { state } }' }),
  'an id of a document': post({ documentId: 'abc' }),
  'an id of a document beside its text': post({ ...ONE, documentId: 'abc' }),
  'a hash of a document': post({ ...ONE, extensions: { persistedQuery: { version: 1, sha256Hash: 'abc' } } }),
  'a body that is long': post({ ...ONE, extensions: { more: TOO_LONG } }),
  'a body that is too long': post({ ...ONE, extensions: { more: TOO_LONG.repeat(60) } }),
  'a body without its length': { ...post(ONE), isChunked: true },
  'Accept of nothing that there is': post(ONE, { accept: 'image/png' }),
  'Accept in another charset': post(ONE, { accept: 'application/json; charset=latin1' }),
  'Accept of events': post(ONE, { accept: 'text/event-stream' }),
  'another spelling of the type': post(ONE, { 'content-type': 'Application/JSON' }),
  'a type that is text': post(ONE, { 'content-type': 'text/plain' }),
  'no type': post(ONE, { 'content-type': undefined }),
  'a type of forms': post(ONE, { 'content-type': 'application/x-www-form-urlencoded' }),
  'another path': { ...post(ONE), path: '/other' },
  'a query string': { ...post(ONE), path: '/graphql?more=1' },
  GET: { method: 'GET', path: `/graphql?${new URLSearchParams(ONE)}` },
  HEAD: { method: 'HEAD', path: `/graphql?${new URLSearchParams(ONE)}` },
  PUT: { ...post(ONE), method: 'PUT' },
  'a preflight': {
    method: 'OPTIONS',
    headers: { origin: 'https://app.example.com', 'access-control-request-method': 'POST' },
  },
};

/** All that a request leads to: the response, the lines of the log and what is counted. */
interface Outcome {
  status: number | undefined;
  headers: string[];
  /** Whether `content-length` is that of the body; null without one. */
  hasLength: boolean | null;
  body: string;
  lines: string[];
  counts: Record<string, number>;
}

interface Roads {
  live: LiveGateway;
  /** Sends a request down a road. */
  send(road: 'long' | 'short', sent: Sent): Promise<Outcome>;
  /** The log of the last request. */
  lines: WrittenLog['lines'];
  /** Requests that Yoga has answered. */
  seenByYoga(): number;
}

/** A gateway with a port for each road. */
function withRoads(options: Partial<AllGatewayOptions>, use: (roads: Roads) => Promise<void>): Promise<void> {
  const { logger, lines, clear } = writtenLog();
  let seen = 0;
  const countRequests = {
    onResponse() {
      seen += 1;
    },
  };
  const mcp = { documents: {}, plugin: () => countRequests };
  return withLiveGateway({ logger, mcp, ...options }, async (live) => {
    live.answerWith(upstream);
    // It pings the upstream when it is read, which would count as a call of a request.
    live.gateway.registry.removeSingleMetric('gateway_upstream_up');
    await onPort(live.gateway.handle, async (origin) => {
      const urls = { long: origin, short: new URL(live.url).origin };
      await use({
        live,
        lines,
        seenByYoga: () => seen,
        async send(road, sent) {
          const before = await countsOf(live.gateway);
          clear();
          const response = await exchange(urls[road], sent);
          const after = await countsOf(live.gateway);
          const grown = Object.entries(after).map(([name, value]) => [name, value - (before[name] ?? 0)] as const);
          return {
            ...response,
            lines: lines().map(({ time: _time, durationMs: _duration, ...line }) => withoutUuid(JSON.stringify(line))),
            counts: Object.fromEntries(grown.filter(([, value]) => value !== 0)),
          };
        },
      });
    });
  });
}

async function exchange(origin: string, sent: Sent): Promise<Omit<Outcome, 'lines' | 'counts'>> {
  const { method = 'POST', path = '/graphql', body = '', isChunked = false } = sent;
  const given = { 'content-type': 'application/json', authorization: KEY, 'x-request-id': 'a-request', accept: '*/*' };
  const headers = Object.entries({ ...given, ...sent.headers }).filter((header) => header[1] !== undefined);
  const outgoing = request(`${origin}${path}`, {
    method,
    headers: Object.fromEntries(headers) as Record<string, string>,
    agent: new Agent({ keepAlive: false }),
    ...(sent.signal && { signal: sent.signal }),
  });
  if (isChunked) outgoing.write(body.slice(0, 10));
  outgoing.end(body.slice(isChunked ? 10 : 0) || undefined);
  const [response] = await once(outgoing, 'response');
  const { date: _date, 'content-length': length, ...others } = response.headers as Record<string, string>;
  const answer = await text(response);
  return {
    status: response.statusCode,
    headers: Object.entries(others)
      .map((pair) => withoutUuid(pair.join(': ')))
      .toSorted(),
    hasLength: length === undefined ? null : Number(length) === Buffer.byteLength(answer),
    body: withoutUuid(answer).replace(/"(start|duration)Ms":[\d.]+/g, '"$1Ms":0'),
  };
}

/** An id that the gateway itself has given to a request. */
const withoutUuid = (line: string) => line.replace(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, 'uuid');

/** Every counter and the counts of every histogram. */
async function countsOf({ registry }: Gateway): Promise<Record<string, number>> {
  const lines = (await registry.metrics()).split('\n').filter((line) => /^gateway_\w+_(total|count)\b/.test(line));
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]),
  );
}

/** Compares the roads for each request; `isShort` says whether they are expected to leave Yoga out. */
async function compare(corpus: Record<string, Sent>, isShort: boolean, roads: Roads): Promise<void> {
  for (const [name, sent] of Object.entries(corpus)) {
    // Known and compiled, with its upstream answers held.
    for (let time = 0; time < (isShort ? 3 : 1); time += 1) await roads.send('long', sent);
    const long = await roads.send('long', sent);
    const before = roads.seenByYoga();
    const short = await roads.send('short', sent);
    expect.soft(short, name).toEqual(long);
    expect.soft(roads.seenByYoga() - before, `${name}: requests that Yoga has seen`).toBe(isShort ? 0 : 1);
  }
}

/** Compares the roads for documents that neither has seen, although its upstream answers are held. */
async function compareNew(corpus: Record<string, Sent>, roads: Roads): Promise<void> {
  for (const [name, sent] of Object.entries(corpus)) {
    const { query, ...others } = JSON.parse(sent.body ?? '') as { query: string };
    const ending = (end: string): Sent => ({ ...sent, body: JSON.stringify({ ...others, query: query + end }) });
    await roads.send('long', ending('\t'));
    const long = await roads.send('long', ending(','));
    const before = roads.seenByYoga();
    const short = await roads.send('short', ending(' '));
    expect.soft(short, name).toEqual(long);
    expect.soft(roads.seenByYoga() - before, `${name}: requests that Yoga has seen`).toBe(0);
  }
}

test('Plain queries are answered on the short road as by Yoga, in status, headers, body, log and metrics', () =>
  withRoads({}, async (roads) => {
    await compareNew(SHORT, roads);
    await compare(SHORT, true, roads);
  }));

test('Documents that are refused are refused alike on both roads', () =>
  withRoads({}, async (roads) => {
    await compareNew(REFUSED, roads);
    await compare(REFUSED, true, roads);
  }));

test('Everything else is left to Yoga', () => withRoads({}, (roads) => compare(LONG, false, roads)));

const PAGE = post(ONE, { origin: 'https://app.example.com' });
const OTHER_PAGE = post(ONE, { origin: 'https://evil.example.com' });
const ORIGINS = ['https://app.example.com', 'https://other.example.com'];

test.each([[ORIGINS], [ORIGINS.slice(0, 1)], [['*']]])('Both roads allow the same origins: %j', (corsOrigins) =>
  withRoads({ corsOrigins }, (roads) => compare({ PAGE, OTHER_PAGE, 'no page': post(ONE) }, true, roads)),
);

test('A query that was refused once is refused again: introspection that is hidden, documents that are not trusted', async () => {
  await withRoads({ hasIntrospection: false }, (roads) =>
    compare({ introspection: post({ query: '{ __schema { queryType { name } } }' }) }, true, roads),
  );
  await withRoads({ trustedDocuments: { one: ONE.query } }, async (roads) => {
    await compare({ 'a trusted text': post(ONE) }, true, roads);
    await compare({ 'another text': post(NAME) }, true, roads);
    await compare({ 'an id': post({ documentId: 'one' }) }, false, roads);
  });
});

test('What finds no room is refused alike', () =>
  withRoads({ maxOperationsPerKey: 1 }, async (roads) => {
    await compare({ known: post(ONE) }, true, roads);
    const { live } = roads;
    const arrived = live.calls.length;
    live.answerWith(() => null);
    const leaving = new AbortController();
    const waiting = exchange(new URL(live.url).origin, { ...post(ONE), signal: leaving.signal });
    await expect.poll(() => live.calls.length).toBeGreaterThan(arrived);

    const [long, short] = [await roads.send('long', post(ONE)), await roads.send('short', post(ONE))];

    expect(short).toEqual(long);
    expect(short).toMatchObject({ status: 503, counts: { gateway_requests_shed_total: 1 } });
    expect(short.headers).toContain('retry-after: 1');
    leaving.abort();
    await expect(waiting).rejects.toThrow('aborted');
  }));

test.each(['long', 'short'] as const)('On the %s road, a caller who leaves ends the calls and the operation', (road) =>
  withRoads({}, async (roads) => {
    const { live } = roads;
    await compare({ known: post(ONE) }, true, roads);
    const arrived = live.calls.length;
    live.answerWith(() => null);
    const leaving = new AbortController();
    const left = roads.send(road, { ...post(ONE), signal: leaving.signal });
    await expect.poll(() => live.calls.length).toBeGreaterThan(arrived);

    leaving.abort();

    await expect(left).rejects.toThrow('aborted');
    await expect
      .poll(() => roads.lines().filter(({ msg }) => msg === 'operation'))
      .toMatchObject([{ codes: ['REQUEST_ABORTED'] }]);
    await expect.poll(async () => live.gateway.registry.metrics()).toContain('gateway_operations_in_flight 0');
  }),
);

test('Over a WebSocket, a caller who closes it ends the calls and the operation', () =>
  withLiveGateway({}, async (live) => {
    live.answerWith(({ url }) => (url === '/ping' ? {} : null));
    const results = live.webSocket('{ satellites { name } }');
    const left = results.next();
    await expect.poll(() => live.calls.length).toBe(1);

    await results.return?.();

    expect(await left).toMatchObject({ done: true });
    await expect.poll(async () => live.gateway.registry.metrics()).toContain('gateway_operations_in_flight 0');
  }));

test('Over a WebSocket, a subscription whose caller leaves when it has just begun is handed over, so it can be ended', () =>
  withLiveGateway({}, async (live) => {
    live.answerWith(() => ({ aoi_id: 'a', status: 'running' }));
    const leaving = new AbortController();
    const headers = { authorization: KEY, 'content-type': 'application/json' };
    const { signal } = leaving;
    const request = new Request('http://websocket/graphql', { method: 'POST', headers, signal });
    const leftByThen = async (arrived: Request) => {
      await live.gateway.handle.fetch(arrived);
      leaving.abort();
      throw signal.reason;
    };

    const query = 'subscription { aoiProgress(id: "a") { state } }';
    const result = await runParsedOperation({ fetch: leftByThen }, request, () => ({ query }));

    expect(isAsyncIterable(result)).toBe(true);
    const events = (result as AsyncIterable<unknown>)[Symbol.asyncIterator]();
    await events.return?.();
    expect(await live.gateway.registry.metrics()).toContain('gateway_subscriptions 0');
  }));
