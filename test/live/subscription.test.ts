import { describe, expect, test } from 'vitest';
import { type Event, KEY, withLiveGateway } from './live-gateway.ts';

const PROGRESS = 'subscription { aoiProgress(id: "a") { state progress } }';

const running = (progress: number) => ({ aoi_id: 'a', status: 'running', progress });
const done = { aoi_id: 'a', status: 'success', progress: 100 };

async function next(events: AsyncIterator<Event>): Promise<unknown> {
  const { value, done: isDone } = await events.next();
  return isDone ? 'complete' : value;
}

/** What is refused before it begins: one client gives it as an event, the other throws it. */
const refusalOf = (events: AsyncIterator<Event>) => next(events).catch((error: unknown) => error);

const codeOf = (event: unknown) => (event as Event).errors?.[0]?.extensions?.code;

test('a package that is done is waited for until its address is there', () =>
  withLiveGateway({}, async (live) => {
    live.answerWith(() => ({ download_id: 'd', status: 'SUCCESS', signed_url: '' }));
    const events = live.sse('subscription { aoiDownloadProgress(id: "d", aoiId: "a") { state signedUrl } }');
    expect(await next(events)).toEqual({ data: { aoiDownloadProgress: { state: 'SUCCEEDED', signedUrl: null } } });

    await live.clock.asleep();
    live.answerWith(() => ({ download_id: 'd', status: 'SUCCESS', signed_url: 'https://packages.example/d.zip' }));
    live.clock.tick();

    expect(await next(events)).toEqual({
      data: { aoiDownloadProgress: { state: 'SUCCEEDED', signedUrl: 'https://packages.example/d.zip' } },
    });
    expect(await next(events)).toBe('complete');
  }));

test.each([
  ['a page of a proxy', ['a page of a proxy'], 'UPSTREAM_INVALID_RESPONSE'],
  ['an empty object', {}, 'NOT_FOUND'],
])('answers that cannot be used, such as %s, are passed over twice, and end it the third time', (_what, answer, code) =>
  withLiveGateway({}, async (live) => {
    live.answerWith(() => running(10));
    const events = live.sse(PROGRESS);
    await next(events);

    live.answerWith(() => answer);
    for (let times = 0; times < 3; times += 1) {
      await live.clock.asleep();
      live.clock.tick();
    }

    expect(codeOf(await next(events))).toBe(code);
    expect(live.calls).toHaveLength(4);
  }),
);

