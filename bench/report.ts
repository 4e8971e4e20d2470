import { monitorEventLoopDelay } from 'node:perf_hooks';

/** The figures of one process of the benchmark. */
export interface Figures {
  /** Milliseconds of CPU since it started. */
  cpuMs: number;
  residentMb: number;
  /** 99th percentile of the event loop's delay since the last report, in milliseconds. */
  delayP99Ms: number;
  /** Requests that have arrived so far, if the process counts them. */
  arrived: number;
}

const SAMPLE_MS = 5;

/**
 * Sends the benchmark the address of this process, and its figures each time the benchmark asks. The process ends when the
 * channel to the benchmark closes.
 */
export function reportToBenchmark(url: string, arrived: () => number = () => 0): void {
  const delays = monitorEventLoopDelay({ resolution: SAMPLE_MS });
  delays.enable();
  const send = (message: { url: string } | Figures) => process.send?.(message);
  process.on('disconnect', () => process.exit());
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    send({
      cpuMs: (user + system) / 1000,
      residentMb: process.memoryUsage.rss() / 1024 / 1024,
      delayP99Ms: Math.max(0, delays.percentile(99) / 1e6 - SAMPLE_MS),
      arrived: arrived(),
    });
    delays.reset();
  });
  send({ url });
}
