import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { GraphiQLOptions } from 'graphql-yoga';

/** GraphiQL from this package alone, without any outside request. */
export { renderGraphiQL };

const headers = (key: string) => JSON.stringify({ Authorization: key, 'x-upstream-trace': '1' }, null, 2);

/** How GraphiQL opens: ready queries in tabs, and the header editor waiting for a key, which is not stored. */
export function graphiqlOptions(demoKey: string | undefined): GraphiQLOptions {
  const editorHeaders = headers(demoKey ?? 'your Pixxel API key');
  return {
    title: 'Pixxel GraphQL gateway',
    isHeadersEditorEnabled: true,
    defaultEditorToolsVisibility: 'headers',
    shouldPersistHeaders: false,
    defaultHeaders: editorHeaders,
    defaultTabs: [SPINE, AOIS_WITH_ASSETS, WORKFLOW_JOBS].map((query) => ({ query, headers: editorHeaders })),
  };
}

const SPINE = `# From a project down to its AOIs, workflows and their jobs.
query Spine {
  projects(first: 3) {
    nodes {
      title
      aois(first: 3) {
        nodes { name state progress satellite { name } }
      }
    }
  }
}
`;

const AOIS_WITH_ASSETS = `# One page of AOIs.
query AoisWithAssets($first: Int = 5) {
  aois(first: $first) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { name areaInSqM project { title } }
  }
}
`;

const WORKFLOW_JOBS = `query Satellites {
  satellites { name bands { name wavelengthInNm } }
}
`;
