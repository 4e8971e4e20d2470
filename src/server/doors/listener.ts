import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { nextTurn } from '../../upstream/http/turns.ts';
import { refusal } from '../errors/refusal.ts';
import { type RefusalParts, refuse } from './refuse.ts';

/** `.` and `..` as a segment of a path, plain or percent-encoded. A proxy that matches prefixes reads them in its own way. */
const DOT_SEGMENT = /[/\\](?:\.|%2e){1,2}(?:[/\\?#]|$)/i;

/**
 * Answers requests with `handle`, except those that it must not see: with a Host header that is not valid in an address, or with
 * a path that means another one, such as `/graphql/../metrics`.
 */
export function listenerOf(
  handle: (request: IncomingMessage, response: ServerResponse) => unknown,
  parts: RefusalParts,
): RequestListener<typeof IncomingMessage, typeof ServerResponse> {
  return (request, response) => {
    const message = faultOf(request);
    if (message === undefined) {
      // Pipelined behind another one: thousands can arrive in one piece, and would all start in this turn of the event loop.
      if (response.socket === null) void nextTurn(request.socket).then(() => handle(request, response));
      else void handle(request, response);
    } else refuse(request, response, refusal('BAD_REQUEST', message, {}), parts);
  };
}

function faultOf({ url = '', headers: { host = 'localhost' } }: IncomingMessage): string | undefined {
  if (!URL.canParse(`http://${host}/`)) return 'The Host header is malformed.';
  const [path = ''] = url.split('?', 1);
  return DOT_SEGMENT.test(path) ? 'The path must not contain . or .. segments.' : undefined;
}
