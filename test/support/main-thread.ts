import type { Page } from 'playwright-core';

/** What the test reads of an event of Chromium's tracing. */
interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  args: { name?: string };
  /** Microseconds of processor time. */
  tdur?: number;
}

/**
 * Milliseconds of processor time of the longest task on the page's main thread during `work`: how long the page would be frozen
 * on an idle machine.
 */
export async function longestTaskDuring(page: Page, work: () => Promise<void>): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  // The protocol leaves the form of the events open.
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.start', { traceConfig: { includedCategories: ['toplevel'] } });
  await work();
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  const main = events.find(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  const tasks = events.filter(
    ({ name, pid, tid }) => name === 'ThreadControllerImpl::RunTask' && pid === main?.pid && tid === main.tid,
  );
  if (tasks.length === 0) throw new Error('The trace has no task of the main thread.');
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}

/** Milliseconds that the page takes to read and write a JSON text five times: what its machine can do. */
export function millisecondsOfReading(page: Page, json: string): Promise<number> {
  return page.evaluate((text) => {
    const began = performance.now();
    for (let times = 0; times < 5; times += 1) JSON.stringify(JSON.parse(text));
    return performance.now() - began;
  }, json);
}
