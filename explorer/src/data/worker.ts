import { mergeIncrementalResult } from '@graphql-tools/utils';
import type { ExecutionResult } from 'graphql';
import { type Found, findIn } from './find.ts';
import { isObject, type Json } from './json.ts';
import type { Picture } from './picture.ts';
import { shownJson } from './shorten.ts';

/** An answer, or a part of one, to be read; parts of one answer have the same `run`. */
export interface ReadRequest {
  id: number;
  run: number;
  /** JSON as it arrived. */
  text: string | ArrayBuffer;
}

/** What the panels show of a picture: its bytes apart from the texts. */
export type ShownPicture = Omit<Picture, 'base64'> & { bytes: Blob };

/** What was read: the JSON for the view, and what the panels show. */
export interface ReadAnswer extends Omit<Found, 'pictures'> {
  id: number;
  shown: string;
  /** The whole JSON, if the view leaves out a part of it. */
  whole: Blob | null;
  pictures: ShownPicture[];
}

/** The answers that came in parts, merged so far. Only the newest run gets more. */
let merged: { run: number; result: Json } | undefined;

self.addEventListener('message', ({ data }: MessageEvent<ReadRequest>) => {
  self.postMessage(readOrFault(data));
});

function readOrFault({ id, run, text }: ReadRequest): ReadAnswer {
  const json = typeof text === 'string' ? text : new TextDecoder().decode(text);
  try {
    return read(id, wholeOf(jsonOf(json), run));
  } catch (error) {
    // Such as an answer that is nested too deep for the stack: without an answer, the page would wait forever.
    return read(id, badResponse(`The answer cannot be shown: ${String(error)}`));
  }
}

function read(id: number, result: Json): ReadAnswer {
  const { pictures, ...found } = findIn(result);
  const { json: shown, isCut } = shownJson(result);
  const whole = isCut ? new Blob([JSON.stringify(result, null, 2)], { type: 'application/json' }) : null;
  return { ...found, id, shown, whole, pictures: pictures.map(withBytes) };
}

/** Parses JSON. Anything else, such as a proxy's page, becomes an answer that says so. */
function jsonOf(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return badResponse(`The answer is not JSON. It begins with: ${text.slice(0, 80)}`);
  }
}

function badResponse(message: string): Json {
  return { errors: [{ message, extensions: { code: 'BAD_RESPONSE' } }] };
}

/** Merges a part into the parts before it. `hasNext` is left out: the view shows whole answers. */
function wholeOf(part: Json, run: number): Json {
  if (!isObject(part) || !('hasNext' in part)) return part;
  const { hasNext: _hasNext, ...content } = part;
  if (merged?.run !== run) merged = { run, result: {} };
  // The gateway sends what its executor made: a result or a part of one.
  if (!('incremental' in content)) merged.result = { ...(isObject(merged.result) ? merged.result : {}), ...content };
  else mergeIncrementalResult({ incrementalResult: content, executionResult: merged.result as ExecutionResult });
  return merged.result;
}

function withBytes({ base64, ...picture }: Picture): ShownPicture {
  return { ...picture, bytes: new Blob([bytesOf(base64)], { type: picture.mediaType }) };
}

/** Empty if the string is not base64: such a picture is shown as broken. */
function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}
