import { getHeapSpaceStatistics, getHeapStatistics, setFlagsFromString } from 'node:v8';

/** The most that V8's young generation takes in Node 24. It is part of V8's limit, but a full old generation ends the process. */
const YOUNG_BYTES = 192 * 1024 * 1024;

/** Bytes of the old generation, which holds what outlives a few turns of the event loop: when they are used up, V8 ends the process. */
export const heapLimitBytes = limitByFlag() ?? Math.max(limit() / 2, limit() - YOUNG_BYTES);

/** How much the old generation grows between full collections, in percent of what the last one left. */
const GROWTH_PERCENT = 300;

/**
 * Makes full collections of this process's heap rare. Call it at the start. Each makes all requests wait for up to 100 ms.
 *
 * - Where the limit is small, V8 lets the heap grow by about half between two of them. Here it may grow more. V8 still collects at
 *   half of the room that is left, so the heap stays as far from its limit.
 * - V8 allocates what a line of code makes in the old generation at once if most of it outlived a collection before. Here that is
 *   what belongs to operations in flight: a moment later it is garbage, and only a full collection frees it.
 */
export function collectLessOften(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
  setFlagsFromString('--no-allocation-site-pretenuring');
}

/** Bytes of the old generation in use, garbage included. */
export function heapBytes(): number {
  let bytes = 0;
  for (const { space_name: name, space_used_size: used } of getHeapSpaceStatistics()) {
    if (!name.startsWith('new_')) bytes += used;
  }
  return bytes;
}

/** Bytes outside of the heap: bodies of requests and of the API, and the text of large answers. */
export function bufferBytes(): number {
  return getHeapStatistics().external_memory;
}

function limit(): number {
  return getHeapStatistics().heap_size_limit;
}

function limitByFlag(): number | undefined {
  const flags = [process.env.NODE_OPTIONS, ...process.execArgv].join(' ');
  const megabytes = [...flags.matchAll(/--max[-_]old[-_]space[-_]size[= ](\d+)/g)].at(-1)?.[1];
  return megabytes === undefined ? undefined : Number(megabytes) * 1024 * 1024;
}
