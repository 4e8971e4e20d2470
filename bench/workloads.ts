import { globalIdOf } from '../src/resolvers/input/global-id.ts';
import type { Store } from '../src/sandbox/world/store.ts';

/** A query. The gateway, Mercurius and the aggregator's route of the same name give the same answer. */
export interface Workload {
  name: string;
  title: string;
  query: string;
  variables: Record<string, string>;
}

/** Six queries of everyday shapes, and one with 5,000 rows; their variables are ids of the given world. */
export function workloadsOf({ aois, workflows }: Store): Workload[] {
  const [aoi] = aois.values();
  const [workflow] = workflows.values();
  if (!aoi || !workflow) throw new Error('the world has no AOI or no workflow');
  return [
    {
      // The projects have 10 to 25 AOIs. With 10 of each, the common call could truncate a project; with 12, it contains all.
      name: 'W1',
      title: '20 projects, up to 12 AOIs of each, satellite name',
      query: '{ projects(first: 20) { nodes { title aois(first: 12) { nodes { name satellite { name } } } } } }',
      variables: {},
    },
    {
      name: 'W2',
      title: 'one AOI',
      query: `query ($id: ID!) {
        aoi(id: $id) {
          id pixxelId name description status progress isFavourite areaInSqM eoBands createdAt
          centroid { longitude latitude }
        }
      }`,
      variables: { id: aoi.aoi_id },
    },
    {
      name: 'W3',
      title: '100 AOIs with geometry, project title, satellite and bands',
      query: '{ aois(first: 100) { nodes { name geometry project { title } satellite { name bands { name } } } } }',
      variables: {},
    },
    {
      name: 'W4',
      title: '50 order items with order, project, bandset, images and their STAC item',
      query: `{
        orderItems(first: 50) {
          nodes {
            name status order { totalAmount } project { title } bandset { name }
            images { itemId item { title cloudCover } }
          }
        }
      }`,
      variables: {},
    },
    {
      name: 'W5',
      title: 'a workflow, 4 jobs with their tasks, its estimate',
      query: `query ($id: ID!) {
        workflow(id: $id) {
          name estimatedCost
          jobs(first: 4) { nodes { pixxelId status progress tasks { name status blockName } } }
        }
      }`,
      variables: { id: globalIdOf('Workflow', { projectId: workflow.project_id, id: workflow.id }) },
    },
    {
      name: 'W6',
      title: '50 AOIs, 12 assets and the visualizations of each',
      query: `{
        aois(first: 50) {
          nodes {
            name
            assets(first: 12) { nodes { name status assetType date } }
            visualizations(first: 10) { nodes { pixxelId status progress } }
          }
        }
      }`,
      variables: {},
    },
    {
      name: 'W7',
      title: '5,000 rows: 25 projects, 200 AOIs of each',
      query:
        '{ projects(first: 25) { nodes { title aois(first: 200) { nodes { pixxelId name progress satellite { name } } } } } }',
      variables: {},
    },
  ];
}
