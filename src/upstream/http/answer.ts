import type { Operation } from '../../contract/operation.ts';
import { UpstreamFailure } from '../failure.ts';
import { decodedSize } from '../wire/decoded-size.ts';
import { hasLostOrder, holdersOf, isRecord, type JsonOddity } from '../wire/json.ts';
import { parseWithLate } from '../wire/late-member.ts';
import type { Answer, Call } from './call.ts';
import { failureOf, parse, secretsOf, wordsOf } from './error-response.ts';
import type { UpstreamResponse } from './exchange.ts';

/**
 * Decodes a successful response in the operation's format.
 * @throws UpstreamFailure for every other status, and for a body that cannot be decoded
 */
export function decodeAnswer(call: Call, response: UpstreamResponse): Answer {
  const { status, body } = response;
  if (status < 200 || status > 299) throw failureOf(call, isUsualError(body) ? response : withoutBody(response));
  refuseManyValues(call, response);
  const oddities: JsonOddity[] = [];
  const value = decodeBody(call, response, oddities);
  return { status, value, bytes: body.length, oddities };
}

/** No error of the API is longer. Of a longer one, the status is enough. */
const MAX_ERROR_BYTES = 4 * 1024 * 1024;

function isUsualError(body: Buffer): boolean {
  if (body.length > MAX_ERROR_BYTES) return false;
  return body.length < WORTH_COUNTING_BYTES || decodedSize(body).names <= MAX_NAMES;
}

function withoutBody(response: UpstreamResponse): UpstreamResponse {
  return { ...response, body: Buffer.alloc(0) };
}

/** Smaller bodies take little memory and time, whatever is in them. */
const WORTH_COUNTING_BYTES = 256 * 1024;
/** Most bytes that one answer may count for, see `DecodedSize`. Decoded, it takes 144 MiB. */
const MAX_COUNTED_BYTES = 48 * 1024 * 1024;

/** Most different names in one answer: so many take 40 ms. */
const MAX_NAMES = 50_000;

/** @throws UpstreamFailure if an answer has so many small values, or so many names, that decoding it would take too much memory or time */
function refuseManyValues(call: Call, { status, body }: UpstreamResponse): void {
  if (call.operation.format !== 'json' || body.length < WORTH_COUNTING_BYTES) return;
  const { bytes, names } = decodedSize(body);
  if (bytes > MAX_COUNTED_BYTES || names > MAX_NAMES) {
    const message = 'The answer has more values than allowed.';
    throw new UpstreamFailure('invalidAnswer', call.name, { status, message, isOutcomeUnknown: call.isWrite });
  }
  // The answer to a write must be read: it says what was applied.
  if (call.isWrite || bytes === body.length) return;
  const noRoom = call.caller.holdAnswer?.(bytes - body.length);
  if (noRoom) throw new UpstreamFailure(noRoom, call.name, { status });
}

function decodeBody(call: Call, response: UpstreamResponse, oddities: JsonOddity[]): unknown {
  switch (call.operation.format) {
    case 'empty':
      return decodeNothing(call, response);
    case 'bytes':
      return response.body;
    case 'text':
      return response.body.toString('utf8');
    case 'json':
      return decodeJson(call, response, oddities);
  }
}

function decodeJson(call: Call, response: UpstreamResponse, oddities: JsonOddity[]): unknown {
  const { name, operation, isWrite } = call;
  const { status, body } = response;
  const value = parseBody(operation, body, (oddity) => oddities.push(oddity));
  const isDamaged = value === undefined && beginsAsJson(body);
  if (isDamaged && !hasLength(response)) {
    throw new UpstreamFailure('unavailable', name, { status, message: INCOMPLETE, isOutcomeUnknown: isWrite });
  }
  if (operation.answersOne && isEmpty(value, body)) throw new UpstreamFailure('notFound', name, { status });
  // Every operation except the ping answers with an object.
  const isAnswer = isRecord(value) ? !saysError(value) : name === 'Ping' && value !== undefined;
  if (!isAnswer) throw unusable(call, status, value, isDamaged);
  const answer = unwrapped(value, operation.envelope);
  if (operation.answersOne && isEmpty(answer, body)) throw new UpstreamFailure('notFound', name, { status });
  return answer;
}

const INCOMPLETE = 'The answer is incomplete.';

function beginsAsJson(body: Buffer): boolean {
  return /^\s*[[{]/.test(body.toString('latin1', 0, 100));
}

/** Whether anything but the end of the connection says where the body ends. */
function hasLength({ headers }: UpstreamResponse): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}

/** Undefined if the body is not JSON. It is parsed a second time only if the first time changed the order of a map. */
function parseBody(operation: Operation, body: Buffer, onOddity: (oddity: JsonOddity) => void): unknown {
  const { late, map, envelope } = operation;
  const parseWhole = () => parse(body, { onOddity });
  const value = late ? parseWithLate(body, late, parseWhole) : parseWhole();
  const isLost =
    map && holdersOf(unwrapped(value, envelope), map.rows).some((holder) => hasLostOrder(holder[map.member]));
  return isLost ? parse(body, { keepsKeyOrder: true }) : value;
}

/** Accepts an empty body, or anything that is not an error. A write whose answer is an error or a proxy's page may not have been applied. */
function decodeNothing(call: Call, { status, body }: UpstreamResponse): undefined {
  if (isBlank(body)) return undefined;
  const value = parse(body);
  if (value === undefined || value === false || (isRecord(value) && saysNotDone(value))) {
    throw unusable(call, status, value);
  }
  return undefined;
}

const FAILED = /^(?:error|failed|failure)$/i;

/** Whether the answer to a write that has nothing to tell says that it was not applied. */
function saysNotDone(value: Record<string, unknown>): boolean {
  const { deleted, status } = value;
  return saysError(value) || deleted === false || (typeof status === 'string' && FAILED.test(status));
}

function unusable(call: Call, status: number, value: unknown, isDamaged = false): UpstreamFailure {
  const words = isRecord(value) ? wordsOf(value, secretsOf(call)) : {};
  return new UpstreamFailure('invalidAnswer', call.name, {
    status,
    isOutcomeUnknown: call.isWrite,
    isDamaged,
    ...words,
  });
}

/** Codes that mean success, in gRPC and in HTTP. */
const GOOD_CODES: readonly unknown[] = [0, 200, 201, 'OK', 'SUCCESS'];

/** Whether an object is an error, whatever its status. No answer of the contract has both a code and a message, or any of the other properties. */
function saysError({ error, errors, success, ok, code, message }: Record<string, unknown>): boolean {
  const hasCode = code !== undefined && typeof message === 'string' && !GOOD_CODES.includes(code);
  return isFilled(error) || (Array.isArray(errors) && isFilled(errors)) || success === false || ok === false || hasCode;
}

function isFilled(value: unknown): boolean {
  return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value);
}

/** Whether an answer is empty, in any form that services use for it. */
function isEmpty(value: unknown, body: Buffer): boolean {
  if (value === undefined) return isBlank(body);
  return value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}

function isBlank(body: Buffer): boolean {
  return body.toString('utf8').trim() === '';
}

/** The content of the envelope, if there is one. An envelope of nothing counts as empty. */
function unwrapped(value: unknown, envelope: string | undefined): unknown {
  if (envelope === undefined || !isRecord(value)) return value;
  const inside = value[envelope];
  const isOnlyMember = inside === null && Object.keys(value).length === 1;
  return isRecord(inside) || isOnlyMember ? inside : value;
}
