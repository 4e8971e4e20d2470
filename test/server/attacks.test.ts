import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGateway, type Gateway } from '../../src/server/gateway.ts';

/** No attack may reach the upstream: there is none. */
let gateway: Gateway;
beforeAll(() => {
  gateway = createGateway({ apiUrl: 'http://127.0.0.1:9', maxEventLoopLagMs: 60_000 });
});
afterAll(() => gateway.close());

interface Reply {
  status: number;
  data?: unknown;
  errors?: { message: string; extensions: { code: string } }[];
  text: string;
}

async function send(init: RequestInit & { path?: string }, to = gateway): Promise<Reply> {
  const response = await to.handle.fetch(`http://gateway.test/graphql${init.path ?? ''}`, init);
  const text = await response.text();
  const body = text.startsWith('{') ? (JSON.parse(text) as Omit<Reply, 'status' | 'text'>) : {};
  return { status: response.status, ...body, text };
}

const post = (body: unknown, to = gateway) =>
  send({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }, to);
const ask = (query: string, to = gateway) => post({ query }, to);
const codesOf = ({ errors = [] }: Reply) => errors.map(({ extensions }) => extensions.code);

describe('The checks that graphql-cop makes', () => {
  test('alias overload: a hundred aliases are refused, because each can cause calls of its own', async () => {
    const aliases = Array.from({ length: 101 }, (_, index) => `alias${index}:__typename`).join(' ');

    const reply = await ask(`query cop { ${aliases} }`);

    expect(codesOf(reply)).toEqual(['OPERATION_TOO_LARGE']);
    expect(reply.data).toBeUndefined();
  });

  test('array batching: a body with several operations is refused, because it would multiply every limit', async () => {
    const reply = await post(Array.from({ length: 10 }, () => ({ query: 'query cop { __typename }' })));

    expect(reply.status).toBe(400);
    expect(reply.text).not.toContain('"__typename":"Query"');
  });

  test('circular fragments: refused when the document is validated, without a loop', async () => {
    const reply = await ask('query cop { ...A } fragment A on Query { ...B } fragment B on Query { ...A }');

    expect(codesOf(reply)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(reply.errors?.[0]?.message).toContain('Cannot spread fragment "A" within itself');
  });

  test('circular introspection: types of fields of types are refused past the depth that tools need', async () => {
    const reply = await ask(
      'query cop { __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }',
    );

    expect(codesOf(reply)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(reply.data).toBeUndefined();
  });

  test('directive overload: the answer names a few errors, however many there are', async () => {
    const reply = await ask(`query cop { __typename ${'@aa'.repeat(10)} }`);

    expect(reply.errors?.length).toBeLessThan(10);
    expect(reply.data).toBeUndefined();
  });

  test('directive overload with a known directive is refused as well', async () => {
    const fields = Array.from({ length: 60 }, (_, index) => `f${index}: __typename @include(if: true)`).join(' ');

    expect(codesOf(await ask(`{ ${fields} }`))).toEqual(['OPERATION_TOO_LARGE']);
  });

  test('field duplication: the same field five hundred times is refused, because comparing them takes long', async () => {
    const reply = await ask(`query cop { ${'__typename \n'.repeat(500)} }`);

    expect(codesOf(reply)).toEqual(['OPERATION_TOO_LARGE']);
    expect(reply.data).toBeUndefined();
  });

  test('field suggestions: given while introspection is on, which tells the same; gone when it is off', async () => {
    const hidden = createGateway({ apiUrl: 'http://127.0.0.1:9', maxEventLoopLagMs: 60_000, hasIntrospection: false });

    expect((await ask('query cop { projct { id } }')).text).toContain('Did you mean');
    expect((await ask('query cop { projct { id } }', hidden)).text).not.toContain('Did you mean');
    await hidden.close();
  });

  test('mutation over GET: refused, so no link can change anything', async () => {
    const path = `?query=${encodeURIComponent('mutation cop { __typename }')}`;

    expect(await send({ path })).toMatchObject({ status: 405 });
  });

  test('query over GET: answered, because the key is a header that no other page can send', async () => {
    expect(await send({ path: '?query={__typename}' })).toMatchObject({ status: 200, data: { __typename: 'Query' } });
  });

  test('GraphiQL: served to a browser while it is on; production turns it off', async () => {
    const asBrowser = { headers: { accept: 'text/html' } };
    const plain = createGateway({ apiUrl: 'http://127.0.0.1:9', maxEventLoopLagMs: 60_000, hasGraphiql: false });

    expect((await send(asBrowser)).text).toContain('<!doctype html>');
    expect((await send(asBrowser, plain)).text).not.toContain('<!doctype html>');
    await plain.close();
  });

  test('introspection: on by default, because the API is public; off by a setting', async () => {
    const hidden = createGateway({ apiUrl: 'http://127.0.0.1:9', maxEventLoopLagMs: 60_000, hasIntrospection: false });
    const query = 'query cop { __schema { types { name } } }';

    expect((await ask(query)).data).toMatchObject({ __schema: { types: expect.arrayContaining([{ name: 'Aoi' }]) } });
    expect(codesOf(await ask(query, hidden))).toContain('GRAPHQL_VALIDATION_FAILED');
    await hidden.close();
  });

  test('urlencoded POST: refused, because a form of any page could send it', async () => {
    const reply = await send({
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'query=%7B__typename%7D',
    });

    expect(reply).toMatchObject({ status: 415, errors: [{ extensions: { code: 'UNSUPPORTED_MEDIA_TYPE' } }] });
  });

  test('trace mode: no answer carries timings, but for the calls that the caller asks to see', async () => {
    const reply = await ask('query cop { __typename }');

    expect(JSON.parse(reply.text)).toEqual({ data: { __typename: 'Query' } });
  });

  test('unhandled errors: invalid input is reported without a stack', async () => {
    for (const body of ['qwerty cop { abc }', '{ __typename @include }', '']) {
      const reply = await ask(body);

      expect(reply.status).toBeLessThan(500);
      expect(reply.text).not.toMatch(/\bat .*:\d+:\d+|node_modules|stack/);
    }
  });
});

describe('Other attacks', () => {
  test('a document of too many words is refused before it is read to the end', async () => {
    const reply = await ask(`{ ${'a '.repeat(6000)} }`);

    expect(codesOf(reply)).toEqual(['GRAPHQL_PARSE_FAILED']);
    expect(reply.errors?.[0]?.message).toContain('5000 tokens');
  });

  test('a document that is too deep is refused', async () => {
    const levels = 12;
    const query = `{ project(id: "p") { ${'aois { nodes { project { '.repeat(levels)} id ${'} } }'.repeat(levels)} } }`;

    expect(codesOf(await ask(query))).toEqual(['OPERATION_TOO_LARGE']);
  });

  test('a fragment called __schema is let through no more than another', async () => {
    const depth = 12;
    const deep = `${'aois { nodes { project { '.repeat(depth)} id ${'} } }'.repeat(depth)}`;
    const aliases = Array.from({ length: 101 }, (_, index) => `a${index}: id`).join(' ');
    const spread = (selection: string) =>
      `{ project(id: "p") { ...__schema } } fragment __schema on Project { ${selection} }`;

    expect(codesOf(await ask(spread(deep)))).toEqual(['OPERATION_TOO_LARGE']);
    expect(codesOf(await ask(spread(aliases)))).toEqual(['OPERATION_TOO_LARGE']);
    expect(
      codesOf(await ask(spread('aois(first: 500) { nodes { project { aois(first: 500) { nodes { id } } } } }'))),
    ).toEqual(['OPERATION_TOO_LARGE']);
  });

  test.each<[string, string]>([
    [
      'Query depth limit of 20 exceeded, found 22.',
      `{ project(id: "p") { ${'aois { nodes { project { '.repeat(6)} ...F ${'} } }'.repeat(6)} } } fragment F on Project { aois { nodes { id } } }`,
    ],
    [
      'Aliases limit of 100 exceeded, found 120.',
      `{ ${'...F '.repeat(30)} } fragment F on Query { ... { ...G ...G } } fragment G on Query { a: __typename b: __typename }`,
    ],
    [
      'Directives limit of 50 exceeded, found 60.',
      `{ ${'...F @include(if: true) '.repeat(30)} } fragment F on Query { __typename @skip(if: false) }`,
    ],
    [
      'Fragments limit of 100 exceeded, found 101.',
      `{ __typename } ${Array.from({ length: 101 }, (_, index) => `fragment F${index} on Query { __typename }`).join(' ')}`,
    ],
  ])('a document past a limit is told how far, with fragments counted at each place: %s', async (message, query) => {
    expect((await ask(query)).errors?.map((error) => error.message)).toContain(message);
  });

  test('a bomb of fragments, each spread twice in the next, is refused without being unfolded', async () => {
    const fragments = Array.from(
      { length: 90 },
      (_, index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`,
    );
    const query = `{ ...F0 } ${fragments.join(' ')} fragment F90 on Query { a: __typename }`;

    expect(codesOf(await ask(query))).toEqual(['OPERATION_TOO_LARGE']);
  });

  test('thousands of fields side by side are refused before they are compared', async () => {
    const fields = (count: number) => Array.from({ length: count }, (_, index) => `f${index}`).join(' ');

    const reply = await ask(`{ ${fields(501)} }`);

    expect(codesOf(reply)).toEqual(['OPERATION_TOO_LARGE']);
    expect(codesOf(await ask(`{ ${fields(500)} }`))[0]).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  test.each([
    'subscription { aoiProgress(id: "a") @skip(if: true) { state } }',
    'subscription ($no: Boolean!) { ... @include(if: $no) { aoiProgress(id: "a") { state } } }',
    'subscription { ...root } fragment root on Subscription { aoiProgress(id: "a") @include(if: false) { state } }',
  ])('a subscription whose only field can be skipped is refused: %s', async (query) => {
    const { errors } = await post({ query, variables: { no: false } });

    expect(errors).toMatchObject([
      {
        message: expect.stringMatching(/^The root field of a subscription cannot have "@(?:skip|include)"\.$/),
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      },
    ]);
  });

  test('lists within lists are counted by their sizes, in literals and in variables', async () => {
    const query = 'query ($n: Int) { projects(first: $n) { nodes { aois(first: $n) { nodes { name status } } } } }';

    expect(codesOf(await post({ query, variables: { n: 500 } }))).toEqual(['OPERATION_TOO_LARGE']);
    expect(codesOf(await post({ query, variables: { n: 20 } }))).toEqual(['UNAUTHENTICATED']);
  });

  test('of several operations the one that runs is measured', async () => {
    const query = `
      query Small { __typename }
      query Large { projects(first: 500) { nodes { aois(first: 500) { nodes { name status } } } } }`;

    expect(codesOf(await post({ query, operationName: 'Large' }))).toEqual(['OPERATION_TOO_LARGE']);
    expect((await post({ query, operationName: 'Small' })).data).toEqual({ __typename: 'Query' });
  });

  test('a body of more than a mebibyte is refused, whether it says so or not', async () => {
    const body = JSON.stringify({ query: '{ __typename }', variables: { junk: 'x'.repeat(1024 * 1024) } });
    const headers = { 'content-type': 'application/json' };
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(body));
        controller.close();
      },
    });

    expect((await send({ method: 'POST', headers, body })).status).toBe(413);
    // Node's fetch asks for `duplex` with a stream, which the DOM's types do not know.
    expect((await send({ method: 'POST', headers, body: stream, duplex: 'half' } as RequestInit)).status).toBe(413);
  });

  test('an operation whose size is unknown is refused', async () => {
    const pages = 'nodes { workflows(first: 500) { nodes { jobs(first: 500) { nodes { id } } } } }';
    const reply = await post({
      query: `query ($day: Date = "2024-01-01") {
        projects(first: 500) { ${pages} }
        visualization(id: "v", aoiId: "a") { png(date: $day, mode: DYNAMIC) { contentType } }
      }`,
      variables: { day: null },
    });

    expect(codesOf(reply)).toEqual(['BAD_USER_INPUT']);
    expect(reply.data).toBeUndefined();
  });

  test('documents that are refused are not kept', async () => {
    const deep = `${'{a'.repeat(1650)}${'}'.repeat(1650)}`;
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const before = process.memoryUsage().heapUsed;

    for (let each = 0; each < 100; each += 1) await ask(`${deep}#${each}`);

    collectGarbage();
    // Kept, they would take more than 100 MB.
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(20 * 1024 * 1024);
  });

  test('nesting deeper than the stack is refused, in the document and in a variable', async () => {
    const nested = (levels: number) =>
      `{ searchArchive(input: { query: ${'['.repeat(levels)}${']'.repeat(levels)} }) { totalCount } }`;
    const limits = { tokens: 1_000_000 };
    const wordy = createGateway({ apiUrl: 'http://127.0.0.1:9', maxEventLoopLagMs: 60_000, limits });
    const deepest = await ask(nested(100_000), wordy);
    await wordy.close();
    // V8 decides whether the stack takes so many: optimized code needs less of it.
    const literal = await ask(nested(2000));
    const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
    const variable = await send({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"query": "query ($q: JSON) { searchArchive(input: { query: $q }) { totalCount } }", "variables": {"q": ${deep}}}`,
    });

    expect(codesOf(deepest)).toEqual(['OPERATION_TOO_LARGE']);
    expect(literal.errors).toEqual([
      expect.objectContaining({ message: expect.stringMatching(/nested too deeply|levels/) }),
    ]);
    expect(codesOf(variable)).not.toContain('INTERNAL_SERVER_ERROR');
  });

  test('malformed input is not quoted', async () => {
    const get = await send({ path: '?query=%7B__typename%7D&variables=%7B%22secret%22%3A%20wJalrXUtn' });
    const posted = await send({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query": "{ __typename }", "variables": {"secret": wJalrXUtn}}',
    });

    for (const reply of [get, posted]) {
      expect(reply.status).toBe(400);
      expect(codesOf(reply)).toEqual(['BAD_REQUEST']);
      expect(reply.text).not.toContain('wJalr');
    }
  });

  test('the worst documents that pass the word limit are refused', async () => {
    const doubling = (count: number) => {
      const links = Array.from(
        { length: count },
        (_, i) => `fragment F${i} on Project { id ...F${i + 1} ...F${i + 1} }`,
      );
      return `{ project(id: "p") { ...F0 } } ${links.join(' ')} fragment F${count} on Project { id }`;
    };
    const documents = [
      `{ ${'aois { nodes { name } } '.repeat(700)} }`,
      `{ ${'...A '.repeat(1600)} } fragment A on Query { __typename }`,
      doubling(99),
      doubling(400),
      `{ ${'...{projects{nodes{aois{nodes{assets{nodes{aoi{id}}}}}}}}'.repeat(190)} }`,
      `{ ${'...{aois{nodes{project{id}}}}'.repeat(250)} }`,
      `{ __typename } fragment F on Query { ${'...{projects{nodes{aois{nodes{assets{nodes{aoi{id}}}}}}}}'.repeat(190)} }`,
      `{ ${Array.from({ length: 25 }, () => `aois { ${'nodes { name } '.repeat(30)} }`).join(' ')} }`,
    ];
    for (const document of documents) {
      const reply = await ask(document);
      expect(new Set(codesOf(reply))).toEqual(new Set(['OPERATION_TOO_LARGE']));
    }
  });
});

describe('Real operations pass with room', () => {
  test('the introspection queries of tools', async () => {
    const full = getIntrospectionQuery({ descriptions: true, specifiedByUrl: true, inputValueDeprecation: true });

    expect((await ask(full)).errors).toBeUndefined();
  });

  test('introspection counts with about the length of its answer, however often it is asked for', async () => {
    const small = createGateway({ apiUrl: 'http://127.0.0.1:9', limits: { complexity: 5000 } });
    const schema = '__schema { types { name description fields { name description type { name } args { name } } } }';
    const often = Array.from({ length: 20 }, (_, index) => `a${index}: ${schema}`);

    expect((await ask(getIntrospectionQuery(), small)).errors).toBeUndefined();
    expect(codesOf(await ask(`{ ${often.join(' ')} }`, small))).toEqual(['OPERATION_TOO_LARGE']);
    await small.close();
  });

  test('a page of projects down to the index of each visualization', async () => {
    const query = `{
      projects(first: 20) { nodes { id title name orgId createdAt
        aois(first: 10) { totalCount pageInfo { hasNextPage endCursor } nodes { id name status state progress areaInSqM geometry
          satellite { name bands { name } }
          assets(first: 50) { nodes { id visualization { id indexName index { name } } } }
        } }
      } }
    }`;

    expect(codesOf(await ask(query))).toEqual(['UNAUTHENTICATED']);
  });
});

describe('With introspection off', () => {
  let hidden: Gateway;
  beforeAll(() => {
    hidden = createGateway({ apiUrl: 'http://127.0.0.1:9', maxEventLoopLagMs: 60_000, hasIntrospection: false });
  });
  afterAll(() => hidden.close());

  test('__typename still works', async () => {
    expect((await ask('{ __typename }', hidden)).data).toEqual({ __typename: 'Query' });
  });

  test('a variable that does not fit gives no names away either', async () => {
    const body = { query: 'query ($mode: BlockMode) { blocks(mode: $mode) { id } }', variables: { mode: 'INSIGT' } };

    const [open, closed] = [await post(body), await post(body, hidden)];

    expect([codesOf(open), codesOf(closed)]).toEqual([['BAD_USER_INPUT'], ['BAD_USER_INPUT']]);
    expect(open.text).toContain('Did you mean');
    expect(closed.text).not.toMatch(/Did you mean|INSIGHT/);
  });
});

describe('With trusted documents', () => {
  const registered = 'query Who { __typename }';
  let trusting: Gateway;
  beforeAll(() => {
    trusting = createGateway({
      apiUrl: 'http://127.0.0.1:9',
      maxEventLoopLagMs: 60_000,
      trustedDocuments: { 'sha256:who': registered },
    });
  });
  afterAll(() => trusting.close());

  test('a registered document runs by its id', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'sha256:who' } };

    expect((await post({ extensions }, trusting)).data).toEqual({ __typename: 'Query' });
    const path = `?extensions=${encodeURIComponent(JSON.stringify(extensions))}`;
    expect((await send({ path }, trusting)).data).toEqual({ __typename: 'Query' });
  });

  test('a registered document runs by its text', async () => {
    expect((await ask(registered, trusting)).data).toEqual({ __typename: 'Query' });
  });

  test('nothing else runs, not even when it is sent again', async () => {
    for (const _time of ['first', 'second']) {
      const reply = await ask('query Who { __typename } ', trusting);

      expect(codesOf(reply)).toEqual(['OPERATION_NOT_TRUSTED']);
      expect(reply.data).toBeUndefined();
    }
  });

  test('an id that is not registered, or is a property of every object, is refused', async () => {
    for (const sha256Hash of ['nobody', 'toString', '__proto__']) {
      const reply = await post({ extensions: { persistedQuery: { version: 1, sha256Hash } } }, trusting);

      expect(codesOf(reply)).toEqual(['PERSISTED_QUERY_NOT_IN_LIST']);
    }
  });

  test.each([{}, { documentId: 5 }, { documentId: {} }])('%j is told what to send', async (body) => {
    const reply = await post(body, trusting);

    expect(codesOf(reply)).toEqual(['BAD_REQUEST']);
    expect(JSON.stringify(reply)).toContain('Send the id of a registered document as `documentId`, which is a string');
  });

  test.each(['sha256:who', 'who'])(
    'a registered document runs by its documentId, %s, by POST and GET',
    async (documentId) => {
      expect((await post({ documentId }, trusting)).data).toEqual({ __typename: 'Query' });
      expect((await send({ path: `?documentId=${documentId}` }, trusting)).data).toEqual({ __typename: 'Query' });
    },
  );

  test('a registered document is held to the limits of every other', async () => {
    const text = '{ projects(first: 500) { nodes { aois(first: 500) { nodes { name } } } } }';
    const limited = createGateway({
      apiUrl: 'http://127.0.0.1:9',
      trustedDocuments: { large: text },
      limits: { complexity: 1000 },
    });

    const replies = await Promise.all([
      post({ documentId: 'large' }, limited),
      send({ path: '?documentId=large' }, limited),
    ]);
    await limited.close();

    expect(replies.map(codesOf)).toEqual([['OPERATION_TOO_LARGE'], ['OPERATION_TOO_LARGE']]);
  });

  test('an unknown id is named in the error, shortened if it is long', async () => {
    const [short, long] = await Promise.all([
      post({ documentId: 'sha256:nobody' }, trusting),
      post({ documentId: 'x'.repeat(5000) }, trusting),
    ]);

    expect(codesOf(short)).toEqual(['PERSISTED_QUERY_NOT_IN_LIST']);
    expect(short.text).toContain('sha256:nobody');
    expect(codesOf(long)).toEqual(['PERSISTED_QUERY_NOT_IN_LIST']);
    expect(long.text.length).toBeLessThan(400);
  });
});

describe('Without trusted documents', () => {
  test.each([{ documentId: 'sha256:who' }, { extensions: { persistedQuery: { version: 1, sha256Hash: 'abc' } } }])(
    'the id %j tells the client to send the text, which then runs',
    async (id) => {
      const first = await post(id);
      const second = await post({ ...id, query: '{ __typename }' });

      expect(codesOf(first)).toEqual(['PERSISTED_QUERY_NOT_SUPPORTED']);
      expect(second.data).toEqual({ __typename: 'Query' });
    },
  );
});
