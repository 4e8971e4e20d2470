import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { answer, type Behaviour, TEST_KEY, withFaultyUpstream } from '../support/faulty-upstream.ts';

const SATELLITES = '{ satellites { name } }';
const PROJECT = '{ project(id: "p") { title } }';
const PROJECTS = '{ projects { nodes { title } } }';
const OTHER_KEY = { authorization: 'Bearer other-key' };
const TRACED = { 'x-upstream-trace': '1' };

/** Holds every answer back until `release`. */
function gate(): { behaviour: Behaviour; release: () => void } {
  const held: ServerResponse[] = [];
  return {
    behaviour: (response) => held.push(response),
    release: () => {
      for (const response of held) response.end('{"satellites":[{"id":"s","name":"TD1"}],"id":"p"}');
    },
  };
}

describe('Equal reads in flight', () => {
  test('of one key are one call, and each operation says whether it shared', async () => {
    const { behaviour, release } = gate();
    await withFaultyUpstream(behaviour, {}, async (ask, upstream) => {
      const asked = [ask(SATELLITES, {}, TRACED), ask(SATELLITES, {}, TRACED)];
      // This request arrives after them: by then both are in flight.
      const last = ask(PROJECT);
      await upstream.arrived(2);

      release();

      const answers = await Promise.all(asked);
      await last;
      expect(answers.map(({ data }) => data)).toEqual(Array(2).fill({ satellites: [{ name: 'TD1' }] }));
      expect(upstream.requests.map(({ target }) => target)).toEqual(['/v0/satellites', '/v0/projects/p']);
      expect(answers.map(({ extensions }) => extensions?.upstream?.calls)).toMatchObject([
        [{ operation: 'ListSatellites', shared: false }],
        [{ operation: 'ListSatellites', shared: true }],
      ]);
    });
  });

  test('that began before a write are not joined after it: they may predate it', async () => {
    const held: ServerResponse[] = [];
    await withFaultyUpstream(
      (response, request) => {
        if (request.method === 'DELETE') response.writeHead(204).end();
        else held.push(response);
      },
      {},
      async (ask, upstream) => {
        const before = ask('{ stores { name } }');
        await upstream.arrived(1);
        await ask('mutation { deleteStore(input: { storeId: "s" }) { deletedStoreId } }');
        const after = ask('{ stores { name } }');
        await upstream.arrived(3);

        held[0]?.end('{"stores":[{"id":"s","name":"old"}]}');
        held[1]?.end('{"stores":[]}');

        expect((await before).data).toEqual({ stores: [{ name: 'old' }] });
        expect((await after).data).toEqual({ stores: [] });
      },
    );
  });

  test('of an operation that has no room for the answer are sent again for one that has', async () => {
    const wide = (list: string) => `{"${list}":[{"id":"s","name":"${'x'.repeat(200_000)}"}]}`;
    const held: ServerResponse[] = [];
    await withFaultyUpstream(
      (response, { target }) => {
        if (target === '/v0/satellites' && held.length === 0) held.push(response);
        else response.end(wide(target === '/v0/satellites' ? 'satellites' : 'stores'));
      },
      { maxAnswerBytes: 600_000 },
      async (ask, upstream) => {
        const tooMuch = ask('{ stores { name } satellites { name } }');
        await upstream.arrived(2);
        const asked = [ask(SATELLITES, {}, TRACED), ask(SATELLITES, {}, TRACED)];
        // This answer comes after them: by then both wait, and the first operation has read its stores.
        await ask(PROJECT);
        held[0]?.end(wide('satellites'));

        expect((await tooMuch).errors).toMatchObject([
          { path: ['satellites'], extensions: { code: 'UPSTREAM_BUDGET_EXCEEDED' } },
        ]);
        const answers = await Promise.all(asked);
        expect(answers.map(({ errors }) => errors)).toEqual([undefined, undefined]);
        expect(answers.map(({ extensions }) => extensions?.upstream?.calls)).toMatchObject([
          [{ operation: 'ListSatellites', shared: false }],
          [{ operation: 'ListSatellites', shared: true }],
        ]);
        expect(upstream.requests.map(({ target }) => target).toSorted()).toEqual([
          '/v0/projects/p',
          '/v0/satellites',
          '/v0/satellites',
          '/v0/stores',
        ]);
      },
    );
  });

  test('count as bytes of each operation that shares them', async () => {
    const held: ServerResponse[] = [];
    const wide = (list: string) => `{"${list}":[{"id":"s","name":"${'x'.repeat(200_000)}"}]}`;
    await withFaultyUpstream(
      (response, { target }) => {
        if (target === '/v0/satellites') held.push(response);
        else response.end(target.startsWith('/v0/projects') ? '{"id":"p"}' : wide('stores'));
      },
      { maxAnswerBytes: 600_000 },
      async (ask, upstream) => {
        const first = ask(SATELLITES);
        await upstream.arrived(1);
        const tooMuch = ask('{ stores { name } satellites { name } }');
        await ask(PROJECT);
        held[0]?.end(wide('satellites'));

        expect((await first).errors).toBeUndefined();
        expect((await tooMuch).errors).toMatchObject([
          { path: ['satellites'], extensions: { code: 'UPSTREAM_BUDGET_EXCEEDED' } },
        ]);
        expect(held).toHaveLength(1);
      },
    );
  });

  test('of two keys are two calls', async () => {
    const { behaviour, release } = gate();
    await withFaultyUpstream(behaviour, {}, async (ask, upstream) => {
      const asked = [ask(SATELLITES), ask(SATELLITES, {}, OTHER_KEY)];
      await upstream.arrived(2);

      release();

      await Promise.all(asked);
      expect(upstream.requests.map(({ headers }) => headers.authorization).toSorted()).toEqual(
        [TEST_KEY, OTHER_KEY.authorization].toSorted(),
      );
    });
  });

  test('go on for those who stay when one caller leaves', async () => {
    const { behaviour, release } = gate();
    await withFaultyUpstream(behaviour, {}, async (ask, upstream) => {
      const caller = new AbortController();
      const leaving = ask(SATELLITES, {}, {}, caller.signal);
      const staying = ask(SATELLITES);
      const last = ask(PROJECT);
      await upstream.arrived(2);

      caller.abort();
      await expect(leaving).rejects.toThrow();
      release();

      expect((await staying).data).toEqual({ satellites: [{ name: 'TD1' }] });
      expect(upstream.requests).toHaveLength(2);
      await last;
    });
  });

  test('that fail give each caller the failure', async () => {
    await withFaultyUpstream(answer(404, { message: 'Nothing here.' }), {}, async (ask) => {
      const answers = await Promise.all([ask(SATELLITES), ask(SATELLITES)]);

      expect(answers.map(({ errors }) => errors?.map(({ extensions }) => extensions?.code))).toEqual([
        ['NOT_FOUND'],
        ['NOT_FOUND'],
      ]);
    });
  });
});

