import { UpstreamFailure } from '../failure.ts';
import type { Answer, Call } from './call.ts';
import { failureOf, isRecord, secretsOf, wordsOf } from './error-response.ts';
import type { UpstreamResponse } from './exchange.ts';

/**
 * Decodes a successful response, as the operation's format says.
 * @throws UpstreamFailure for every other status, and for a body that cannot be decoded
 */
export function decodeAnswer(call: Call, response: UpstreamResponse): Answer {
  const { status, body } = response;
  if (status < 200 || status > 299) throw failureOf(call, response);
  return { status, value: decodeBody(call, response), bytes: body.length };
}

function decodeBody(call: Call, response: UpstreamResponse): unknown {
  switch (call.operation.format) {
    case 'empty':
      return undefined;
    case 'bytes':
      return response.body;
    case 'text':
      return response.body.toString('utf8');
    case 'json':
      return parseJson(call, response);
  }
}

function parseJson(call: Call, { status, body }: UpstreamResponse): unknown {
  const { name, operation, isWrite } = call;
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    // What JSON.parse says quotes the body, and a body can hold anything: it is not passed on.
  }
  // Every operation but the ping answers an object; one that holds an error is none, whatever its status says.
  const isAnswer = isRecord(value) ? !value.error : name === 'Ping' && value !== undefined;
  if (isAnswer) return unwrapped(value, operation.envelope);
  const words = isRecord(value) ? wordsOf(value, secretsOf(call)) : {};
  throw new UpstreamFailure('invalidAnswer', name, { status, isOutcomeUnknown: isWrite, ...words });
}

function unwrapped(value: unknown, envelope: string | undefined): unknown {
  const inside = envelope !== undefined && isRecord(value) ? value[envelope] : undefined;
  return isRecord(inside) ? inside : value;
}
