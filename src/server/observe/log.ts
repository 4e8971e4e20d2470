import type { Logger } from 'pino';
import type { EndedCall } from '../../upstream/http/call-record.ts';
import { TlsFailure } from '../../upstream/http/tls-failure.ts';
import type { OperationReport } from './operation-report.ts';

/** The caller chooses the operation's name, which could be long. */
const LONGEST_NAME = 100;
/** Enough of the hash to tell credentials apart in a log. */
const HASH_CHARS = 12;

/** Writes one line for a finished operation. */
export function logOperation(log: Logger, report: OperationReport): void {
  const { requestId, name, type, durationMs, upstreamCalls, codes, credential } = report;
  log.info(
    {
      requestId,
      operation: name?.slice(0, LONGEST_NAME),
      type,
      durationMs: Math.round(durationMs * 10) / 10,
      upstreamCalls,
      codes,
      credential: shortHash(credential),
    },
    'operation',
  );
}

/** More failed calls of one operation say nothing new: bad ids, or a key that is refused, can fail hundreds. */
const LINES_OF_ONE = 10;

/** Writes one line for a failed upstream call. A missing object or a disconnected caller is not a failure. */
export function logFailingCall(
  log: Logger,
  { call, failure, failures, isRetried, requestId, credential }: EndedCall,
): void {
  if (!failure) return;
  const level = failure.isUsual || failures > LINES_OF_ONE ? 'debug' : 'warn';
  log[level](
    {
      requestId,
      upstream: call.operation,
      kind: failure.kind,
      status: call.status,
      durationMs: Math.round(call.durationMs ?? 0),
      isRetried,
      // Codes of Node and undici (ECONNREFUSED, UND_ERR_SOCKET). Their messages can contain addresses; the codes cannot.
      cause: causeCodeOf(failure.cause),
      // It names the host and what helps, and nothing else.
      reason: failure.cause instanceof TlsFailure ? failure.cause.message : undefined,
      credential: shortHash(credential),
    },
    'upstream call failed',
  );
}

/** Writes an unexpected error with its stack: it is the gateway's own fault. */
export function logUnforeseen(log: Logger, error: unknown, requestId: string | undefined): void {
  log.error({ requestId, err: error }, 'unforeseen error');
}

function shortHash(credential: string): string | undefined {
  return credential === '' ? undefined : credential.slice(0, HASH_CHARS);
}

function causeCodeOf(cause: unknown): string | undefined {
  if (cause instanceof TlsFailure) return cause.reasonCode;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
}
