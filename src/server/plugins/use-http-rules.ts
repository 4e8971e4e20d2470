import type { Plugin } from 'graphql-yoga';
import { isExplorerFile } from '../doors/explorer.ts';
import { mediaTypesOf } from '../media-type.ts';
import { REQUEST_ID_HEADER, requestIdOf } from './request-id.ts';

const JSON_TYPE = 'application/json';
const PLAIN_JSON = /^application\/json(?:;|$)/;

/**
 * The rules of the HTTP layer: a POST must be application/json, so that no web page can send one without asking first; no
 * answer may be kept by a cache that other callers share; every answer names its request.
 */
export function useHttpRules(): Plugin {
  return {
    onRequest({ request, endResponse, fetchAPI }) {
      if (request.method !== 'POST') return;
      const contentType = request.headers.get('content-type');
      if (mediaTypesOf(contentType)[0]?.type === JSON_TYPE) {
        // Yoga compares it by its letters, and so misses other spellings.
        if (!contentType || !PLAIN_JSON.test(contentType)) request.headers.set('content-type', JSON_TYPE);
        return;
      }
      const message = 'POST takes a body of type application/json.';
      endResponse(
        fetchAPI.Response.json(
          { errors: [{ message, extensions: { code: 'UNSUPPORTED_MEDIA_TYPE', requestId: requestIdOf(request) } }] },
          { status: 415 },
        ),
      );
    },
    onResponse({ request, response }) {
      response.headers.set(REQUEST_ID_HEADER, requestIdOf(request));
      // The explorer's files are the same for everybody, and say themselves how long they are kept.
      if (isExplorerFile(new URL(request.url).pathname)) return;
      response.headers.set('cache-control', 'private, no-store');
      response.headers.append('vary', 'Authorization');
    },
  };
}
