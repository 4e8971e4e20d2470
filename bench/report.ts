import { monitorEventLoopDelay } from 'node:perf_hooks';

/** What a process of the benchmark tells of itself. */
export interface Figures {
  /** Milliseconds of CPU since it started. */
  cpuMs: number;
  residentMb: number;
  /** Milliseconds by which its event loop was late since it was last asked: in 99 of 100 samples not more. */
  delayP99Ms: number;
  /** Requests that have arrived so far, where the process counts them. */
  arrived: number;
}

const SAMPLE_MS = 5;

/**
 * Tells the benchmark where this process listens, and its figures each time it asks. The process ends with the channel to
 * the benchmark, whatever closed it.
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
