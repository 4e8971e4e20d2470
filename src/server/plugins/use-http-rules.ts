import type { OutgoingHttpHeaders } from 'node:http';
import type { Plugin } from 'graphql-yoga';
import { type CorsRules, corsHeadersFor } from '../cors.ts';
import { isExplorerFile } from '../doors/explorer.ts';
import { refusal } from '../errors/refusal.ts';
import { mediaTypesOf } from '../media-type.ts';
import { REQUEST_ID_HEADER, requestIdOf } from './request-id.ts';

const JSON_TYPE = 'application/json';

/** No shared cache stores an answer, or gives it to another caller. */
const CACHE_CONTROL = 'private, no-store';
/** An answer is for one API key. */
const VARY = 'Authorization';

/** Sets the headers that say who may store and read an answer which Yoga does not write. @param origin the request's Origin header */
export function setRules(headers: OutgoingHttpHeaders, origin: string | undefined, cors: CorsRules | false): void {
  headers['cache-control'] = CACHE_CONTROL;
  headers.vary = VARY;
  if (origin === undefined || !cors) return;
  const { vary, ...others } = corsHeadersFor(origin, cors);
  Object.assign(headers, others, vary && { vary: `${vary}, ${VARY}` });
}

/**
 * The rules of the HTTP layer: a POST must be application/json, which pages of other sites cannot send without a preflight;
 * shared caches may not store answers; every answer has its request id.
 */
export function useHttpRules(): Plugin {
  return {
    // Yoga compares the type as a string, and misses other spellings.
    onRequest({ request }) {
      if (isJson(request) && !isPlainJson(request)) request.headers.set('content-type', JSON_TYPE);
    },
    onRequestParse({ request }) {
      if (request.method === 'POST' && !isJson(request)) throw refusal('UNSUPPORTED_MEDIA_TYPE');
    },
    onResponse({ request, response }) {
      response.headers.set(REQUEST_ID_HEADER, requestIdOf(request));
      // The explorer's files are the same for everyone, and set their own cache time.
      if (isExplorerFile(new URL(request.url).pathname)) return;
      response.headers.set('cache-control', CACHE_CONTROL);
      response.headers.append('vary', VARY);
    },
  };
}

function isPlainJson({ headers }: Request): boolean {
  return /^application\/json(?:;|$)/.test(headers.get('content-type') ?? '');
}

function isJson(request: Request): boolean {
  return isPlainJson(request) || mediaTypesOf(request.headers.get('content-type'))[0]?.type === JSON_TYPE;
}