describe.each(['sse', 'webSocket'] as const)('a subscription over %s', (transport) => {
  test('gives the object at once, again at each change, and completes when it is over', () =>
    withLiveGateway({}, async (live) => {
      live.answerWith(() => running(10));
      const events = live[transport](PROGRESS);

      expect(await next(events)).toEqual({ data: { aoiProgress: { state: 'RUNNING', progress: 10 } } });

      await live.clock.asleep();
      live.clock.tick();
      await live.clock.asleep();
      live.answerWith(() => running(60));
      live.clock.tick();
      expect(await next(events)).toEqual({ data: { aoiProgress: { state: 'RUNNING', progress: 60 } } });

      await live.clock.asleep();
      live.answerWith(() => done);
      live.clock.tick();
      expect(await next(events)).toEqual({ data: { aoiProgress: { state: 'SUCCEEDED', progress: 100 } } });
      expect(await next(events)).toBe('complete');
      expect(live.calls).toEqual(Array(4).fill('GET /v0/aoi/a'));
      expect([live.gateway.pollers.size, live.clock.sleepers]).toEqual([0, 0]);
    }));

  test('of finished work is one event', () =>
    withLiveGateway({}, async (live) => {
      live.answerWith(() => done);
      const events = live[transport](PROGRESS);

      expect(await next(events)).toEqual({ data: { aoiProgress: { state: 'SUCCEEDED', progress: 100 } } });
      expect(await next(events)).toBe('complete');
    }));

  test('resolves each event again: a changed child shows its new value, and its calls belong to the event', () =>
    withLiveGateway({}, async (live) => {
      const withProject = 'subscription { aoiProgress(id: "a") { progress project { title } } }';
      let title = 'before';
      let progress = 1;
      live.answerWith(({ url = '' }) =>
        url.startsWith('/v0/aoi/') ? { ...running(progress), project_id: 'p' } : { project: { id: 'p', title } },
      );
      const events = live[transport](withProject, { headers: { 'x-upstream-trace': '1' } });

      const calls = [expect.objectContaining({ operation: 'GetProjectById', status: 200, shared: false })];
      const extensions = { upstream: { total: 1, calls } };
      expect(await next(events)).toEqual({
        data: { aoiProgress: { progress: 1, project: { title: 'before' } } },
        extensions,
      });

      await live.clock.asleep();
      [title, progress] = ['after', 2];
      live.clock.tick();
      expect(await next(events)).toEqual({
        data: { aoiProgress: { progress: 2, project: { title: 'after' } } },
        extensions,
      });
    }));

  test('has a budget for each event, not for all', () =>
    withLiveGateway({ maxUpstreamCalls: 1 }, async (live) => {
      let progress = 0;
      live.answerWith(({ url = '' }) =>
        url.startsWith('/v0/aoi/') ? { ...running(++progress), project_id: 'p' } : { project: { id: 'p', title: 't' } },
      );
      const events = live[transport]('subscription { aoiProgress(id: "a") { progress project { title } } }');

      for (const expected of [1, 2, 3]) {
        expect(await next(events)).toEqual({ data: { aoiProgress: { progress: expected, project: { title: 't' } } } });
        await live.clock.asleep();
        live.clock.tick();
      }
    }));

  test('lives through passing faults', () =>
    withLiveGateway({}, async (live) => {
      live.answerWith(() => running(10));
      const events = live[transport](PROGRESS);
      await next(events);

      for (const status of [500, 503, 429]) {
        await live.clock.asleep();
        live.answerWith(() => ({ status, body: {} }));
        live.clock.tick();
      }
      await live.clock.asleep();
      live.answerWith(() => running(20));
      live.clock.tick();

      expect(await next(events)).toEqual({ data: { aoiProgress: { state: 'RUNNING', progress: 20 } } });
    }));

  test.each([
    [401, 'UNAUTHENTICATED'],
    [403, 'FORBIDDEN'],
    [404, 'NOT_FOUND'],
  ])('ends with a coded error when the upstream begins to answer %i', (status, code) =>
    withLiveGateway({}, async (live) => {
      live.answerWith(() => running(10));
      const events = live[transport](PROGRESS);
      await next(events);

      await live.clock.asleep();
      live.answerWith(() => ({ status, body: { error: { code: 'x', message: 'no' } } }));
      live.clock.tick();

      const event = await next(events);
      expect(event).toMatchObject({
        data: { aoiProgress: null },
        errors: [{ path: ['aoiProgress'], extensions: { code, retryable: false, requestId: expect.any(String) } }],
      });
      expect(JSON.stringify(event)).not.toContain(KEY);
      expect(await next(events)).toBe('complete');
      expect(live.gateway.pollers.size).toBe(0);
    }),
  );

  test('says NOT_FOUND where a 400 or a 403 says that the object does not exist', () =>
    withLiveGateway({}, async (live) => {
      live.answerWith(() => ({ status: 403, body: { error: { code: 'not_found', message: 'AOI not found' } } }));

      expect(codeOf(await next(live[transport](PROGRESS)))).toBe('NOT_FOUND');
    }));

  test('ends at its age with an error that invites to subscribe again', () =>
    withLiveGateway({ subscriptionMaxAgeMs: 2000 }, async (live) => {
      live.answerWith(() => running(10));
      const events = live[transport](PROGRESS);
      await next(events);

      await live.clock.asleep();
      live.clock.tick();
      await live.clock.asleep();
      live.clock.tick();

      expect(await next(events)).toMatchObject({
        errors: [{ extensions: { code: 'SUBSCRIPTION_ENDED', retryable: true } }],
      });
      expect(await next(events)).toBe('complete');
    }));

  test('ends at its age with the fault that has lasted until then', () =>
    withLiveGateway({ subscriptionMaxAgeMs: 2000 }, async (live) => {
      live.answerWith(() => ({ status: 503, body: {} }));
      const event = next(live[transport](PROGRESS));

      await live.clock.asleep();
      live.clock.tick();
      await live.clock.asleep();
      live.clock.tick();

      expect(codeOf(await event)).toBe('UPSTREAM_UNAVAILABLE');
    }));

  test('ends with an error that says so when the gateway goes down', () =>
    withLiveGateway({}, async (live) => {
      live.answerWith(() => running(10));
      const events = live[transport](PROGRESS);
      await next(events);

      live.gateway.pollers.close();

      expect(codeOf(await next(events))).toBe('SUBSCRIPTION_ENDED');
      expect(await next(events)).toBe('complete');
      expect(codeOf(await next(live[transport](PROGRESS)))).toBe('SUBSCRIPTION_ENDED');
    }));

  test('stops polling when its client leaves, and cancels a read in flight', () =>
    withLiveGateway({}, async (live) => {
      live.answerWith(() => running(10));
      const events = live[transport](PROGRESS);
      await next(events);
      await live.clock.asleep();
      const torn = Promise.withResolvers<void>();
      live.answerWith((request) => {
        request.socket.once('close', torn.resolve);
        void events.return?.();
        return null;
      });
      live.clock.tick();

      await torn.promise;
      expect([live.gateway.pollers.size, live.clock.sleepers]).toEqual([0, 0]);
    }));

  test('whose client leaves before the first event leaves nothing behind', () =>
    withLiveGateway({}, async (live) => {
      const torn = Promise.withResolvers<void>();
      const asked = Promise.withResolvers<void>();
      live.answerWith((request) => {
        request.socket.once('close', torn.resolve);
        asked.resolve();
        return null;
      });
      const events = live[transport](PROGRESS);
      const first = next(events);

      await asked.promise;
      await events.return?.();

      await torn.promise;
      await first.catch(() => {});
      expect([live.gateway.pollers.size, live.clock.sleepers]).toEqual([0, 0]);
    }));

  test('without a key is refused without a call', () =>
    withLiveGateway({}, async (live) => {
      const events = live[transport](PROGRESS, { key: null });

      expect(await next(events)).toMatchObject({
        errors: [
          {
            message:
              'This needs your Pixxel API key in the Authorization header, or over WebSocket in the payload of `connection_init`.',
            extensions: { code: 'UNAUTHENTICATED' },
          },
        ],
      });
      expect(live.calls).toEqual([]);
    }));

  test('is held to the limits that hold for queries', () =>
    withLiveGateway({ limits: { aliases: 1 } }, async (live) => {
      const twice = 'subscription { aoiProgress(id: "a") { one: name two: name three: name } }';

      expect(JSON.stringify(await refusalOf(live[transport](twice)))).toContain('OPERATION_TOO_LARGE');
      expect(live.calls).toEqual([]);
    }));

  test('must be registered where documents must be trusted', () =>
    withLiveGateway({ trustedDocuments: { known: PROGRESS } }, async (live) => {
      live.answerWith(() => done);

      expect(await next(live[transport](PROGRESS))).toMatchObject({ data: { aoiProgress: { progress: 100 } } });
      const other = 'subscription { aoiProgress(id: "a") { name } }';
      expect(JSON.stringify(await refusalOf(live[transport](other)))).toContain('OPERATION_NOT_TRUSTED');
    }));

  test('with the id of another type is refused, naming the type', () =>
    withLiveGateway({}, async (live) => {
      const id = Buffer.from('Project:p').toString('base64url');
      const events = live[transport]('subscription ($id: ID!) { aoiProgress(id: $id) { state } }', {
        variables: { id },
      });

      expect(JSON.stringify(await refusalOf(events))).toContain('must be an id of the type Aoi');
      expect(live.calls).toEqual([]);
    }));
});

