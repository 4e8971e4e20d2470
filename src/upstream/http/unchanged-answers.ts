import { LRUCache } from 'lru-cache';
import { decodeAnswer } from './answer.ts';
import type { Answer, Call } from './call.ts';
import type { UpstreamResponse } from './exchange.ts';

/** What is known of the last answers to a call. */
interface Kept {
  /** How often in a row the answer was another than the one that was kept. */
  misses: number;
  /** Answers that are not worth keeping, because those before them kept changing. */
  skips: number;
  /** The answer with the body that it was decoded from, if it is kept. */
  last?: { body: Buffer; answer: Answer };
}

/** Most answers that are decoded again after an API has stopped changing. */
const MAX_SKIPS = 15;

/**
 * One of this many answers that find no room takes the place of others. If each did, a set of answers that is slightly too large
 * and is read over and over would lose each answer just before it is read again.
 */
const ONE_ADMITTED_OF = 8;

/** Decodes a response, or returns the value that was decoded from equal bytes before. @throws UpstreamFailure as `decodeAnswer` does */
export type Decode = (call: Call, response: UpstreamResponse) => Answer;

/**
 * Keeps the last body of each read with its decoded value. A body that is byte for byte the same is not decoded again.
 * Every call is still made. The keys are those of calls, so nothing is shared between credentials. Decoded
 * values are shared by several operations and must not be changed.
 * @param maxBytes bytes of bodies that are kept; the least recently used are dropped first; 0 keeps none
 * @param onSpared notified of the length of each body that was not decoded
 */
export function decodingOnce(maxBytes: number, onSpared?: (bytes: number) => void): Decode {
  if (maxBytes === 0) return decodeAnswer;
  const kept = new LRUCache<string, Kept>({
    maxSize: maxBytes,
    sizeCalculation: ({ last }, key) => (last?.body.length ?? 0) + key.length,
  });
  let withoutRoom = 0;
  return (call, response) => {
    if (call.isWrite || call.operation.format !== 'json') return decodeAnswer(call, response);
    const { key } = call;
    const before = kept.get(key);
    if (before?.last?.answer.status === response.status && before.last.body.equals(response.body)) {
      before.misses = 0;
      onSpared?.(response.body.length);
      return before.last.answer;
    }
    // An entry whose size stays needs no new place in the cache.
    if (before && !before.last && before.skips > 1) {
      before.skips -= 1;
      return decodeAnswer(call, response);
    }
    const hasRoom = before !== undefined || kept.calculatedSize + response.body.length <= maxBytes;
    if (!hasRoom && withoutRoom++ % ONE_ADMITTED_OF > 0) return decodeAnswer(call, response);
    const now = following(before);
    const body = now.skips > 0 ? response.body : ownCopy(response.body);
    const answer = decodeAnswer(call, { ...response, body });
    kept.set(key, now.skips > 0 ? now : { ...now, last: { body, answer } });
    return answer;
  };
}

/**
 * Whether to keep an answer that was decoded. Answers that change every time are kept less and less often: a decoded value that is
 * kept until the next call is expensive to collect.
 */
function following(before: Kept | undefined): Kept {
  if (!before) return { misses: 0, skips: 0 };
  if (!before.last) return { misses: before.misses, skips: 0 };
  const misses = before.misses + 1;
  return { misses, skips: Math.min(MAX_SKIPS, 2 ** (misses - 1) - 1) };
}

/** Copies a short body: it is a slice of the socket's buffer and would keep all of it alive. */
function ownCopy(body: Buffer): Buffer {
  return body.buffer.byteLength > 2 * body.length ? Buffer.copyBytesFrom(body) : body;
}
