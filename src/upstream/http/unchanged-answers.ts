import { LRUCache } from 'lru-cache';
import { decodeAnswer } from './answer.ts';
import type { Answer, Call } from './call.ts';
import type { UpstreamResponse } from './exchange.ts';

interface Kept {
  body: Buffer;
  answer: Answer;
}

/** Decodes a response, or gives the value that was decoded from the same bytes before. @throws UpstreamFailure as `decodeAnswer` does */
export type Decode = (call: Call, response: UpstreamResponse) => Answer;

/**
 * Keeps the last body of each read, and the value decoded from it: a body that comes back byte for byte is not decoded again.
 * It never stands in for asking: every call is made. Keys are those of calls, so nothing is shared between credentials. Decoded
 * values are read by several operations and must not be changed.
 * @param maxBytes bytes of bodies that are kept, those used longest ago being dropped first; 0 keeps none
 * @param onSpared notified of the length of each body that was not decoded again
 */
export function decodingOnce(maxBytes: number, onSpared?: (bytes: number) => void): Decode {
  if (maxBytes === 0) return decodeAnswer;
  const kept = new LRUCache<string, Kept>({
    maxSize: maxBytes,
    sizeCalculation: ({ body }, key) => body.length + key.length,
  });
  return (call, response) => {
    if (call.isWrite || call.operation.format !== 'json') return decodeAnswer(call, response);
    const { key } = call;
    const last = kept.get(key);
    if (last && last.answer.status === response.status && last.body.equals(response.body)) {
      onSpared?.(response.body.length);
      return last.answer;
    }
    const answer = decodeAnswer(call, response);
    kept.set(key, { body: ownCopy(response.body), answer });
    return answer;
  };
}

/** The body in memory of its own: a short one is a piece of what the socket read, and would keep all of that. */
function ownCopy(body: Buffer): Buffer {
  return body.buffer.byteLength > 2 * body.length ? Buffer.copyBytesFrom(body) : body;
}