test('a WebSocket may bring its key in the header of the upgrade instead', () =>
  withLiveGateway({}, async (live) => {
    live.answerWith(({ headers }) => (headers.authorization === KEY ? done : { status: 403, body: {} }));

    expect(await next(live.webSocket(PROGRESS, { keyInUpgrade: true }))).toMatchObject({
      data: { aoiProgress: { state: 'SUCCEEDED' } },
    });
  }));

describe('the polling of one thing', () => {
  test('is shared by 200 subscribers of one key, and by none of another', () =>
    withLiveGateway({}, async (live) => {
      live.answerWith(() => running(10));
      const first = live.sse(PROGRESS);
      await next(first);
      await live.clock.asleep();
      const others = Array.from({ length: 199 }, () => live.sse(PROGRESS));
      await Promise.all(others.map(next));
      expect(live.calls).toHaveLength(1);

      const stranger = live.sse(PROGRESS, { key: 'key of two' });
      await next(stranger);
      expect(live.calls).toHaveLength(2);

      await live.clock.asleep(2);
      live.answerWith(() => running(20));
      live.clock.tick();
      const events = await Promise.all([first, ...others, stranger].map(next));
      expect(events).toEqual(Array(201).fill({ data: { aoiProgress: { state: 'RUNNING', progress: 20 } } }));
      expect(live.calls).toHaveLength(4);
    }));

  test('waits longer and longer while nothing changes, up to a limit, and is quick again after a change', () =>
    withLiveGateway({ pollMinIntervalMs: 1000, pollMaxIntervalMs: 3000 }, async (live) => {
      live.answerWith(() => running(10));
      const events = live.sse(PROGRESS);
      await next(events);

      const waits: number[] = [];
      for (let read = 0; read < 5; read += 1) {
        await live.clock.asleep();
        waits.push(live.clock.nextIn);
        live.clock.tick();
      }
      expect(waits).toEqual([1000, 1500, 2250, 3000, 3000]);

      await live.clock.asleep();
      live.answerWith(() => running(11));
      live.clock.tick();
      await next(events);
      await live.clock.asleep();
      expect(live.clock.nextIn).toBe(1000);
    }));

  test('waits as long as the upstream asks for', () =>
    withLiveGateway({}, async (live) => {
      live.answerWith(() => ({ status: 429, headers: { 'retry-after': '40' }, body: {} }));
      const event = next(live.sse(PROGRESS));

      await live.clock.asleep();
      expect(live.clock.nextIn).toBe(40_000);

      live.answerWith(() => done);
      live.clock.tick();
      expect(await event).toMatchObject({ data: { aoiProgress: { state: 'SUCCEEDED' } } });
    }));

  test('leaves no timer and no socket after 1,000 rounds of subscribing and leaving', () =>
    withLiveGateway({}, async (live) => {
      live.answerWith(() => running(10));
      const round = async (count: number) => {
        const query = `subscription { aoiProgress(id: "${count}") { state } }`;
        const events = live[count % 2 ? 'sse' : 'webSocket'](query);
        await next(events);
        await events.return?.();
      };
      const rounds = async (count: number) => {
        for (let done = 0; done < count; done += 10) {
          await Promise.all(Array.from({ length: 10 }, (_, index) => round(index)));
        }
        while (live.gateway.pollers.size > 0) await new Promise(setImmediate);
      };
      await rounds(20);
      const before = resources();

      await rounds(1000);

      expect(live.clock.sleepers).toBe(0);
      const after = resources();
      expect(after.timers).toBeLessThanOrEqual(before.timers + 10);
      expect(after.sockets).toBeLessThanOrEqual(before.sockets + 10);
    }));
});

function resources(): { timers: number; sockets: number } {
  const all = process.getActiveResourcesInfo();
  return {
    timers: all.filter((kind) => kind === 'Timeout').length,
    sockets: all.filter((kind) => kind.startsWith('TCP')).length,
  };
}
