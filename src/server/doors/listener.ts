import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/** `.` and `..` as a segment of a path, plain or percent-encoded. A proxy that matches prefixes reads them in its own way. */
const DOT_SEGMENT = /[/\\](?:\.|%2e){1,2}(?:[/\\?#]|$)/i;

/**
 * Answers requests with `handle`, except those that it must not see: with a Host header that is not valid in an address, or with
 * a path that means another one, such as `/graphql/../metrics`.
 */
export function listenerOf(
  handle: (request: IncomingMessage, response: ServerResponse) => unknown,
): RequestListener<typeof IncomingMessage, typeof ServerResponse> {
  return (request, response) => {
    const [path = ''] = (request.url ?? '').split('?', 1);
    if (!URL.canParse(`http://${request.headers.host ?? 'localhost'}/`)) {
      refuse(response, 'The Host header is malformed.');
    } else if (DOT_SEGMENT.test(path)) {
      refuse(response, 'The path must not contain . or .. segments.');
    } else {
      void handle(request, response);
    }
  };
}

function refuse(response: ServerResponse, message: string): void {
  response.writeHead(400, { 'content-type': 'application/json', 'cache-control': 'private, no-store' });
  response.end(JSON.stringify({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] }));
}
