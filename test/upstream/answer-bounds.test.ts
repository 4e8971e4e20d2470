import { expect, test } from 'vitest';
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