test('Equal writes in flight are each sent', () =>
  withFaultyUpstream(answer(201, { aoi_id: 'a' }), {}, async (ask, upstream) => {
    const write = `mutation { createAoi(input: {
      name: "n", description: "d", projectId: "p", satelliteId: "s", provider: PIXXEL, itemIds: ["i"]
      geometry: { type: "Polygon", coordinates: [[[0, 0], [1, 0], [1, 1], [0, 0]]] }
    }) { aoi { pixxelId } } }`;

    await Promise.all([ask(write), ask(write)]);

    expect(upstream.requests.map(({ method }) => method)).toEqual(['POST', 'POST']);
  }));

describe('The reference cache', () => {
  const whole = answer(200, { satellites: [{ id: 's', name: 'TD1' }] });
  const cached = { referenceCacheTtlMs: 60_000 };

  test('answers the second question of a key without a call', () =>
    withFaultyUpstream(whole, cached, async (ask, upstream) => {
      await ask(SATELLITES);

      const { data, extensions } = await ask(SATELLITES, {}, TRACED);

      expect(data).toEqual({ satellites: [{ name: 'TD1' }] });
      expect(extensions?.upstream?.calls).toMatchObject([{ operation: 'ListSatellites', status: 200, cached: true }]);
      expect(upstream.requests).toHaveLength(1);
    }));

  test('answers no other key', () =>
    withFaultyUpstream(whole, cached, async (ask, upstream) => {
      await ask(SATELLITES);

      upstream.behave = answer(403, {});
      const { errors } = await ask(SATELLITES, {}, OTHER_KEY);

      expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
      expect(upstream.requests).toHaveLength(2);
    }));

  test('refuses requests without a key', () =>
    withFaultyUpstream(whole, cached, async (ask, upstream) => {
      await ask(SATELLITES);

      const { errors } = await ask(SATELLITES, {}, { authorization: '' });

      expect(errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
      expect(upstream.requests).toHaveLength(1);
    }));

  test('keeps no failure', () =>
    withFaultyUpstream(answer(403, {}), cached, async (ask, upstream) => {
      await ask(SATELLITES);

      upstream.behave = whole;
      const { data } = await ask(SATELLITES);

      expect(data).toEqual({ satellites: [{ name: 'TD1' }] });
    }));

  test('keeps no list that changes', () =>
    withFaultyUpstream(answer(200, { count: 0, projects: [] }), cached, async (ask, upstream) => {
      await ask(PROJECTS);
      await ask(PROJECTS);

      expect(upstream.requests).toHaveLength(2);
    }));
});
