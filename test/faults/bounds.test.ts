import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ShippedGateway } from '../../bench/shipped.ts';

/** Seconds of drawing inputs. `BOUNDS_SECONDS=300 npx vitest run test/faults/bounds.test.ts` looks longer. */
const SECONDS = Number(process.env.BOUNDS_SECONDS ?? 4);
/** The longest that one input may keep the event loop. */
const MOST_MS = 100;
const MIB = 1024 * 1024;

let gateway: ShippedGateway;
beforeAll(async () => {
  // No input may reach the upstream: there is none.
  gateway = await ShippedGateway.start('http://127.0.0.1:9');
  for (let warm = 0; warm < 20; warm += 1) await send({ query: '{ aois(first: 1) { nodes { id } } }' });
}, 60_000);
afterAll(() => gateway.stop());

interface Drawn {
  kind: string;
  query: string;
  variables?: unknown;
  headers?: Record<string, string>;
}

async function send({ query, variables, headers }: Omit<Drawn, 'kind'>): Promise<{ status: number; text: string }> {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, text: await response.text() };
}

const unit = fc.constantFrom(
  'T',
  '0',
  '-',
  ' ',
  '2024-05-06T',
  '+00:00',
  '.1',
  'QW9pOg',
  '{',
  '[',
  '\\',
  'é',
  '😀',
  '\u0000',
);
/** A text of about so many characters: where bounds are, and far beyond. */
const textUpTo = (characters: number) =>
  fc
    .tuple(unit, fc.constantFrom(1, 63, 64, 65, 2048, 2049, 8192, characters), fc.constantFrom('', '!', 'Z'))
    .map(
      ([part, length, end]) =>
        part.repeat(Math.ceil(length / part.length)).slice(0, Math.min(length, characters)) + end,
    );
const countUpTo = (most: number) =>
  fc.oneof(fc.integer({ min: 0, max: most }), fc.constantFrom(most - 1, most, most + 1, Math.floor(most * 2.5)));
const times = <Value>(count: number, of: (index: number) => Value) =>
  Array.from({ length: count }, (_, index) => of(index));

const SEARCH = 'query ($input: ArchiveSearchInput!) { searchArchive(input: $input) { edges { cursor } } }';
const inputs: fc.Arbitrary<Drawn>[] = [
  fc.tuple(textUpTo(MIB / 8), fc.constantFrom('DateTime', 'Date', 'ID', 'String', 'URL', 'JSON')).map(([v, type]) => ({
    kind: type,
    query: `query ($v: ${type}) { __typename @skip(if: false) } `,
    variables: { v },
  })),
  fc.tuple(textUpTo(9000), countUpTo(1000)).map(([text, count]) => ({
    kind: 'ids',
    query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
    variables: { ids: times(Math.min(count, Math.floor(500_000 / (text.length * 4 + 10))), (index) => text + index) },
  })),
  countUpTo(30_000).map((count) => ({
    kind: 'unknown members',
    query: SEARCH,
    variables: { input: Object.fromEntries(times(count, (index) => [`m${index}`, index])) },
  })),
  fc.tuple(countUpTo(25), countUpTo(12_000)).map(([depth, breadth]) => ({
    kind: 'JSON',
    query: SEARCH,
    variables: {
      input: {
        query: times(depth, (index) => index).reduce<unknown>(
          (inner, index) => ({ [`p${index}`]: inner }),
          times(breadth, (index) => index),
        ),
      },
    },
  })),
  fc
    .tuple(countUpTo(20_000), fc.constantFrom('MultiPoint', 'Polygon', 'MultiPolygon'), fc.constantFrom(1e-4, 500))
    .map(([count, type, step]) => {
      const ring = times(count, (index) => [(index * step) % 1000, Math.round(index / 2) * 1e-4]);
      const coordinates =
        type === 'MultiPoint' ? ring : type === 'Polygon' ? [ring] : ring.map((position) => [[position, position]]);
      return { kind: type, query: SEARCH, variables: { input: { intersects: { type, coordinates } } } };
    }),
  fc
    .tuple(
      fc.constantFrom(
        'a ',
        'aois { nodes { name } } ',
        '... { aois { nodes { project { id } } } } ',
        '...F ',
        '__typename @skip(if: false) ',
        'aois(filter: { name: "x" }) { totalCount } ',
        '... on Query { ... on Query { __typename } } ',
        '__schema { types { fields { type { name } } } } ',
      ),
      countUpTo(2500),
    )
    .map(([part, count]) => ({
      kind: `document of ${part}`,
      query: `{ ${part.repeat(count)} } fragment F on Query { __typename }`,
    })),
  fc.tuple(countUpTo(400), fc.boolean()).map(([count, isNested]) => ({
    kind: 'fragments',
    query: `{ aoi(id: "a") { ...F0 } } ${times(count, (index) => `fragment F${index} on Aoi { id ${index + 1 < count && isNested ? `...F${index + 1} ...F${index + 1}` : ''} }`).join(' ')}`,
  })),
  countUpTo(400).map((count) => ({
    kind: 'variables',
    query: `query (${times(count + 1, (index) => `$v${index}: ID`).join(' ')}) { nodes(ids: [${times(count + 1, (index) => `$v${index}`).join(' ')}]) { id } }`,
    variables: Object.fromEntries(times(count, (index) => [`v${index}`, 'x'.repeat(2000)])),
  })),
  textUpTo(12_000).map((after) => ({
    kind: 'cursor',
    query: 'query ($after: String) { aois(after: $after) { nodes { id } } }',
    variables: { after: Buffer.from(after).toString('base64url') },
  })),
];

test.skipIf(!existsSync('/proc/self/task'))(
  'no input keeps the event loop for long, uses up the heap, or is a surprise',
  async () => {
    const longest: Record<string, number> = {};
    const busyFor = async (drawn: Drawn) => {
      const before = gateway.busyMs;
      const { status, text } = await send(drawn);
      expect(status, drawn.kind).not.toBe(500);
      expect(text, drawn.kind).not.toContain('INTERNAL_SERVER_ERROR');
      return gateway.busyMs - before;
    };
    await fc.assert(
      fc.asyncProperty(fc.oneof(...inputs), async (drawn) => {
        let busyMs = await busyFor(drawn);
        // What is compiled or collected the first time is not the input's doing.
        for (let again = 0; again < 3 && busyMs > MOST_MS; again += 1) busyMs = Math.min(busyMs, await busyFor(drawn));
        longest[drawn.kind] = Math.max(longest[drawn.kind] ?? 0, busyMs);
        expect(busyMs, drawn.kind).toBeLessThan(MOST_MS);
      }),
      { numRuns: 1_000_000, interruptAfterTimeLimit: SECONDS * 1000, endOnFailure: true },
    );
    if (process.env.BOUNDS_SECONDS) console.log(longest);
    expect(gateway.died).toBe('');
  },
  (SECONDS + 30) * 1000,
);
