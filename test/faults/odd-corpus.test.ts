import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OperationName, operations } from '../../src/contract/operations.ts';
import { createGateway, type Gateway } from '../../src/server/gateway.ts';
import { type ArrivedRequest, answer, type FaultyUpstream, startFaultyUpstream } from '../support/faulty-upstream.ts';
import { bodyOf, DEEP_VALUES, goodValue, ODD_VALUES, withOddFields, withOddLeaves } from '../support/odd-answers.ts';
import { type Question, questions } from '../support/odd-questions.ts';
import { operationOf } from './writes.ts';

/*
 * The corpus of odd answers: every shape of the contract × every oddity. A row that has an id is shown, a value that can be null
 * is no error, and what is odd is counted.
 */

let upstream: FaultyUpstream;
let gateway: Gateway;
/** The operation that answers oddly, and its body. All others answer well. */
let odd: { operation: OperationName; body: string | ((request: ArrivedRequest) => string) };

beforeAll(async () => {
  upstream = await startFaultyUpstream((response, request) => {
    const { name } = operationOf(request);
    const oddBody = () => (typeof odd.body === 'function' ? odd.body(request) : odd.body);
    answer(200, name === odd.operation ? oddBody() : goodBody(name))(response, request);
  });
  gateway = createGateway({ apiUrl: upstream.url, maxEventLoopLagMs: 60_000, referenceCacheTtlMs: 0 });
});

afterAll(async () => {
  await gateway.close();
  await upstream.close();
});

/** How an operation brings its rows. */
interface Form {
  /** A row, or the one object that the answer is, with the id `b`. */
  row: object;
  /** The property that holds the rows; null where the answer is one object. */
  list: string | null;
  /** The answer with these rows. */
  of(rows: unknown): unknown;
}

/** What may stand beside rows in an answer. */
const BESIDE_ROWS = ['pagination', 'count', 'links', 'type', 'next_token'];
/** The property that tells a row from others: of a block it is an object, with the name in it. */
const ID_PROPERTIES = ['spec', 'id', 'aoi_id', 'delivery_id', 'download_id', 'project'];

function schemaOf({ operation }: Pick<Question, 'operation'>): object {
  return Object.values(operations[operation].answers).at(-1) ?? {};
}

function formOf(question: Pick<Question, 'operation'>): Form {
  const schema = schemaOf(question);
  // TypeBox's schemas are JSON Schema.
  const { properties = {} } = schema as { properties?: Record<string, { items?: object; patternProperties?: object }> };
  const [list, other] = Object.keys(properties).filter((name) => !BESIDE_ROWS.includes(name));
  const { items, patternProperties } = (list !== undefined && other === undefined && properties[list]) || {};
  if (list === undefined || (!items && list !== 'items')) {
    return { row: goodValue(schema, 'b') as object, list: null, of: (row) => row };
  }
  const ofMap = Object.values(patternProperties ?? {})[0];
  return {
    row: goodValue(items ?? ofMap, 'b') as object,
    list,
    of: (rows) => ({
      [list]: items || !Array.isArray(rows) ? rows : Object.fromEntries(rows.map((row, at) => [`k${at}`, row])),
    }),
  };
}

function withId(row: object, id: unknown): object {
  const property = ID_PROPERTIES.find((name) => name in row);
  if (property === 'spec' && 'spec' in row) return { ...row, spec: { ...(row.spec as object), name: id } };
  return property === undefined ? row : { ...row, [property]: id };
}

const goodBodies = new Map<OperationName, string>();

function goodBody(operation: OperationName): string {
  const { row, list, of } = formOf({ operation });
  const body = goodBodies.get(operation) ?? bodyOf(of(list === null ? row : [row]));
  goodBodies.set(operation, body);
  return body;
}

interface Shown {
  errors: string[];
  /** The ids of the rows, in order, or of the one object; undefined where the query finds no object. */
  ids: unknown;
  warnings: unknown[];
}

/** The gateway's answer. */
interface Answered {
  data?: unknown;
  errors?: { message: string; path?: string[] }[];
  extensions?: { warnings?: unknown[] };
}

async function asked(query: string, variables: object = {}): Promise<Answered> {
  const response = await gateway.handle.fetch('http://gateway.test/graphql', {
    method: 'POST',
    // A call that the query before started in vain is not shared with this one.
    headers: { 'content-type': 'application/json', authorization: randomUUID() },
    body: JSON.stringify({ query, variables }),
  });
  // The gateway's own answers have this form.
  return (await response.json()) as Answered;
}

