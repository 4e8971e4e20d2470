import type { Plugin } from 'graphql-yoga';
import { mediaTypesOf } from '../media-type.ts';

const STREAMED = ['text/event-stream', 'multipart/mixed'];

/**
 * Tells proxies to pass on the parts of a streamed response at once. nginx buffers a response
 * unless `X-Accel-Buffering` is `no`. Other proxies would compress it, and hold short parts back.
 */
export function useStreamHeaders(): Plugin {
  return {
    onResponse({ response }) {
      const [mediaType] = mediaTypesOf(response.headers.get('content-type'));
      if (!mediaType || !STREAMED.includes(mediaType.type)) return;
      response.headers.set('x-accel-buffering', 'no');
      response.headers.set('cache-control', 'private, no-store, no-transform');
    },
  };
}
