import { type FailureKind, UpstreamFailure } from '../failure.ts';
import { parseJson, type Reading } from '../wire/json.ts';
import { isTooDeep } from '../wire/nesting.ts';
import type { Call } from './call.ts';
import type { UpstreamResponse } from './exchange.ts';
import { retryAfterSeconds } from './retry-after.ts';
import { type Secrets, scrubbed } from './scrub.ts';

const KIND_BY_STATUS: Readonly<Record<number, FailureKind>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'notFound',
  408: 'timeout',
  409: 'conflict',
  429: 'rateLimited',
  504: 'timeout',
};

/** Statuses that a proxy sends while the API behind it is replaced. With a page of the proxy they do not concern the object. */
const STATUSES_OF_PROXIES: readonly number[] = [404, 405, 410];

/** Why a response without a success status failed. */
export function failureOf(call: Call, { status, headers, body }: UpstreamResponse): UpstreamFailure {
  const parsed = parse(body);
  const isPage = parsed === undefined && body.length > 0;
  return new UpstreamFailure(
    isPage && STATUSES_OF_PROXIES.includes(status) ? 'unavailable' : kindOf(status),
    call.name,
    {
      status,
      ...wordsOf(parsed, secretsOf(call)),
      retryAfterSeconds: retryAfterSeconds(headers['retry-after'], Date.now()),
      isOutcomeUnknown: call.isWrite && (status >= 500 || status === 408),
      hadBearer: (status === 401 || status === 403) && /^bearer\s/i.test(call.caller.authorization ?? ''),
    },
  );
}

function kindOf(status: number): FailureKind {
  const kind = KIND_BY_STATUS[status];
  if (kind) return kind;
  if (status >= 500) return 'unavailable';
  return status >= 400 ? 'badRequest' : 'invalidAnswer';
}

/** What the upstream says about an error. */
export interface UpstreamWords {
  code?: string;
  message?: string;
  details?: unknown;
}

/** Longest message and longest details that an error repeats, in characters. */
const MAX_CHARS = { code: 100, message: 1000, details: 8000 };

/**
 * The message and details of an error body, without secrets and addresses, and cut if long. Known forms are
 * `{error: {code, message, details}}`, the same without the envelope, and `{error: text}`.
 * @param parsed the body's JSON, whatever its content type: errors of the PNG call are sent as image/png
 */
export function wordsOf(parsed: unknown, secrets: Secrets): UpstreamWords {
  const envelope = isRecord(parsed) && parsed.error !== undefined ? parsed.error : parsed;
  if (typeof envelope === 'string') return { message: cut(scrubbed(envelope, secrets), MAX_CHARS.message) };
  if (!isRecord(envelope)) return {};
  const { code, message, details } = envelope;
  const isCode = typeof code === 'string' || typeof code === 'number';
  return {
    ...(isCode ? { code: cut(scrubbed(String(code), secrets), MAX_CHARS.code) } : {}),
    ...(typeof message === 'string' ? { message: cut(scrubbed(message, secrets), MAX_CHARS.message) } : {}),
    ...(details === undefined || details === null ? {} : { details: shortDetails(details, secrets) }),
  };
}

/** Details as sent, or the beginning of their JSON if they are long; none if they are nested too deeply. */
function shortDetails(details: unknown, secrets: Secrets): unknown {
  if (isTooDeep(details)) return undefined;
  const json = JSON.stringify(details);
  if (json.length <= MAX_CHARS.details) return scrubbed(details, secrets);
  // Secrets are masked before the cut, which could split one.
  return cut(scrubbed(json, secrets), MAX_CHARS.details);
}

function cut(text: string, maxChars: number): string {
  return text.length <= maxChars ? text : `${text.slice(0, maxChars).toWellFormed()}…`;
}

/** The secrets of a call, which must not be repeated. */
export function secretsOf({ caller, request }: Call): Secrets {
  return { authorization: caller.authorization ?? '', inBody: request.secrets };
}

/** The parsed body; undefined if it is not JSON. The message of JSON.parse quotes the body, so it is not passed on. */
export function parse(body: Buffer, reading?: Reading): unknown {
  try {
    return parseJson(body.toString('utf8'), reading);
  } catch {
    return undefined;
  }
}

/** Whether a JSON value is an object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
