import { type FailureKind, UpstreamFailure } from '../failure.ts';
import type { Answer, Call } from './call.ts';
import type { UpstreamResponse } from './exchange.ts';
import { type Secrets, scrubbed } from './scrub.ts';

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

function secretsOf({ caller, request }: Call): Secrets {
  return { authorization: caller.authorization ?? '', inBody: request.secrets };
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
  const said = isRecord(value) ? scrubbed(errorBodyOf(body), secretsOf(call)) : {};
  throw new UpstreamFailure('invalidAnswer', name, { status, isOutcomeUnknown: isWrite, ...said });
}

function unwrapped(value: unknown, envelope: string | undefined): unknown {
  const inside = envelope !== undefined && isRecord(value) ? value[envelope] : undefined;
  return isRecord(inside) ? inside : value;
}

const KIND_BY_STATUS: Record<number, FailureKind> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'notFound',
  408: 'timeout',
  409: 'conflict',
  429: 'rateLimited',
  504: 'timeout',
};

function kindOf(status: number): FailureKind {
  const kind = KIND_BY_STATUS[status];
  if (kind) return kind;
  if (status >= 500) return 'unavailable';
  return status >= 400 ? 'badRequest' : 'invalidAnswer';
}

function failureOf(call: Call, { status, headers, body }: UpstreamResponse): UpstreamFailure {
  return new UpstreamFailure(kindOf(status), call.name, {
    status,
    ...scrubbed(errorBodyOf(body), secretsOf(call)),
    retryAfterSeconds: retryAfterOf(headers['retry-after']),
    isOutcomeUnknown: call.isWrite && (status >= 500 || status === 408),
  });
}

interface ErrorBody {
  code?: string;
  message?: string;
  details?: unknown;
}

/**
 * What an error body says, whatever its content type claims: errors of the PNG call come as image/png, those of a
 * proxy as HTML. Known forms are `{error: {code, message, details}}`, the same without the envelope, and `{error: text}`.
 */
function errorBodyOf(body: Buffer): ErrorBody {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString('utf8'));
  } catch {
    return {};
  }
  const envelope = isRecord(parsed) && parsed.error !== undefined ? parsed.error : parsed;
  if (typeof envelope === 'string') return { message: envelope };
  if (!isRecord(envelope)) return {};
  const { code, message, details } = envelope;
  return {
    ...(typeof code === 'string' || typeof code === 'number' ? { code: String(code) } : {}),
    ...(typeof message === 'string' ? { message } : {}),
    ...(details === undefined || details === null ? {} : { details }),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Seconds to wait, from either form of the header: a number of seconds or a date. */
function retryAfterOf(header: string | string[] | undefined): number | undefined {
  const text = Array.isArray(header) ? header[0] : header;
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text.trim())) return Number(text);
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - Date.now()) / 1000));
}
