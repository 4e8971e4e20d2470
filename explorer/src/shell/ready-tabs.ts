/** The tabs of a page that is opened for the first time. */
export const READY_TABS = [
  {
    query: `# Areas of interest with their outlines: run it, then open the Map.
query Aois {
  aois(first: 20) {
    totalCount
    nodes {
      id
      name
      state
      progress
      areaInSqM
      geometry
      project { title }
      satellite { name }
    }
  }
}
`,
  },
  {
    query: `# From projects down to the jobs of their workflows: Calls shows how few REST calls it takes.
query ProjectsInDepth {
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
  },
  {
    query: `# Jobs that are running now, with their tasks: Progress shows them as bars.
query RunningJobs {
  workflows(first: 5) {
    nodes {
      name
      project { title }
      jobs(filter: { states: [PENDING, RUNNING] }) {
        nodes {
          id
          state
          progress
          createdAt
          tasks { name state progress dependsOn }
        }
      }
    }
  }
}
`,
  },
];
