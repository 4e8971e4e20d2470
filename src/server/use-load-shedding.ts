import type { Plugin } from 'graphql-yoga';
import { requestIdOf } from './use-http-rules.ts';
import { isOperatorPath } from './use-operator-endpoints.ts';

const RETRY_AFTER_SECONDS = 1;

/** Turns requests away before anything is read of them, while the process cannot keep up. Health and metrics still answer. */
export function useLoadShedding(isOverloaded: () => boolean, onShed: () => void): Plugin {
  return {
    onRequest({ request, url, endResponse, fetchAPI }) {
      if (!isOverloaded() || isOperatorPath(url.pathname)) return;
      onShed();
      const message = 'The gateway has more to do than it can. Try again in a moment.';
      endResponse(
        fetchAPI.Response.json(
          {
            errors: [{ message, extensions: { code: 'OVERLOADED', requestId: requestIdOf(request), retryable: true } }],
          },
          { status: 503, headers: { 'retry-after': String(RETRY_AFTER_SECONDS) } },
        ),
      );
    },
  };
}