/** What a query shows over an answer. */
async function shown({ operation, source }: Pick<Question, 'operation' | 'source'>, body: unknown): Promise<Shown> {
  odd = { operation, body: typeof body === 'string' ? body : bodyOf(body) };
  const { data, errors = [], extensions } = await asked(source);
  return {
    errors: errors.map(({ message, path = [] }) => `${path.join('.')}: ${message}`),
    ids: idsIn(foundIn(data)),
    warnings: extensions?.warnings ?? [],
  };
}

function foundIn(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return undefined;
  if ('found' in data) return data.found;
  return Object.values(data)
    .map(foundIn)
    .find((found) => found !== undefined);
}

function idsIn(found: unknown): unknown {
  // Some lists are sorted by dates, which are odd as well.
  if (Array.isArray(found)) return found.map(idsIn).toSorted();
  if (typeof found !== 'object' || found === null) return found;
  const { pixxelId, downloadId, versionId, name } = found as Record<string, unknown>;
  // A block is told by its name.
  return versionId === undefined ? (pixxelId ?? downloadId) : name;
}

/** What comes out otherwise than it should, question by question. */
async function differences(
  among: readonly Question[],
  bodyFor: (form: Form) => unknown,
  expected: Partial<Shown>,
): Promise<string[]> {
  const found: string[] = [];
  for (const question of among) {
    const { errors, ids, warnings } = await shown(question, bodyFor(formOf(question)));
    found.push(...errors.map((error) => `${question.operation} fails at ${error}`));
    const wanted = question.source.includes('found:') ? expected.ids : undefined;
    if (JSON.stringify(ids) !== JSON.stringify(wanted))
      found.push(`${question.operation} shows ${JSON.stringify(ids)}`);
    if (expected.warnings && warnings.length !== expected.warnings.length) {
      found.push(`${question.operation} warns ${JSON.stringify(warnings)}`);
    }
  }
  return found;
}

async function driftsOf(operation?: OperationName): Promise<number> {
  const metric = await gateway.registry.getSingleMetric('gateway_upstream_drift_total')?.get();
  const values = metric?.values.filter(({ labels }) => operation === undefined || labels.operation === operation) ?? [];
  return values.reduce((sum, { value }) => sum + value, 0);
}

const lists = questions.filter((question) => formOf(question).list !== null);
const objects = questions.filter((question) => formOf(question).list === null);
/** One question for each shape: what creates an object answers as what reads it. */
const shapes = [...new Map(objects.toReversed().map((question) => [schemaOf(question), question])).values()];

test('good answers are shown whole, and nothing in them is counted', async () => {
  const inLists = await differences(lists, ({ row, of }) => of(['a', 'b'].map((id) => withId(row, id))), {
    ids: ['a', 'b'],
    warnings: [],
  });
  const alone = await differences(objects, ({ row }) => row, { ids: 'b', warnings: [] });

  expect([...inLists, ...alone]).toEqual([]);
  expect(await driftsOf()).toBe(0);
});

/** Rows of a list, each with one oddity in every field, or at the end of every path. */
const oddRows = (row: object) =>
  [withOddFields, withOddLeaves].flatMap((change, way) =>
    ODD_VALUES.map(([, value], index) =>
      change(withId(row, `r${way}.${String(index).padStart(2, '0')}`), value, ID_PROPERTIES),
    ),
  );
const oddIds = oddRows({ id: '' }).map((row) => (row as { id: string }).id);

test.each(lists)('$operation shows every row, whatever is in it', async (question) => {
  const before = await driftsOf(question.operation);
  const { row, of } = formOf(question);
  const { errors, ids } = await shown({ ...question, source: question.following }, of(oddRows(row)));

  expect(errors).toEqual([]);
  expect(ids).toEqual(oddIds);
  expect((await driftsOf(question.operation)) - before).toBeGreaterThan(0);
});

const isRead = ({ operation }: Question) => operations[operation].access === 'read';

/** What may stand for nothing, and is not odd. */
const NOTHING = ['null', 'nothing', 'an empty string'];

test.each(ODD_VALUES)('%s in the place of every value of one object leaves the object', async (name, value) => {
  const before = await driftsOf();

  expect(await differences(shapes, ({ row }) => withOddLeaves(row, value, ID_PROPERTIES), { ids: 'b' })).toEqual([]);
  if (!NOTHING.includes(name)) expect(await driftsOf()).toBeGreaterThan(before);
});

test.each(DEEP_VALUES)(
  '%s, thousands of levels deep, in the place of every field leave the object',
  async (_name, value) => {
    const before = await driftsOf();

    expect(await differences(shapes, ({ row }) => withOddFields(row, value, ID_PROPERTIES), { ids: 'b' })).toEqual([]);
    expect(await driftsOf()).toBeGreaterThan(before);
  },
);

