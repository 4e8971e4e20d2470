import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { answer, type Behaviour, type Body, withFaultyUpstream } from '../support/faulty-upstream.ts';

const PROJECTS = '{ projects(first: 500) { nodes { pixxelId } } }';

/** What a list of projects gives if it is answered in this way. */
async function projects(behaviour: Behaviour): Promise<Body> {
  const { promise, resolve } = Promise.withResolvers<Body>();
  await withFaultyUpstream(behaviour, {}, async (ask) => resolve(await ask(PROJECTS)));
  return promise;
}

const listOf = (count: number, row: string) => `{"projects":[${Array(count).fill(row).join(',')}]}`;
const codesAndMessages = ({ errors = [] }: Body) => errors.map(({ message, extensions }) => [extensions.code, message]);

test('an answer of two million empty objects is not decoded: it would take more memory than the process has', async () => {
  const body = await projects(answer(200, listOf(2_200_000, '{}')));

  expect(codesAndMessages(body)).toEqual([
    ['UPSTREAM_INVALID_RESPONSE', expect.stringContaining('more values than allowed')],
  ]);
});

test('an answer of many small values counts for the memory that they take, not for its bytes', () =>
  // 3 bytes each, and 24 counted.
  withFaultyUpstream(answer(200, listOf(100_000, '{}')), { maxAnswerBytes: 2_000_000 }, async (ask, { requests }) => {
    const body = await ask(PROJECTS);

    expect(codesAndMessages(body)).toEqual([['UPSTREAM_BUDGET_EXCEEDED', expect.any(String)]]);
    expect(requests).toHaveLength(1);
  }));

describe('An answer with more than 50,000 different names', () => {
  const names = Array.from({ length: 120_000 }, (_, index) => `"name${index}"`);
  const refused = [['UPSTREAM_INVALID_RESPONSE', expect.stringContaining('more values than allowed')]];

  test.each([
    ['in one object', `{"projects":[],${names.map((name) => `${name}:1`).join()}}`],
    ['in one object, with spaces', `{"projects" : [], ${names.map((name) => `${name} : 1`).join(', ')}}`],
    ['in an object each', `{"projects":[{"id":"p","list":[${names.map((name) => `{${name}:1}`).join()}]}]}`],
    ['in half of it', `{"projects":[${'{"id":"p"},'.repeat(120_000)}{${names.map((name) => `${name}:1`).join()}}]}`],
  ])('%s is not decoded: V8 takes long for each', async (_where, json) => {
    const body = await projects(answer(200, json));

    expect(codesAndMessages(body)).toEqual(refused);
  });

  test('that is an error tells its status only', async () => {
    const json = `{"detail":"The words of the API.",${names.map((name) => `${name}:1`).join()}}`;
    const body = await projects(answer(422, json));

    expect(codesAndMessages(body)).toEqual([['BAD_USER_INPUT', expect.stringContaining('without a reason')]]);
  });
});

test('an answer with thousands of different names among hundreds of thousands of members is decoded', async () => {
  const rows = Array.from({ length: 40_000 }, (_, row) => {
    const map = row < 5000 ? `"name${row}":1` : '"name":1';
    return `{"id":"p${row}","a":"10:00:00","b":"10:00:00","c":"10:00:00","map":{${map}}}`;
  });
  const body = await projects(answer(200, `{"projects":[${rows.join()}]}`));

  expect(body.errors).toBeUndefined();
});

test.each(['12345678901234567890', 'NaN'])(
  'an answer with more than 100,000 times %s is not decoded: it would take many times their memory',
  async (word) => {
    const words = `${word},`.repeat(100_000);
    const body = await projects(answer(200, `{"projects":[{"id":"p","list":[${words}${word}]}]}`));

    expect(codesAndMessages(body)).toEqual([['UPSTREAM_INVALID_RESPONSE', expect.any(String)]]);
  },
);

test('an answer with more rows than any list has is refused before they are read', async () => {
  const body = await projects(answer(200, listOf(50_001, '1')));

  expect(codesAndMessages(body)).toEqual([
    ['UPSTREAM_INVALID_RESPONSE', expect.stringContaining('The answer has 50001 projects; 50000 is the limit.')],
  ]);
});

test('of an error whose body is longer than any error of the API, the status is enough', async () => {
  const detail = Array.from({ length: 100_000 }, (_, index) => ({ loc: ['query', `x${index}`], msg: `bad ${index}` }));
  const body = await projects(answer(422, { detail }));

  expect(codesAndMessages(body)).toEqual([['BAD_USER_INPUT', expect.stringContaining('without a reason')]]);
});

test('an answer that comes in thousands of small chunks is put together in their order', async () => {
  const rows = Array.from({ length: 5000 }, (_, index) => `{"id":"p${index}"}`);
  const chunks = ['{"projects":[', ...rows.map((row, index) => (index === 0 ? row : `,${row}`)), ']}'];
  const body = await projects((response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    for (const chunk of chunks) response.write(chunk);
    response.end();
  });

  const nodes = Array.from({ length: 500 }, (_, index) => ({ pixxelId: `p${index}` }));
  expect(body).toEqual({ data: { projects: { nodes } } });
});

test('an answer with a million trailers is not parsed to its end: undici would make an error for each', async () => {
  let looks = 0;
  const watch = (message: unknown) => {
    const { socket } = message as { socket: Socket }; // as undici documents it
    const { destroyed } = Object.getOwnPropertyDescriptors(Duplex.prototype);
    // undici looks at it before it closes the connection for each line past the limit.
    Object.defineProperty(socket, 'destroyed', {
      get(this: Socket) {
        looks += 1;
        return destroyed.get?.call(this);
      },
    });
  };
  subscribe('undici:client:connected', watch);
  const body = await projects((response) => {
    response.socket?.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n');
    response.socket?.write('a:b\r\n'.repeat(1_000_000));
  });
  unsubscribe('undici:client:connected', watch);

  expect(codesAndMessages(body)).toEqual([['UPSTREAM_UNAVAILABLE', expect.any(String)]]);
  expect(looks).toBeLessThan(2500);
});
