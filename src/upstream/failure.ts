import type { OperationName } from '../contract/operations.ts';

/** Every way in which a call can fail. A new kind compiles only when `server/errors/classify.ts` has a code for it. */
export type FailureKind =
  /** The caller sent no key; nothing was sent upstream. */
  | 'noKey'
  /** An id that cannot be part of a path; nothing was sent upstream. */
  | 'badId'
  /** The operation has used up its calls, so nothing was sent upstream; or the bytes of their answers. */
  | 'budgetExceeded'
  /** All operations together hold too many bytes of answers. */
  | 'overloaded'
  | 'badRequest'
  | 'unauthenticated'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'rateLimited'
  /** No connection, a broken one, or a 5xx. */
  | 'unavailable'
  | 'timeout'
  /** The answer is too large, cannot be decoded, or lacks a required value. */
  | 'invalidAnswer'
  /** The caller has disconnected. */
  | 'aborted';

interface FailureDetails {
  status?: number | undefined;
  code?: string | undefined;
  message?: string | undefined;
  details?: unknown;
  retryAfterSeconds?: number | undefined;
  isOutcomeUnknown?: boolean | undefined;
  wasNotSent?: boolean | undefined;
  isLasting?: boolean | undefined;
  hadBearer?: boolean | undefined;
  mayBeOfProxy?: boolean | undefined;
  isDamaged?: boolean | undefined;
  cause?: unknown;
}

/** What was thrown, as an Error. */
export function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}

/** Why an upstream operation failed. Holds no URL, no header and no credential. */
export class UpstreamFailure extends Error {
  override readonly name = 'UpstreamFailure';
  readonly kind: FailureKind;
  readonly operation: OperationName;
  /** The HTTP status of the answer, if there was one. */
  readonly status: number | undefined;
  /** This and the next two are the upstream's own, without credentials and addresses. */
  readonly upstreamCode: string | undefined;
  /** Or what the gateway found wrong with the answer or the call. */
  readonly upstreamMessage: string | undefined;
  readonly upstreamDetails: unknown;
  readonly retryAfterSeconds: number | undefined;
  /** A write that was sent and may or may not have been applied. */
  readonly isOutcomeUnknown: boolean;
  /** No byte of the request left the gateway. */
  readonly wasNotSent: boolean;
  /** An immediate retry cannot help: the circuit is open, too many calls wait, a proxy refused the call, or the certificate is not trusted. */
  readonly isLasting: boolean;
  /** The key was refused, and had `Bearer ` in front of it. */
  readonly hadBearer: boolean;
  /** It was answered, but not in JSON as all of the API's errors are, so a proxy on the way may have sent it. */
  readonly mayBeOfProxy: boolean;
  /** The answer cannot be decoded, but begins as it should. It may have been damaged on the way. */
  readonly isDamaged: boolean;

  constructor(kind: FailureKind, operation: OperationName, details: FailureDetails = {}) {
    super(details.message ?? `${operation} failed: ${kind}`, { cause: details.cause });
    this.kind = kind;
    this.operation = operation;
    this.status = details.status;
    this.upstreamCode = details.code;
    this.upstreamMessage = details.message;
    this.upstreamDetails = details.details;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.isOutcomeUnknown = details.isOutcomeUnknown ?? false;
    this.wasNotSent = details.wasNotSent ?? false;
    this.isLasting = details.isLasting ?? false;
    this.hadBearer = details.hadBearer ?? false;
    this.mayBeOfProxy = details.mayBeOfProxy ?? false;
    this.isDamaged = details.isDamaged ?? false;
  }

  /** Nothing that an operator must look at: a missing object, or a caller who left. */
  get isUsual(): boolean {
    return this.kind === 'notFound' || this.kind === 'aborted';
  }
}

/** Statuses that proxies send when the API behind them does not answer: 502 to 504, and Cloudflare's own. */
export function isOfGateway(status: number): boolean {
  return (status >= 502 && status <= 504) || (status >= 520 && status <= 527) || status === 530;
}

const SAYS_NOT_FOUND = /not[\s_-]*found|does(?: not|n't) exist/i;
/** Here "not found" is about the key, its account or a field of the request, not about the object. */
const SAYS_ELSE =
  /(?<![a-z])(?:key|token|credential|account|user|permission|field|parameter)s?[\s_-]+(?:is |was )?not[\s_-]*found|not[\s_-]*found in (?:the )?(?:request|body|query)/i;

/**
 * Whether the failure means that the object does not exist. Several families declare no 404 and
 * answer 400 or 403 with a code or message that says so.
 */
export function isNotFound(failure: unknown): boolean {
  if (!(failure instanceof UpstreamFailure)) return false;
  if (failure.kind === 'notFound') return true;
  if ((failure.kind !== 'badRequest' && failure.kind !== 'forbidden') || failure.mayBeOfProxy) return false;
  const words = `${failure.upstreamCode ?? ''} ${failure.upstreamMessage ?? ''}`;
  return SAYS_NOT_FOUND.test(words) && !SAYS_ELSE.test(words);
}

/** Whether the operation has used up what it may read, so further calls are refused, too. */
export function isOutOfCalls(failure: unknown): boolean {
  return failure instanceof UpstreamFailure && failure.kind === 'budgetExceeded';
}

/** The answer of `read`, or null if the upstream says that the object does not exist. */
export function nullIfNotFound<Value>(read: Promise<Value>): Promise<Value | null> {
  return read.catch((failure: unknown) => {
    if (isNotFound(failure)) return null;
    throw failure;
  });
}
