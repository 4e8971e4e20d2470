import { createHash } from 'node:crypto';

/** An id that looks like a UUID and is the same on every run, because it is computed from a string. */
export function uuidOf(text: string): string {
  const hex = createHash('sha1').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Returns a new id at each call, in the same sequence on every run. */
export function createIds(text: string): () => string {
  let given = 0;
  return () => {
    given += 1;
    return uuidOf(`${text} ${given}`);
  };
}

/** Numbers from 0 up to 1 that look random and are the same on every run (mulberry32). */
export function createDice(seed: string): () => number {
  let state = createHash('sha1').update(seed).digest().readUInt32LE();
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