/** The value with each number in it replaced. */
function withNumbers(value: unknown, number: number): unknown {
  if (typeof value === 'number') return number;
  if (Array.isArray(value)) return value.map((item) => withNumbers(item, number));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withNumbers(item, number)]));
}

/** The paths of a value's numbers that are -9999. */
function unknownIn(value: unknown, path = ''): string[] {
  if (value === UNKNOWN) return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => unknownIn(item, `${path}.${key}`));
}

const UNKNOWN = -9999;
/** What is passed on as it was sent, or can be any number: discounts and pixel values, for example. */
const CAN_BE_ANY =
  /\.(?:geometry|properties|spec|metadata|details|summaries|inputs|outputs|rawInput|rawOutput|uplifts|rescale|nodata|offset|scale)\.|\.geojson\..*\.assets\.|\.status\./;

test('-9999 in the place of every number is no value of anything that has a range', async () => {
  const found: string[] = [];
  for (const question of [...shapes, ...lists]) {
    const { row, list, of } = formOf(question);
    const unknown = withNumbers(row, UNKNOWN);
    odd = { operation: question.operation, body: bodyOf(of(list === null ? unknown : [unknown])) };
    const { data } = await asked(question.source);
    found.push(...unknownIn(data).filter((path) => !CAN_BE_ANY.test(`${path}.`)));
  }

  expect(found).toEqual([]);
});

/** The image search has another id for a row: its key in the map. */
const withoutKeys = lists.filter(({ operation }) => operation !== 'SearchImages');

test.each([
  ['that is null', () => null],
  ['that is a string', () => 'row'],
  ['that is a number', () => 7],
  ['that is a list', () => [1]],
  ['without anything', () => ({})],
  ['whose id is null', (row: object) => withId(row, null)],
  ['whose id is blank', (row: object) => withId(row, ' ')],
  ['whose id is true', (row: object) => withId(row, true)],
  ['whose id is a list', (row: object) => withId(row, ['b'])],
  ['whose id is an object', (row: object) => withId(row, { id: 'b' })],
])('a row %s is left out with a warning, and no other', async (_name, oddRow: (row: object) => unknown) => {
  const rows = (row: object) => [withId(row, 'a'), oddRow(row), withId(row, 'c')];

  expect(await differences(withoutKeys, ({ row, of }) => of(rows(row)), { ids: ['a', 'c'], warnings: [{}] })).toEqual(
    [],
  );
});

test.each([
  ['a number', 7, '7'],
  ['a whole number past 2^53', { rawJSON: '123456789012345678901' }, '123456789012345678901'],
  ['a UUID in capitals', '47435E2B-0A52-4D7C-9A0E-5F0F7A3C1D01', '47435E2B-0A52-4D7C-9A0E-5F0F7A3C1D01'],
  ['a path', '../../etc/a b?c#d%2F', '../../etc/a b?c#d%2F'],
  ['not ASCII', 'नर्मदा 北', 'नर्मदा 北'],
])('an id that is %s is shown', async (_name, id, text) => {
  const sent = typeof id === 'object' ? JSON.rawJSON(id.rawJSON) : id;

  expect(await differences(lists, ({ row, of }) => of([withId(row, sent)]), { ids: [text], warnings: [] })).toEqual([]);
});

test.each([
  ['null', null, 0],
  ['nothing', undefined, 1],
  ['a string', 'rows', 1],
  ['a number', 7, 1],
  ['true', true, 1],
])('%s in the place of the rows is an empty list', async (_name, rows, warnings) => {
  expect(await differences(lists.filter(isRead), ({ of }) => of(rows), { ids: [], warnings: Array(warnings) })).toEqual(
    [],
  );
});

test.each([
  ['nothing', ''],
  ['null', 'null'],
  ['an empty list', '[]'],
  ['a list of rows', '[{"id":"a"}]'],
])('%s as the whole answer to a list is an error, not an empty list', async (_name, body) => {
  for (const question of lists.filter(isRead)) {
    const { errors, ids } = await shown(question, body);

    expect([question.operation, errors, ids ?? null]).toEqual([
      question.operation,
      [expect.stringContaining('Pixxel sent an answer that cannot be used.')],
      null,
    ]);
  }
});

