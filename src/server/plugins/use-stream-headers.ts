import type { Plugin } from 'graphql-yoga';
import { mediaTypesOf } from '../media-type.ts';

const STREAMED = ['text/event-stream', 'multipart/mixed'];

/**
 * Tells proxies to pass the parts of a streamed response on as they come. nginx collects a response before it passes it on,
 * unless `X-Accel-Buffering` says no; others would compress it, and hold back parts that are too short to be worth it.
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
