import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/** Answers requests with `handle`, but for those whose Host header can stand in no address: `handle` could not read them. */
export function listenerOf(
  handle: (request: IncomingMessage, response: ServerResponse) => unknown,
): RequestListener<typeof IncomingMessage, typeof ServerResponse> {
  return (request, response) => {
    if (URL.canParse(`http://${request.headers.host ?? 'localhost'}/`)) return void handle(request, response);
    const errors = [{ message: 'The Host header is malformed.', extensions: { code: 'BAD_REQUEST' } }];
    response.writeHead(400, { 'content-type': 'application/json', 'cache-control': 'private, no-store' });
    response.end(JSON.stringify({ errors }));
  };
}