test.each([
  ['a null pagination', { pagination: null, count: null, links: null }],
  ['a word for a pagination', { pagination: 'none', count: 'many', links: 'none' }],
  ['a list for a pagination', { pagination: [1], count: [], links: [null, 1, {}] }],
  ['totals of 0', { pagination: { total: 0 }, count: 0 }],
  ['totals of -1', { pagination: { total: -1, offset: -1, limit: -1 }, count: -1 }],
  ['totals that are words', { pagination: { total: 'many' }, count: 'many' }],
  ['an error that is null', { error: null, errors: [], message: 'ok' }],
  ['an error that is empty', { error: {}, status: 'ok' }],
  ['members of another contract', { data: {}, meta: null, __proto__x: 1, results: [] }],
])('%s beside rows hides none of them', async (_name, beside) => {
  const rows = (row: object) => ['a', 'b'].map((id) => withId(row, id));
  const bodyFor = ({ row, of }: Form) => ({ ...(of(rows(row)) as object), ...beside });

  expect(await differences(lists, bodyFor, { ids: ['a', 'b'] })).toEqual([]);
});

test('a byte order mark and blanks around an answer change nothing', async () => {
  expect(
    await differences(lists, ({ row, of }) => `\uFEFF \r\n${bodyOf(of([withId(row, 'a')]))}\n\n`, { ids: ['a'] }),
  ).toEqual([]);
  expect(await differences(objects, ({ row }) => `\uFEFF${bodyOf(row)} \r\n`, { ids: 'b' })).toEqual([]);
});

test('an object comes in its envelope or without it', async () => {
  for (const question of objects) {
    const { envelope } = operations[question.operation] as { envelope?: string };
    const { row } = formOf(question);
    const bare = 'project' in row ? row.project : row;
    const wrapped = envelope === undefined ? row : { [envelope]: row };

    expect(await differences([question], () => bare, { ids: 'b' })).toEqual([]);
    expect(await differences([question], () => wrapped, { ids: 'b' })).toEqual([]);
  }
});

/** The part of a list that a request asks for; all of it if it asks for no part. */
function partOf<Item>(rows: readonly Item[], { target, body }: ArrivedRequest): readonly Item[] {
  const query = Object.fromEntries(new URL(target, 'http://upstream.test').searchParams);
  const { offset, limit, page_num, page_size } = { ...query, ...(body !== '' && JSON.parse(body)) };
  const size = Number(limit ?? page_size ?? rows.length);
  const start = Number(offset ?? (Number(page_num ?? 1) - 1) * size);
  return rows.slice(start, start + size);
}

test.each(withoutKeys.filter(({ source }) => source.includes('first: 99')))(
  '$operation: rows that are left out shift no cursor',
  async (question) => {
    const { row, of } = formOf(question);
    const rows = [null, withId(row, 'a'), {}, 'x', withId(row, 'b'), withId(row, 'c'), null, null, withId(row, 'd'), 7];
    odd = { operation: question.operation, body: (request) => bodyOf(of(partOf(rows, request))) };
    const query = question.source
      .replace('query {', 'query ($after: String) {')
      .replace('first: 99', 'first: 2, after: $after')
      .replace('found: nodes', 'info: pageInfo { hasNextPage endCursor } found: nodes');

    const seen: unknown[] = [];
    for (let after: string | null = null, hasNext = true; hasNext && seen.length < 9;) {
      const { data } = await asked(query, { after });
      seen.push(...(foundIn(data) as { pixxelId: string }[]).map(({ pixxelId }) => pixxelId));
      const [, info = '{}'] = /"info":(\{.*?\})/.exec(JSON.stringify(data)) ?? [];
      ({ hasNextPage: hasNext, endCursor: after } = JSON.parse(info) as { hasNextPage: boolean; endCursor: string });
    }

    expect(seen).toEqual(['a', 'b', 'c', 'd']);
  },
);

test('a row that comes twice in one answer is shown once, and another row with its id beside it', async () => {
  const twice = await differences(lists, ({ row, of }) => of(['a', 'a', 'b'].map((id) => withId(row, id))), {
    ids: ['a', 'b'],
    warnings: [],
  });
  const alike = await differences(
    lists.filter(({ operation }) => operation !== 'ListBandsets'),
    ({ row, of }) => of([withId(row, 'a'), withOddFields(withId(row, 'a'), null, ID_PROPERTIES)]),
    { ids: ['a', 'a'] },
  );

  expect([...twice, ...alike]).toEqual([]);
});

test('the corpus has a question for every operation that answers JSON, except the ping', () => {
  const json = Object.entries(operations).filter(([name, { format }]) => format === 'json' && name !== 'Ping');
  const inCorpus = new Set<string>(questions.map(({ operation }) => operation));

  expect(json.map(([name]) => name).filter((name) => !inCorpus.has(name))).toEqual([]);
});
