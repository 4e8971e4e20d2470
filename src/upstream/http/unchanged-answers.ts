import { LRUCache } from 'lru-cache';
import { decodeAnswer } from './answer.ts';
import type { Answer, Call } from './call.ts';
import type { UpstreamResponse } from './exchange.ts';

interface Kept {
  body: Buffer;
  answer: Answer;
}

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

/** Copies a short body: it is a slice of the socket's buffer and would keep all of it alive. */
function ownCopy(body: Buffer): Buffer {
  return body.buffer.byteLength > 2 * body.length ? Buffer.copyBytesFrom(body) : body;
}
