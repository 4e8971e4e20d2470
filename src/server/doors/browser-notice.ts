import type { Plugin } from 'graphql-yoga';

/**
 * Tells people who open the gateway in a browser where they are, at addresses without a page: `/`, and `/graphql` if the
 * explorer is off.
 */
export function useBrowserNotice(hasExplorer: boolean): Plugin {
  return {
    onRequest({ request, url, endResponse, fetchAPI: { Response } }) {
      const isForPeople = request.method === 'GET' && request.headers.get('accept')?.includes('text/html');
      if (!isForPeople || url.searchParams.has('query')) return;
      const text = noticeOf(url.pathname, hasExplorer);
      if (text) endResponse(new Response(`${text}\n`, NOT_FOUND));
    },
  };
}

const NOT_FOUND = { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' } };

function noticeOf(path: string, hasExplorer: boolean): string | undefined {
  if (path === '/') {
    return hasExplorer
      ? 'The explorer of this GraphQL API is at /graphql.'
      : 'This GraphQL API is at /graphql. Send queries to it by POST.';
  }
  if (path !== '/graphql' || hasExplorer) return undefined;
  return 'This is a GraphQL API. Send queries to this address by POST. The page for browsers is off here: in production, the setting GRAPHIQL turns it on.';
}
