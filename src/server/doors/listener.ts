import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { nextTurn } from '../../scheduling/turns.ts';
import { refusal } from '../errors/refusal.ts';
import { type RefusalParts, refuse } from './refuse.ts';

/** `.` and `..` as a segment of a path, plain or percent-encoded. A proxy that matches prefixes reads them in its own way. */
const DOT_SEGMENT = /^[^?]*[/\\](?:\.|%2e){1,2}(?:[/\\?#]|$)/i;

type Handle = (request: IncomingMessage, response: ServerResponse) => unknown;

/**
 * Answers requests with `handle`, except those that it must not see: with a Host header that is not valid in an address, or with
 * a path that means another one, such as `/graphql/../metrics`.
 */
export function listenerOf(
  handle: Handle,
  parts: RefusalParts,
): RequestListener<typeof IncomingMessage, typeof ServerResponse> {
  return (request, response) => {
    const message = faultOf(request);
    if (message !== undefined) refuse(request, response, refusal('BAD_REQUEST', message, {}), parts);
    else if (response.socket !== null) void handle(request, response);
    else handlePipelined(request, response, handle);
  };
}

/** Bytes of the pipelined requests that wait on one connection. Past 64 KiB of one body, Node no longer notices that a connection closes. */
const MAX_WAITING_BYTES = 64 * 1024;
/** What a waiting request counts for beside its body. */
const HEAD_BYTES = 1024;

/** Bytes that wait on each connection. */
const waiting = new WeakMap<Socket, number>();

/**
 * Answers a request that is pipelined behind others when these are answered: thousands can arrive in one piece, and Node tells only
 * the response that is being written when the connection closes. Node receives them all, however long the first takes, so a connection
 * on which too many wait is closed.
 */
function handlePipelined(request: IncomingMessage, response: ServerResponse, handle: Handle): void {
  const { socket, headers } = request;
  // A body without a length can be of any.
  const bodyBytes = 'transfer-encoding' in headers ? MAX_WAITING_BYTES : Number(headers['content-length'] ?? 0);
  const bytes = HEAD_BYTES + bodyBytes;
  const all = (waiting.get(socket) ?? 0) + bytes;
  waiting.set(socket, all);
  if (all > MAX_WAITING_BYTES) return void socket.destroy();
  response.once('socket', async () => {
    waiting.set(socket, (waiting.get(socket) ?? 0) - bytes);
    await nextTurn(socket);
    if (!socket.destroyed) void handle(request, response);
  });
}

function faultOf({ url = '', headers: { host = 'localhost' } }: IncomingMessage): string | undefined {
  if (!URL.canParse(`http://${host}/`)) return 'The Host header is malformed.';
  return DOT_SEGMENT.test(url) ? 'The path must not contain . or .. segments.' : undefined;
}
