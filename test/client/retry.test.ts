import { describe, expect, test } from 'vitest';
import {
  AoiProgressDocument,
  type AoiProgressSubscription,
  CreateJobDocument,
  createClient,
  GatewayError,
  SatellitesDocument,
} from '../../client/src/index.ts';

/** The document in a request's body, which the client writes as a string. */
const documentIn = (init?: RequestInit): string => JSON.parse(init?.body as string).query;

/** A client whose requests get these answers in turn, and the documents that it sent. */
function clientThatGets(...answers: (Response | Error)[]) {
  const sent: string[] = [];
  const client = createClient({
    url: 'http://gateway.test/graphql',
    apiKey: 'k',
    retryDelayMs: 0,
    fetch: async (_url, init) => {
      sent.push(documentIn(init));
      const answer = answers[sent.length - 1] ?? new Error('No more answers.');
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  return { client, sent };
}

const satellites = () => Response.json({ data: { satellites: [] } });
const failing = (...extensions: Record<string, unknown>[]) =>
  Response.json({
    data: { satellites: null },
    errors: extensions.map((of) => ({ message: 'It failed.', extensions: of })),
  });
const timeout = { code: 'UPSTREAM_TIMEOUT', retryable: true };

describe('a query', () => {
  test('is not sent again when the function for warnings throws, and throws what that threw', async () => {
    const fault = new TypeError('my own');
    let requests = 0;
    const client = createClient({
      url: 'http://gateway.test/graphql',
      fetch: async () => {
        requests += 1;
        return Response.json({ data: { satellites: [] }, extensions: { warnings: [{}] } });
      },
      onWarnings() {
        throw fault;
      },
    });

    await expect(client.query(SatellitesDocument)).rejects.toBe(fault);
    expect(requests).toBe(1);
  });

  test.each([
    ['the gateway says that it is retryable', failing(timeout)],
    ['the connection breaks', new TypeError('fetch failed')],
    ['a proxy answers 503', new Response('<html>', { status: 503 })],
    [
      'the gateway is overloaded',
      Response.json(
        { errors: [{ message: 'x', extensions: { code: 'OVERLOADED', retryable: true } }] },
        { status: 503 },
      ),
    ],
  ])('is sent again when %s', async (_what, failure) => {
    const { client, sent } = clientThatGets(failure, satellites());

    expect(await client.query(SatellitesDocument)).toEqual({ satellites: [] });
    expect(sent).toHaveLength(2);
  });

  test.each([
    ['the error is not retryable', failing({ code: 'FORBIDDEN', retryable: false })],
    ['one of several errors is not retryable', failing(timeout, { code: 'FORBIDDEN' })],
    ['a proxy answers 404', new Response('<html>', { status: 404 })],
    ['it would have to wait longer than 30 seconds', failing({ ...timeout, retryAfterSeconds: 31 })],
  ])('is not sent again when %s', async (_what, failure) => {
    const { client, sent } = clientThatGets(failure, satellites());

    await expect(client.query(SatellitesDocument)).rejects.toThrow(GatewayError);
    expect(sent).toHaveLength(1);
  });

  test('fails with the last error after two retries', async () => {
    const { client, sent } = clientThatGets(
      failing(timeout),
      failing(timeout),
      failing({ ...timeout, code: 'RATE_LIMITED' }),
    );

    await expect(client.query(SatellitesDocument)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(sent).toHaveLength(3);
  });

  test('is not sent again after it was cancelled', async () => {
    const reason = new Error('The page was left.');
    const cancelled = new AbortController();
    const { client, sent } = clientThatGets(failing(timeout), satellites());

    const pending = client.query(SatellitesDocument, {}, { signal: cancelled.signal });
    cancelled.abort(reason);

    await expect(pending).rejects.toBe(reason);
    expect(sent).toHaveLength(1);
  });

  test('has the Retry-After header of a proxy in its error', async () => {
    const { client } = clientThatGets(new Response('', { status: 429, headers: { 'retry-after': '60' } }));

    await expect(client.query(SatellitesDocument)).rejects.toMatchObject({ retryAfterSeconds: 60, retryable: true });
  });
});

test.each([
  ['the gateway says that it is retryable', failing(timeout)],
  ['the connection breaks', new TypeError('fetch failed')],
  ['a proxy answers 503', new Response('<html>', { status: 503 })],
])('a mutation is never sent again, even when %s', async (_what, failure) => {
  const { client, sent } = clientThatGets(failure, satellites());

  await expect(client.mutate(CreateJobDocument, { input: { workflowId: 'w' } })).rejects.toThrow(GatewayError);
  expect(sent).toHaveLength(1);
});

describe('a document whose type does not say its kind', () => {
  test.each([
    ['a fragment first', 'fragment F on Job{id} mutation M{createJob(input:{workflowId:"w"}){job{...F}}}'],
    [
      'a fragment first, without a space',
      'fragment F on Job{id}mutation M{createJob(input:{workflowId:"w"}){job{...F}}}',
    ],
    ['a comment first', '# query {\nmutation { createJob(input: {workflowId: "w"}) { job { id } } }'],
    ['a directive', 'mutation @a { createJob(input: {workflowId: "w"}) { job { id } } }'],
  ])('is recognized as a mutation with %s', async (_what, document) => {
    const { client, sent } = clientThatGets(satellites());

    await expect(client.query(document)).rejects.toThrow(
      'This method takes a document with a query, not with a mutation.',
    );
    expect(sent).toEqual([]);
  });

  test.each([
    ['a keyword in a string', '{ project(id: "} mutation {") { id } }'],
    ['a field with a keyword’s name', 'query { mutation { id } }'],
    ['no keyword', '{ satellites { id } }'],
  ])('is recognized as a query with %s', async (_what, document) => {
    const { client, sent } = clientThatGets(satellites());

    await client.query(document);

    expect(sent).toEqual([document]);
  });
});

describe('a subscription', () => {
  const stream = (...messages: unknown[]) =>
    new Response(
      messages
        .map((message) =>
          message === 'complete' ? 'event: complete\ndata:\n\n' : `event: next\ndata: ${JSON.stringify(message)}\n\n`,
        )
        .join(''),
      {
        headers: { 'content-type': 'text/event-stream' },
      },
    );
  const state = (progress: number) => ({ data: { aoiProgress: { progress } } });
  const ended = { data: null, errors: [{ message: 'x', extensions: { code: 'SUBSCRIPTION_ENDED', retryable: true } }] };
  const seenBy = async (events: AsyncIterable<AoiProgressSubscription>) => {
    const seen = [];
    for await (const { aoiProgress } of events) seen.push(aoiProgress?.progress);
    return seen;
  };

  test('reconnects after SUBSCRIPTION_ENDED and broken connections, and yields each state once', async () => {
    const { client, sent } = clientThatGets(
      stream(state(10), ended),
      new TypeError('fetch failed'),
      stream(state(10), state(40)),
      stream(state(40), state(100), 'complete'),
    );

    expect(await seenBy(client.subscribe(AoiProgressDocument, { id: 'a' }))).toEqual([10, 40, 100]);
    expect(sent).toHaveLength(4);
  });

  test('ends with the error after two reconnects without a state', async () => {
    const { client, sent } = clientThatGets(stream(state(10), ended), stream(ended), stream(), stream(ended));
    const events = client.subscribe(AoiProgressDocument, { id: 'a' });
    await events.next();

    await expect(events.next()).rejects.toMatchObject({ code: 'NETWORK_ERROR' });
    expect(sent).toHaveLength(3);
  });

  test('ends with an error that is not retryable', async () => {
    const missing = { errors: [{ message: 'x', extensions: { code: 'NOT_FOUND', retryable: false } }] };
    const { client, sent } = clientThatGets(stream(missing), stream('complete'));

    await expect(client.subscribe(AoiProgressDocument, { id: 'a' }).next()).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(sent).toHaveLength(1);
  });

  test('is awaited by watch, which tells every state and returns the last', async () => {
    const { client } = clientThatGets(stream(state(10), ended), stream(state(100), 'complete'));
    const told: unknown[] = [];

    const last = await client.watch(AoiProgressDocument, { id: 'a' }, { onChange: (change) => told.push(change) });

    expect(told).toEqual([state(10).data, state(100).data]);
    expect(last).toBe(told.at(-1));
  });

  test('without any state makes watch fail', async () => {
    const { client } = clientThatGets(stream('complete'));

    await expect(client.watch(AoiProgressDocument, { id: 'a' })).rejects.toMatchObject({ code: 'BAD_RESPONSE' });
  });
});
