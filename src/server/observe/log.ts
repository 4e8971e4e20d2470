import type { Logger } from 'pino';
import type { EndedCall } from '../../upstream/http/call-record.ts';
import type { OperationReport } from './operation-report.ts';

/** A caller chooses the name of its operation, and could choose a long one. */
const LONGEST_NAME = 100;
/** Enough of the hash to tell credentials apart in a log. */
const HASH_CHARS = 12;

/** Writes one line for an operation that has ended. */
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

/** Writes one line for an upstream call that gave no value. That a thing is not there, or a caller left, is no trouble. */
export function logFailingCall(log: Logger, { call, failure, isRetried, requestId, credential }: EndedCall): void {
  if (!failure) return;
  const level = failure.kind === 'notFound' || failure.kind === 'aborted' ? 'debug' : 'warn';
  log[level](
    {
      requestId,
      upstream: call.operation,
      kind: failure.kind,
      status: call.status,
      durationMs: Math.round(call.durationMs ?? 0),
      isRetried,
      // Node's and undici's codes (ECONNREFUSED, UND_ERR_SOCKET): their messages can name addresses, these cannot.
      cause: causeCodeOf(failure.cause),
      // Those of a certificate name only hosts, and say what to do.
      reason: failure.isLasting && failure.cause instanceof Error ? failure.cause.message : undefined,
      credential: shortHash(credential),
    },
    'upstream call failed',
  );
}

/** Writes what nobody foresaw, with its stack: it is the gateway's own fault. */
export function logUnforeseen(log: Logger, error: unknown, requestId: string | undefined): void {
  log.error({ requestId, err: error }, 'unforeseen error');
}

function shortHash(credential: string): string | undefined {
  return credential === '' ? undefined : credential.slice(0, HASH_CHARS);
}

function causeCodeOf(cause: unknown): string | undefined {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
}
