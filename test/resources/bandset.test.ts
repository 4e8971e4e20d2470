import { describe, expect, test } from 'vitest';
import { globalIdOf } from '../../src/resolvers/input/global-id.ts';
import { answer, withFaultyUpstream } from '../support/faulty-upstream.ts';
import { withGateway } from '../support/gateway.ts';

describe('Bandset', () => {
  test('all of them, one by either id, and one as a node are one call together', () =>
    withGateway({}, async ({ query, store }) => {
      const [bandset] = store.bandsets.values();
      const { id = '', name, captures } = bandset ?? {};
      const globalId = globalIdOf('Bandset', { id });

      const { data, errors, calls } = await query(
        `query ($id: ID!, $globalId: ID!) {
          bandsets { pixxelId }
          raw: bandset(id: $id) { id name captures }
          global: bandset(id: $globalId) { pixxelId name }
          node(id: $globalId) { ... on Bandset { bands { name wavelengthInNm } } }
        }`,
        { id, globalId },
      );

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['ListBandsets']);
      expect(data).toEqual({
        bandsets: store.bandsets
          .keys()
          .map((pixxelId) => ({ pixxelId }))
          .toArray(),
        raw: { id: globalId, name, captures },
        global: { pixxelId: id, name },
        node: { bands: bandset?.bands?.map(({ name, wavelength }) => ({ name, wavelengthInNm: wavelength })) },
      });
    }));

  test('a missing one is null without an error', () =>
    withGateway({}, async ({ query }) => {
      const { data, errors } = await query('{ bandset(id: "none") { name } }');

      expect({ data, errors }).toEqual({ data: { bandset: null }, errors: undefined });
    }));

  test('the global id of another type is refused with the type that is wanted, and nothing is sent', () =>
    withGateway({}, async ({ query }) => {
      const { errors, calls } = await query('query ($id: ID!) { bandset(id: $id) { name } }', {
        id: globalIdOf('Store', { id: 's' }),
      });

      expect(calls).toEqual([]);
      expect(errors?.[0]?.message).toBe('id must be an id of the type Bandset, and this is one of the type Store.');
      expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    }));

  test('a null list of bands reads as an empty one, and null bandsets as none', () =>
    withFaultyUpstream(answer(200, { bandsets: [{ id: 'b', bands: null }] }), {}, async (ask, upstream) => {
      const one = await ask('{ bandsets { name captures bands { name } } }');
      upstream.behave = answer(200, { bandsets: null });
      const none = await ask('{ bandsets { name } }');

      expect(one.data).toEqual({ bandsets: [{ name: null, captures: null, bands: [] }] });
      expect(none.data).toEqual({ bandsets: [] });
    }));
});
