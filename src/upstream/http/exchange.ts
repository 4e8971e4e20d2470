import { type Dispatcher, errors } from 'undici';
import type { Operation } from '../../contract/operation.ts';
import type { OperationName } from '../../contract/operations.ts';
import { UpstreamFailure } from '../failure.ts';
import { Stopped } from './deadline.ts';
import type { UpstreamRequest } from './request.ts';

/** One answer of the upstream, whatever its status. */
export interface Exchange {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/**
 * Sends one request on the pool and collects its whole answer. Nothing is followed and nothing is tried again.
 * Written on `dispatch`, undici's lowest layer: a stream per answer costs more than all else on this road.
 * @throws UpstreamFailure when there is no whole answer, or when `signal` stops it.
 */
export function exchange(
  dispatcher: Dispatcher,
  name: OperationName,
  operation: Operation,
  request: UpstreamRequest,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    let wasSent = false;
    let status = 0;
    let answerHeaders: Exchange['headers'] = {};
    const chunks: Buffer[] = [];
    let controller: Dispatcher.DispatchController | undefined;
    // A request can wait long for a free socket: until it is on one there is nothing to abort but the waiting.
    const stop = () => (controller ? controller.abort(reasonOf(signal)) : reject(stoppedExchange(false)));
    const stoppedExchange = (sent: boolean) =>
      new UpstreamFailure(reasonOf(signal).kind, name, { isFateUnknown: sent && operation.access === 'write' });
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });

    dispatcher.dispatch(
      { method: request.method, path: request.path, headers, body: request.body },
      {
        onRequestStart(started) {
          controller = started;
          if (signal.aborted) return stop();
          wasSent = true;
        },
        onResponseStart(_controller, statusCode, responseHeaders) {
          // An informational answer (103, say) comes before the real one.
          if (statusCode < 200) return;
          status = statusCode;
          answerHeaders = responseHeaders;
        },
        onResponseData(_controller, chunk) {
          chunks.push(chunk);
        },
        onResponseEnd() {
          signal.removeEventListener('abort', stop);
          resolve({ status, headers: answerHeaders, body: joined(chunks) });
        },
        onResponseError(_controller, error) {
          signal.removeEventListener('abort', stop);
          reject(signal.aborted ? stoppedExchange(wasSent) : brokenExchange(name, operation, error, wasSent));
        },
      },
    );
  });
}

function joined(chunks: Buffer[]): Buffer {
  const [only] = chunks;
  return chunks.length === 1 && only ? only : Buffer.concat(chunks);
}

function reasonOf(signal: AbortSignal): Stopped {
  return signal.reason instanceof Stopped ? signal.reason : new Stopped('aborted');
}

function brokenExchange(name: OperationName, operation: Operation, error: Error, wasSent: boolean): UpstreamFailure {
  const isFateUnknown = operation.access === 'write' && wasSent;
  if (error instanceof errors.ResponseExceededMaxSizeError) {
    return new UpstreamFailure('invalidAnswer', name, { message: 'The answer is larger than allowed.', isFateUnknown });
  }
  const isTimeout =
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError ||
    error instanceof errors.ConnectTimeoutError;
  return new UpstreamFailure(isTimeout ? 'timeout' : 'unavailable', name, { isFateUnknown, cause: error });
}
