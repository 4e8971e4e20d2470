import { describe, expect, test } from 'vitest';
import { answer, withFaultyUpstream } from '../support/faulty-upstream.ts';

const AOI = '{ aoi(id: "a") { name } }';
const said = (status: number, code: string, message: string) => answer(status, { error: { code, message } });

describe('A thing that is not there', () => {
  test.each([
    [404, '', ''],
    [403, 'forbidden', 'AOI not found, or this key has no access to its project'],
    [400, 'AOI_NOT_FOUND', 'no such area'],
    [400, '', 'record does not exist'],
  ])('is null where a %i says so: %s %s', (status, code, message) =>
    withFaultyUpstream(said(status, code, message), {}, async (ask) => {
      expect(await ask(AOI)).toEqual({ data: { aoi: null } });
    }),
  );

  test.each([
    [403, '', 'API key not found', 'FORBIDDEN'],
    [403, 'token_not_found', '', 'FORBIDDEN'],
    [403, '', 'service account not found', 'FORBIDDEN'],
    [400, '', 'field satellite_id not found in request', 'BAD_USER_INPUT'],
  ])('is not meant by a %i that says something else is not there: %s %s', (status, code, message, expected) =>
    withFaultyUpstream(said(status, code, message), {}, async (ask) => {
      const { data, errors } = await ask(AOI);

      expect(data).toEqual({ aoi: null });
      expect(errors?.map(({ extensions }) => extensions?.code)).toEqual([expected]);
    }),
  );
});

describe('An answer that is none', () => {
  test.each([
    ['a list without its envelope', [{ id: 's' }]],
    ['a text', 'oops'],
    ['a number', 5],
    ['an error under a good status', { error: { code: 'X', message: 'boom' } }],
  ])('%s is an error, and no empty list', (_name, body) =>
    withFaultyUpstream(answer(200, JSON.stringify(body)), {}, async (ask) => {
      const { data, errors } = await ask('{ satellites { name } }');

      expect(data).toEqual({ satellites: null });
      expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['UPSTREAM_INVALID_RESPONSE']);
    }),
  );
});

describe('A part without an id', () => {
  test.each([undefined, null, '', {}, true])('is left out where its id is %s, and leaves the whole', (id) => {
    const collections = [
      { id, name: 'nameless' },
      { id: 'c', name: 'named' },
    ];

    return withFaultyUpstream(answer(200, { satellites: [{ id: 's', collections }] }), {}, async (ask) => {
      expect(await ask('{ satellites { collections { name } } }')).toEqual({
        data: { satellites: [{ collections: [{ name: 'named' }] }] },
      });
    });
  });
});

describe('An answer in an envelope', () => {
  test.each([
    ['{ aoi(id: "a") { name } }', 'aoi', { aoi_id: 'a', name: 'n' }],
    ['{ order(id: "o") { totalAmount } }', 'order', { id: 'o', total_amount: 5 }],
    ['{ job(id: "j", workflowId: "w") { status } }', 'job', { id: 'j', status: 'running' }],
    ['{ catalogEntry(id: "c") { orgId } }', 'catalog', { id: 'c', org_id: 'x' }],
  ])('is the same as without: %s', async (query, envelope, body) => {
    const answerTo = async (sent: unknown) => {
      let heard: unknown;
      await withFaultyUpstream(answer(200, sent), {}, async (ask) => {
        heard = await ask(query);
      });
      return heard;
    };

    const bare = await answerTo(body);

    expect(bare).toMatchObject({ data: { [envelope === 'catalog' ? 'catalogEntry' : envelope]: expect.any(Object) } });
    expect(await answerTo({ [envelope]: body })).toEqual(bare);
  });
});
