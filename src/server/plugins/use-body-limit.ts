import type { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { refusal } from '../errors/refusal.ts';

/**
 * Refuses bodies over `maxBytes`. A declared length is trusted, because the HTTP parser enforces it. Only a body without one is
 * counted as it arrives. Yoga's own limit counts every body through a stream, which costs a third of a small query.
 */
export function useBodyLimit(maxBytes: number): Plugin {
  return {
    onRequestParse({ request, requestParser, setRequestParser, fetchAPI }) {
      if (hasFittingLength(request, maxBytes)) return;
      if (requestParser && request.body) {
        const { body, url, method, headers, signal } = request;
        setRequestParser(async () => {
          const text = await textWithin(body, maxBytes);
          return requestParser(new fetchAPI.Request(url, { method, headers, signal, body: text }));
        });
      }
    },
  };
}

/**
 * Receives the body of a request, at most `maxBytes` of it.
 * @throws GraphQLError REQUEST_ENTITY_TOO_LARGE, or BAD_REQUEST if it is incomplete, or its declared length is not a number
 */
export async function receiveBody(request: Request, maxBytes: number): Promise<string> {
  if (!hasFittingLength(request, maxBytes)) return request.body ? textWithin(request.body, maxBytes) : '';
  return request.text().catch(() => {
    throw incomplete();
  });
}

/** Whether a body has a declared length, which is not too large. */
function hasFittingLength({ headers }: Request, maxBytes: number): boolean {
  const declared = headers.get('content-length');
  if (declared === null) return false;
  if (!/^\d+$/.test(declared)) throw refusal('BAD_REQUEST', 'Content-Length is not a number.');
  if (Number(declared) > maxBytes) throw refusal('REQUEST_ENTITY_TOO_LARGE');
  return true;
}

/** The connection has closed, or the chunks are malformed: no fault of the gateway. */
function incomplete(): GraphQLError {
  return refusal('BAD_REQUEST', 'The body is incomplete.');
}

/** Multiple of the limit up to which a body is still read. */
const READ_AT_MOST = 10;

async function textWithin(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += chunk.byteLength;
      if (bytes <= maxBytes) chunks.push(chunk);
      // A slightly larger body is read to its end, so its sender gets the answer before the connection closes.
      else if (bytes > READ_AT_MOST * maxBytes) break;
    }
  } catch {
    throw incomplete();
  }
  if (bytes > maxBytes) throw refusal('REQUEST_ENTITY_TOO_LARGE');
  return Buffer.concat(chunks).toString('utf8');
}
