import { STATUS_CODES } from 'node:http';
import { type FailureKind, UpstreamFailure } from '../failure.ts';
import { isRecord, parseJson, type Reading } from '../wire/json.ts';
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

/** Why a response without a success status failed. */
export function failureOf(call: Call, { status, headers, body }: UpstreamResponse): UpstreamFailure {
  const parsed = parse(body);
  const proxy = proxyUnder(status, body, parsed);
  const secrets = secretsOf(call);
  return new UpstreamFailure(proxy ? 'unavailable' : kindOf(status), call.name, {
    status,
    ...(proxy && { message: WORDS_OF_PROXY[proxy] }),
    ...(!proxy && (parsed === undefined ? wordsOfText(status, body, secrets) : wordsOf(parsed, secrets))),
    ...(headers.location &&
      isRedirect(status) && { message: 'It redirects the call, and redirects are not followed.' }),
    retryAfterSeconds: retryAfterSeconds(headers['retry-after'], Date.now()),
    isOutcomeUnknown: call.isWrite && (status >= 500 || status === 408 || LEAD_ELSEWHERE.includes(status)),
    isLasting: proxy === 'refusal' || proxy === 'password',
    hadBearer: !proxy && (status === 401 || status === 403) && /^bearer\s/i.test(call.caller.authorization ?? ''),
    mayBeOfProxy: parsed === undefined,
  });
}

/** Whether a status below 400 is a redirect. A 304 is not, even with a `Location` header: it means that nothing has changed. */
function isRedirect(status: number): boolean {
  return status < 400 && status !== 304;
}

/** Redirects that do not ask for the same request again: servers send them after a form was accepted, too. */
const LEAD_ELSEWHERE: readonly number[] = [301, 302, 303];

/** Statuses that a proxy sends while the API behind it is replaced. */
const STATUSES_OF_ROLLOUTS: readonly number[] = [404, 405, 410];

/** How an HTML or XML page begins, as bytes. */
const MARKUP = /^(?:\xEF\xBB\xBF)?\s*</;

const WORDS_OF_PROXY = {
  rollout: 'A proxy on the way answered with a page of its own.',
  refusal: 'A proxy on the way answered with a page of its own.',
  password: 'A proxy on the way demands a password.',
};

/**
 * What shows that a proxy answered under a status below 500: a body that is not JSON, or a status that only proxies send. It says
 * nothing about the object, the key or the input. After a refusal, as by a firewall, an immediate retry cannot help.
 */
function proxyUnder(status: number, body: Buffer, parsed: unknown): keyof typeof WORDS_OF_PROXY | undefined {
  if (status === 407) return 'password';
  if (parsed !== undefined || body.length === 0) return undefined;
  if (STATUSES_OF_ROLLOUTS.includes(status)) return 'rollout';
  const kind = kindOf(status);
  const isRefusal = kind === 'badRequest' || kind === 'forbidden';
  return isRefusal && isMarkup(body) ? 'refusal' : undefined;
}

function isMarkup(body: Buffer): boolean {
  return MARKUP.test(body.toString('latin1', 0, 100));
}

/** What the body of a refusal says that is not JSON: its text if it is short, else the meaning of the status. */
function wordsOfText(status: number, body: Buffer, secrets: Secrets): UpstreamWords {
  if (status < 400 || status >= 500) return {};
  const text = isMarkup(body) || body.length > MAX_CHARS.message ? '' : body.toString('utf8').trim();
  if (text !== '') return { message: scrubbed(text, secrets) };
  const meaning = STATUS_CODES[status];
  return kindOf(status) === 'badRequest' && meaning !== undefined
    ? { message: `The answer is ${status} ${meaning}, without a reason.` }
    : {};
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
 * `{error: {code, message, details}}`, the same without the envelope, and `{error: text}`. Some services are free in the form:
 * `{detail}` and `{title, detail}` with a text or a list of faults, and `{errors: [{message}]}` are understood, too.
 * @param parsed the body's JSON, whatever its content type: errors of the PNG call are sent as image/png
 */
export function wordsOf(parsed: unknown, secrets: Secrets): UpstreamWords {
  const envelope = isRecord(parsed) && parsed.error !== undefined ? parsed.error : parsed;
  if (typeof envelope === 'string') return { message: cut(scrubbed(envelope, secrets), MAX_CHARS.message) };
  if (!isRecord(envelope)) return {};
  const { code, message, title, detail, errors } = envelope;
  const isCode = typeof code === 'string' || typeof code === 'number';
  const text = [message, detail, errors, title].map(textOf).find((said) => said !== undefined);
  const details = envelope.details ?? (typeof detail === 'object' ? detail : null) ?? errors;
  return {
    ...(isCode ? { code: cut(scrubbed(String(code), secrets), MAX_CHARS.code) } : {}),
    ...(text === undefined ? {} : { message: cut(scrubbed(text, secrets), MAX_CHARS.message) }),
    ...(details === undefined || details === null ? {} : { details: shortDetails(details, secrets) }),
  };
}

/** A text, or that of the first fault in a list. */
function textOf(said: unknown): string | undefined {
  if (typeof said === 'string') return said;
  const first: unknown = Array.isArray(said) ? said[0] : undefined;
  const text = isRecord(first) ? (first.message ?? first.msg) : first;
  return typeof text === 'string' ? text : undefined;
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
