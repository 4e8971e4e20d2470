import { expect, test } from 'vitest';
import { type Event, type LiveGateway, withLiveGateway } from './live-gateway.ts';

/** Lets the poller read once more; the milliseconds that it waited. */
async function poll({ clock }: LiveGateway): Promise<number> {
  await clock.asleep();
  const wait = clock.nextIn;
  clock.tick();
  await clock.asleep();
  return wait;
}

async function data(events: AsyncIterator<Event>): Promise<unknown> {
  const { value } = await events.next();
  return Object.values((value as Event).data ?? {})[0];
}

/** A package whose address is signed anew at every read. */
function signed(status: () => string) {
  let reads = 0;
  return () => {
    reads += 1;
    return { download_id: 'd', status: status(), signed_url: `https://packages.example/d.zip?signature=${reads}` };
  };
}

test('a value that is not selected may change at every read: no event comes, and reads become rarer', () =>
  withLiveGateway({ pollMinIntervalMs: 1000 }, async (live) => {
    let status = 'in_progress';
    live.answerWith(signed(() => status));
    const events = live.sse(
      'subscription { aoiDownloadProgress(id: "d", aoiId: "a") { ...on Download { now: state } } }',
    );
    expect(await data(events)).toEqual({ now: 'RUNNING' });

    expect([await poll(live), await poll(live), await poll(live)]).toEqual([1000, 1500, 2250]);
    status = 'failed';
    live.clock.tick();

    expect(await data(events)).toEqual({ now: 'FAILED' });
    expect((await events.next()).done).toBe(true);
    expect(live.calls).toHaveLength(5);
  }));

test('a value that is selected brings an event at every change, and reads stay frequent', () =>
  withLiveGateway({ pollMinIntervalMs: 1000 }, async (live) => {
    live.answerWith(signed(() => 'in_progress'));
    const events = live.sse('subscription { aoiDownloadProgress(id: "d", aoiId: "a") { signedUrl } }');

    const waits: number[] = [];
    for (const read of [1, 2, 3]) {
      expect(await data(events)).toEqual({ signedUrl: `https://packages.example/d.zip?signature=${read}` });
      waits.push(await poll(live));
    }
    expect(waits).toEqual([1000, 1000, 1000]);
  }));

test('the order of the members of a value is no change', () =>
  withLiveGateway({ pollMinIntervalMs: 1000 }, async (live) => {
    const ring = [...Array(100).keys()].map((index) => [index / 1000, index / 1000]);
    const geometries = [
      { type: 'Polygon', coordinates: [[...ring, [0, 0]]] },
      { coordinates: [[...ring, [0, 0]]], type: 'Polygon' },
    ];
    let reads = 0;
    live.answerWith(({ url = '' }) =>
      url.includes('/assets') ? { assets: [] } : { aoi_id: 'a', status: 'running', geometry: geometries[reads++ % 2] },
    );
    const shown = live.sse('subscription { aoiProgress(id: "a") { geometry } }');
    const related = live.sse('subscription { aoiProgress(id: "a") { latestAsset { name } } }');
    await Promise.all([shown.next(), related.next()]);

    expect([await poll(live), await poll(live), await poll(live)]).toEqual([1000, 1500, 2250]);
  }));

test('watchers of one object share its reads, and each hears of what it selected', () =>
  withLiveGateway({}, async (live) => {
    let progress = 1;
    live.answerWith(() => ({ aoi_id: 'a', status: 'running', progress, name: `n${progress}` }));
    const names = live.sse('subscription { aoiProgress(id: "a") { name } }');
    const states = live.sse(
      'subscription ($deep: Boolean = false) { aoiProgress(id: "a") { state progress @include(if: $deep) } }',
    );
    expect([await data(names), await data(states)]).toEqual([{ name: 'n1' }, { state: 'RUNNING' }]);

    progress = 2;
    await poll(live);
    expect(await data(names)).toEqual({ name: 'n2' });
    live.answerWith(() => ({ aoi_id: 'a', status: 'success', progress, name: 'n2' }));
    live.clock.tick();

    expect(await data(states)).toEqual({ state: 'SUCCEEDED' });
    expect((await names.next()).done).toBe(true);
    expect(live.calls).toHaveLength(3);
  }));

test('what needs a call of its own is shown again when anything of the object has changed but the signature of an address', () =>
  withLiveGateway({}, async (live) => {
    let [status, title] = ['in_progress', 'before'];
    const rawResult = (read: number) => ({ url: `https://files.example/a.tif?signature=${read}` });
    live.answerWith(({ url = '' }) =>
      url.includes('/jobs/')
        ? {
            id: 'j',
            workflow_id: 'w',
            status: 'running',
            member_unknown_to_the_gateway: live.calls.length,
            tasks: [{ id: 't', status, result: rawResult(live.calls.length) }],
          }
        : { id: 'w', name: title, project_id: 'p' },
    );
    const events = live.sse(
      'subscription { jobProgress(id: "j", workflowId: "w") { tasks { state } workflow { description } } }',
    );
    await data(events);

    title = 'after';
    await poll(live);
    status = 'success';
    await poll(live);

    expect(await data(events)).toMatchObject({ tasks: [{ state: 'SUCCEEDED' }] });
    expect(live.calls.filter((call) => call.includes('/jobs/'))).toHaveLength(3);
  }));

test('the id of a related object needs no call, and brings no event while it stays the same', () =>
  withLiveGateway({}, async (live) => {
    let progress = 1;
    live.answerWith(() => ({ aoi_id: 'a', status: 'running', progress, project_id: progress < 3 ? 'p' : 'q' }));
    const events = live.sse('subscription { aoiProgress(id: "a") { project { pixxelId } } }');
    expect(await data(events)).toEqual({ project: { pixxelId: 'p' } });

    for (progress = 2; progress < 4; progress += 1) await poll(live);

    expect(await data(events)).toEqual({ project: { pixxelId: 'q' } });
  }));
