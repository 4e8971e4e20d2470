import type { GraphiQLOptions } from 'graphql-yoga';

/** GraphiQL from this package alone, without any outside request. Loaded when a browser first asks: it takes 45 MB of memory. */
export async function renderGraphiQL(options?: GraphiQLOptions): Promise<BodyInit> {
  const { renderGraphiQL: render } = await import('@graphql-yoga/render-graphiql');
  return render(options);
}

/**
 * How GraphiQL opens: ready queries in tabs, and the header editor waiting for a key, which is not stored.
 * Without a demo key the header is there and empty, so that nothing is sent upstream until a key is pasted.
 */
export function graphiqlOptions(demoKey: string | undefined): GraphiQLOptions {
  const headers = JSON.stringify({ Authorization: demoKey ?? '', 'x-upstream-trace': '1' }, null, 2);
  return {
    title: 'Pixxel GraphQL gateway',
    isHeadersEditorEnabled: true,
    defaultEditorToolsVisibility: 'headers',
    shouldPersistHeaders: false,
    defaultHeaders: headers,
    defaultTabs: READY_QUERIES.map((query) => ({ query, headers })),
  };
}

/** What the tabs hold. */
export const READY_QUERIES = [
  `# From projects down to what was made of their AOIs, and to the jobs of their workflows.
query Spine {
  projects(first: 2) {
    nodes {
      title
      aois(first: 2) {
        nodes {
          name
          state
          assets(first: 2) { nodes { name date } }
          visualizations(first: 2) { nodes { indexName state } }
          insights(first: 2) { nodes { name state } }
        }
      }
      workflows(first: 1) {
        nodes {
          name
          jobs(first: 2) {
            nodes {
              state
              tasks { name state block { title } }
            }
          }
        }
      }
    }
  }
}
`,
  `# One page of AOIs with their assets. For the next page, give endCursor as $after.
query AoisWithAssets($first: Int = 5, $after: String) {
  aois(first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      name
      state
      areaInSqM
      satellite { name }
      assets(first: 20) { nodes { name assetType date state } }
    }
  }
}
`,
  `# Workflows with the jobs that are running now.
query RunningJobs {
  workflows(first: 5) {
    nodes {
      name
      project { title }
      jobs(filter: { states: [PENDING, RUNNING] }) {
        nodes {
          progress
          createdAt
          tasks { name state progress dependsOn }
        }
      }
    }
  }
}
`,
];
