import { createGraphQLError, type Plugin } from 'graphql-yoga';
import { requestIdOf } from './request-id.ts';
import { isOperatorPath } from './use-operator-endpoints.ts';

const RETRY_AFTER_SECONDS = 1;

/**
 * Turns requests away before anything is read of them, while the process cannot keep up; operations over a WebSocket, which are
 * no requests, before anything of them runs. Health and metrics still answer.
 */
export function useLoadShedding(isOverloaded: () => boolean, onShed: () => void): Plugin {
  const refuse = (request: Request) => {
    onShed();
    const message = 'The gateway has more to do than it can. Try again in a moment.';
    const extensions = { code: 'OVERLOADED', requestId: requestIdOf(request), retryable: true };
    return { errors: [createGraphQLError(message, { extensions })] };
  };
  return {
    onRequest({ request, url, endResponse, fetchAPI }) {
      if (!isOverloaded() || isOperatorPath(url.pathname)) return;
      const headers = { 'retry-after': String(RETRY_AFTER_SECONDS) };
      endResponse(fetchAPI.Response.json(refuse(request), { status: 503, headers }));
    },
    onParams({ request, setResult }) {
      if (isOverloaded()) setResult(refuse(request));
    },
  };
}
