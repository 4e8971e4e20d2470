import type { Plugin } from 'graphql-yoga';
import { hasTime, nextTurn } from '../../scheduling/turns.ts';
import { SMALL_BODY_BYTES } from '../admission-room.ts';
import type { Entrance } from './use-admission.ts';

/**
 * Parses large bodies in turns of the event loop, one line for each credential. A body of 1 MiB takes up to 30 ms to parse and
 * as long again to check, so several that arrive together would hold up other callers.
 */
export function useBodyTurns({ credentialOf }: Pick<Entrance, 'credentialOf'>): Plugin {
  return {
    onRequestParse({ request, requestParser, setRequestParser, fetchAPI }) {
      const declaredBytes = Number(request.headers.get('content-length') ?? Number.POSITIVE_INFINITY);
      if (!requestParser || !request.body || declaredBytes <= SMALL_BODY_BYTES) return;
      const credential = credentialOf(request);
      setRequestParser(async (received) => {
        const { url, method, headers, signal } = received;
        const body = await received.text();
        if (!hasTime()) await nextTurn(credential);
        const params = await requestParser(new fetchAPI.Request(url, { method, headers, signal, body }));
        if (!hasTime()) await nextTurn(credential);
        return params;
      });
    },
  };
}
