import { type Dispatcher, errors } from 'undici';
import { UpstreamFailure } from '../failure.ts';
import type { Call } from './call.ts';
import type { Stopped } from './deadline.ts';
import { TlsFailure } from './tls-failure.ts';
import type { Transport } from './transport.ts';

/** One response of the upstream, whatever its status. */
export interface UpstreamResponse {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** Chunks are joined so many at a time: those of a few bytes would take a hundred times as much memory. */
const JOINED_AT_ONCE = 1024;

/**
 * Sends a call's request and collects the whole response. Does not follow redirects or retry.
 * Uses `dispatch`, undici's lowest layer: a stream per answer would cost more than everything else here.
 * @param acceptEncoding value of the `accept-encoding` header
 * @param received notified of each chunk of the body; may pause the body, and returns a failure if it must not go on
 * @throws UpstreamFailure if the response is incomplete, or if the call is stopped
 */
export function exchange(
  transport: Transport,
  acceptEncoding: string,
  call: Call,
  received: (bytes: number, flow: Dispatcher.DispatchController) => UpstreamFailure | undefined,
): Promise<UpstreamResponse> {
  return new Promise((resolve, reject) => {
    let wasSent = false;
    let status = 0;
    let responseHeaders: UpstreamResponse['headers'] = {};
    const chunks: Buffer[] = [];
    /** Chunks at the beginning that are joined ones. */
    let whole = 0;
    let controller: Dispatcher.DispatchController | undefined;
    // A request can wait long for a free socket. Until it has one, only the waiting is cancelled.
    const stop = (reason: Stopped) => (controller ? controller.abort(reason) : reject(stopped(call, reason, false)));
    if (call.stopped) return stop(call.stopped);
    call.onStop = stop;

    transport.dispatch(call, headersOf(call, acceptEncoding), {
      onRequestStart(started) {
        controller = started;
        if (call.stopped) return stop(call.stopped);
        wasSent = true;
      },
      onResponseStart(_controller, statusCode, headers) {
        // An informational response, such as 103, precedes the real one.
        if (statusCode < 200) return;
        status = statusCode;
        responseHeaders = headers;
      },
      onResponseData(flow, chunk) {
        chunks.push(chunk);
        if (chunks.length - whole >= JOINED_AT_ONCE) whole = chunks.push(Buffer.concat(chunks.splice(whole)));
        const tooMuch = received(chunk.length, flow);
        if (tooMuch) flow.abort(tooMuch);
      },
      onResponseEnd() {
        call.onStop = undefined;
        resolve({ status, headers: responseHeaders, body: joined(chunks) });
      },
      onResponseError(_controller, error) {
        call.onStop = undefined;
        reject(call.stopped ? stopped(call, call.stopped, wasSent) : broken(call, error, wasSent));
      },
    });
  });
}

function headersOf({ caller, request, traceHeaders }: Call, acceptEncoding: string): Record<string, string> {
  const headers: Record<string, string> = {
    accept: '*/*',
    'accept-encoding': acceptEncoding,
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

function stopped({ name, isWrite }: Call, { kind }: Stopped, wasSent: boolean): UpstreamFailure {
  return new UpstreamFailure(kind, name, {
    isOutcomeUnknown: wasSent && isWrite,
    wasNotSent: !wasSent,
  });
}

/** @param wasOnConnection whether the request had a connection, so at least one byte of it may have been sent */
function broken({ name, isWrite }: Call, error: Error, wasOnConnection: boolean): UpstreamFailure {
  if (error instanceof UpstreamFailure) return error;
  // undici's code for a proxy that requires a password (407). Such a proxy has forwarded nothing.
  const wasSent = wasOnConnection && !(error instanceof errors.InvalidArgumentError);
  const sent = { isOutcomeUnknown: wasSent && isWrite, wasNotSent: !wasSent, cause: error };
  if (error instanceof errors.ResponseExceededMaxSizeError) {
    return new UpstreamFailure('invalidAnswer', name, { message: 'The answer is larger than allowed.', ...sent });
  }
  if (error instanceof TlsFailure) {
    const { summary: message, isLasting } = error;
    return new UpstreamFailure('unavailable', name, { message, isLasting, ...sent });
  }
  const isTimeout =
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError ||
    error instanceof errors.ConnectTimeoutError;
  return new UpstreamFailure(isTimeout ? 'timeout' : 'unavailable', name, sent);
}
