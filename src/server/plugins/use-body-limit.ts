import { createGraphQLError, type Plugin } from 'graphql-yoga';

/**
 * Refuses bodies over `maxBytes`. A declared length is enough: the HTTP parser holds a body to it. Only a body without one is
 * counted as it comes; Yoga's own limit counts every body through a stream, which costs a third of a small query.
 */
export function useBodyLimit(maxBytes: number): Plugin {
  return {
    onRequestParse({ request, requestParser, setRequestParser, fetchAPI }) {
      const declared = request.headers.get('content-length');
      if (declared !== null) {
        if (!/^\d+$/.test(declared)) throw refused('Content-Length is no number.', 'BAD_REQUEST', 400);
        if (Number(declared) > maxBytes) throw tooLarge();
      } else if (requestParser && request.body) {
        const { body, url, method, headers, signal } = request;
        setRequestParser(async () => {
          const text = await textWithin(body, maxBytes);
          return requestParser(new fetchAPI.Request(url, { method, headers, signal, body: text }));
        });
      }
    },
  };
}

/** Times the limit that a body is read at most. */
const READ_AT_MOST = 10;

async function textWithin(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes <= maxBytes) chunks.push(chunk);
    // What is a little too long is read to its end, so that its sender hears why it is refused before the connection goes.
    else if (bytes > READ_AT_MOST * maxBytes) throw tooLarge();
  }
  if (bytes > maxBytes) throw tooLarge();
  return Buffer.concat(chunks).toString('utf8');
}

function tooLarge() {
  return refused('The body is too large.', 'REQUEST_ENTITY_TOO_LARGE', 413);
}

function refused(message: string, code: string, status: number) {
  return createGraphQLError(message, { extensions: { code, http: { status } } });
}
