import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { nextTurn } from '../../scheduling/turns.ts';
import { refusal } from '../errors/refusal.ts';
import { type RefusalParts, refuse } from './refuse.ts';

/** `.` and `..` as a segment of a path, plain or percent-encoded. A proxy that matches prefixes reads them in its own way. */
const DOT_SEGMENT = /[/\\](?:\.|%2e){1,2}(?:[/\\?#]|$)/i;

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

/**
 * Answers a request that is pipelined behind others when these are answered: thousands can arrive in one piece, and Node tells only
 * the response that is being written when the connection closes.
 */
function handlePipelined(request: IncomingMessage, response: ServerResponse, handle: Handle): void {
  response.once('socket', async () => {
    await nextTurn(request.socket);
    if (!request.socket.destroyed) void handle(request, response);
  });
}

function faultOf({ url = '', headers: { host = 'localhost' } }: IncomingMessage): string | undefined {
  if (!URL.canParse(`http://${host}/`)) return 'The Host header is malformed.';
  const [path = ''] = url.split('?', 1);
  return DOT_SEGMENT.test(path) ? 'The path must not contain . or .. segments.' : undefined;
}
