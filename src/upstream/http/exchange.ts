import { type Dispatcher, errors } from 'undici';
import { UpstreamFailure } from '../failure.ts';
import type { Call } from './call.ts';
import { Stopped } from './deadline.ts';

/** One response of the upstream, whatever its status. */
export interface UpstreamResponse {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/**
 * Sends the request of a call and collects the whole response. Redirects are not followed and nothing is tried again.
 * Written on `dispatch`, undici's lowest layer: a stream per answer costs more than everything else here.
 * @param prefix of every path, where the API's address has one
 * @throws UpstreamFailure when there is no whole response, or when the call's signal stops it
 */
export function exchange(dispatcher: Dispatcher, prefix: string, call: Call): Promise<UpstreamResponse> {
  const { request, signal } = call;
  return new Promise((resolve, reject) => {
    let wasSent = false;
    let status = 0;
    let responseHeaders: UpstreamResponse['headers'] = {};
    const chunks: Buffer[] = [];
    let controller: Dispatcher.DispatchController | undefined;
    // A request can wait long for a free socket: until it is on one there is nothing to abort but the waiting.
    const stop = () => (controller ? controller.abort(reasonOf(signal)) : reject(stopped(call, false)));
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });

    dispatcher.dispatch(
      { method: request.method, path: prefix + request.path, headers: headersOf(call), body: request.body },
      {
        onRequestStart(started) {
          controller = started;
          if (signal.aborted) return stop();
          wasSent = true;
        },
        onResponseStart(_controller, statusCode, headers) {
          // An informational response (103, say) comes before the real one.
          if (statusCode < 200) return;
          status = statusCode;
          responseHeaders = headers;
        },
        onResponseData(_controller, chunk) {
          chunks.push(chunk);
        },
        onResponseEnd() {
          signal.removeEventListener('abort', stop);
          resolve({ status, headers: responseHeaders, body: joined(chunks) });
        },
        onResponseError(_controller, error) {
          signal.removeEventListener('abort', stop);
          reject(signal.aborted ? stopped(call, wasSent) : broken(call, error, wasSent));
        },
      },
    );
  });
}

function headersOf({ caller, request, traceHeaders }: Call): Record<string, string> {
  const headers: Record<string, string> = {
    accept: '*/*',
    'accept-encoding': 'identity',
    'x-request-id': caller.requestId,
  };
  if (caller.authorization !== undefined) headers.authorization = caller.authorization;
  if (request.body !== null) headers['content-type'] = 'application/json';
  return traceHeaders ? Object.assign(headers, traceHeaders) : headers;
}

function joined(chunks: Buffer[]): Buffer {
  const [only] = chunks;
  return chunks.length === 1 && only ? only : Buffer.concat(chunks);
}

function reasonOf(signal: AbortSignal): Stopped {
  return signal.reason instanceof Stopped ? signal.reason : new Stopped('aborted');
}

function stopped({ name, isWrite, signal }: Call, wasSent: boolean): UpstreamFailure {
  return new UpstreamFailure(reasonOf(signal).kind, name, { isOutcomeUnknown: wasSent && isWrite });
}

function broken({ name, isWrite }: Call, error: Error, wasSent: boolean): UpstreamFailure {
  const isOutcomeUnknown = wasSent && isWrite;
  if (error instanceof errors.ResponseExceededMaxSizeError) {
    return new UpstreamFailure('invalidAnswer', name, {
      message: 'The answer is larger than allowed.',
      isOutcomeUnknown,
    });
  }
  const isTimeout =
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError ||
    error instanceof errors.ConnectTimeoutError;
  return new UpstreamFailure(isTimeout ? 'timeout' : 'unavailable', name, { isOutcomeUnknown, cause: error });
}
