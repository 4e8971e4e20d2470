import type { OperationName } from '../../src/contract/operations.ts';
import type { Store } from '../../src/sandbox/world/store.ts';

/** A query, and the exact list of upstream calls that it costs with the reference cache off. */
export interface GoldenCost {
  title: string;
  query: string;
  /** Values from the sandbox's world. */
  variables?: (store: Store) => Record<string, unknown>;
  /** How often each operation of the contract is called. */
  calls: Partial<Record<OperationName, number>>;
  /** The longest chain of calls of which each needs what the one before it brought: the round trips that the caller waits for. */
  depth: number;
}

const first = (records: ReadonlyMap<string, unknown>): string => [...records.keys()][0] ?? '';

/**
 * What every relation costs. The test beside this file runs each query and compares the list whole; `docs/cost.md` is
 * made from it. A relation without a query here fails the test.
 */
export const goldenCosts: Record<string, GoldenCost[]> = {
  'Projects and AOIs': [
    {
      title: 'A page of projects, with their members',
      query: '{ projects(first: 20) { nodes { title membersCount } } }',
      calls: { ListProjects: 1 },
      depth: 1,
    },
    {
      title: 'One project and its members, which only the list knows',
      query: 'query ($project: ID!) { project(id: $project) { title membersCount } }',
      variables: ({ projects }) => ({ project: first(projects) }),
      calls: { GetProjectById: 1, ListProjects: 1 },
      depth: 2,
    },
    {
      title: 'AOIs of 20 projects, with satellite and project',
      query:
        '{ projects(first: 20) { nodes { aois(first: 15) { nodes { name satellite { name } project { title } } } } } }',
      calls: { ListProjects: 1, ListAois: 1, ListSatellites: 1 },
      depth: 2,
    },
    {
      title: 'The same with a total for each project: one call counts where it shows all rows',
      query: '{ projects(first: 5) { nodes { aois(first: 10) { totalCount nodes { name } } } } }',
      calls: { ListProjects: 1, ListAois: 1 },
      depth: 2,
    },
    { title: 'A total alone asks for one row', query: '{ aois { totalCount } }', calls: { ListAois: 1 }, depth: 1 },
    {
      title: 'Ids of related things cost nothing',
      query: '{ aois(first: 50) { nodes { project { id pixxelId } satellite { id __typename } } } }',
      calls: { ListAois: 1 },
      depth: 1,
    },
    {
      title: 'A page of AOIs over all projects, with their projects',
      query: '{ aois(first: 100) { nodes { geometry project { title } satellite { name bands { name } } } } }',
      calls: { ListAois: 1, ListProjects: 1, ListSatellites: 1 },
      depth: 2,
    },
    {
      title: 'One AOI, its project and the archive items of its images',
      query:
        'query ($aoi: ID!) { aoi(id: $aoi) { name project { title } images { item { cloudCover collection { title } } } } }',
      variables: ({ aois }) => ({ aoi: first(aois) }),
      calls: { GetAoiById: 1, GetProjectById: 1, SearchArchive: 1, GetCollectionById: 1 },
      depth: 3,
    },
    {
      title: 'Outlines for a map, with boxes and centres, and how much of each AOI its images cover',
      query:
        '{ aois(first: 20) { geojson nodes { bbox centroid { longitude latitude } images { coverage { percent areaInSqKm } } } } }',
      calls: { ListAois: 1, SearchArchive: 1 },
      depth: 2,
    },
    {
      title: 'AOIs by conditions that the gateway checks: a call for 500 rows',
      query:
        '{ aois(first: 20, filter: { states: [RUNNING], nameContains: "field" }) { totalCount nodes { name state } } }',
      calls: { ListAois: 1 },
      depth: 1,
    },
    {
      title: 'Lists that the gateway filters and counts',
      query: `{
        orders(statuses: [PAID], between: { start: "2025-01-01T00:00:00Z" }) { totalCount }
        orderItems(filter: { areaInSqKm: { min: 150 } }) { totalCount }
        workflows(filter: { createdAt: { end: "2026-01-01T00:00:00Z" } }) { totalCount }
        deliveries(states: [SUCCEEDED]) { totalCount }
        aois(first: 2) { nodes { assets(filter: { types: [MOSAIC] }, newestFirst: true) { nodes { date } } } }
      }`,
      calls: { ListOrders: 1, ListOrderItems: 1, ListWorkflows: 1, ListDeliveries: 1, ListAois: 1, ListAssets: 2 },
      depth: 2,
    },
    {
      title: 'What came last: the newest asset of each AOI, and the newest order item and the box of each project',
      query:
        '{ aois(first: 2) { nodes { latestAsset(type: MOSAIC) { name date } } } projects(first: 20) { nodes { bbox latestOrderItem { name } } } }',
      calls: { ListAois: 2, ListAssets: 2, ListProjects: 1, ListOrderItems: 1 },
      depth: 2,
    },
    {
      title: 'The newest job of a workflow',
      query: '{ workflows(first: 1) { nodes { latestJob(states: [SUCCEEDED]) { finishedAt } } } }',
      calls: { ListWorkflows: 1, ListJobs: 1 },
      depth: 2,
    },
    {
      title: 'A misspelt property finds nothing: the collections tell that none of them lists it',
      query: '{ searchArchive(input: { query: { cloud_cover: { lt: 10 } } }) { nodes { datetime } } }',
      calls: { SearchArchive: 1, ListCollections: 1 },
      depth: 2,
    },
    {
      title: 'The order state of archive images: one catalog search and the order items once, for all of them',
      query: '{ searchArchive(input: {}, first: 100) { nodes { orderState orderedBy { name status } } } }',
      calls: { SearchArchive: 1, SearchCatalogs: 1, ListOrderItems: 1 },
      depth: 3,
    },
    {
      title: 'The satellites of archive images and the AOIs cut from them: one list each',
      query: '{ searchArchive(input: {}, first: 100) { nodes { satellite { name } aois { name } } } }',
      calls: { SearchArchive: 1, ListSatellites: 1, ListAois: 1 },
      depth: 2,
    },
    {
      title: 'Images that cover an AOI, are clear and not ordered yet, each with its price',
      query: `query ($aoi: ID!, $project: ID!) {
        searchArchive(
          input: { aoiId: $aoi }
          refine: { coverage: { minPercent: 80 }, maxCloudCover: 10, orderStates: [NOT_ORDERED] }
          first: 10
        ) {
          pageInfo { hasNextPage stoppedEarly }
          nodes { datetime cloudCover orderState quote(projectId: $project) { finalAmount } }
        }
      }`,
      variables: ({ aois, projects }) => ({ aoi: first(aois), project: first(projects) }),
      calls: { GetAoiById: 1, SearchArchive: 1, SearchCatalogs: 1, ListOrderItems: 1, SubmitOrder: 1 },
      depth: 5,
    },
    {
      title: 'Archive items of the images of many AOIs',
      query: '{ aois(first: 20) { nodes { images { itemId item { cloudCover } } } } }',
      calls: { ListAois: 1, SearchArchive: 1 },
      depth: 2,
    },
  ],
  'Assets, visualizations and indices': [
    {
      title: '5 AOIs with their assets',
      query: '{ aois(first: 5) { nodes { assets(first: 12) { nodes { name aoi { name } } } } } }',
      calls: { ListAois: 1, ListAssets: 5 },
      depth: 2,
    },
    {
      title: 'Assets with the images that they were clipped from',
      query: '{ aois(first: 3) { nodes { assets(first: 50) { nodes { item { cloudCover } } } } } }',
      calls: { ListAois: 1, ListAssets: 3, SearchArchive: 1 },
      depth: 3,
    },
    {
      title: 'Satellites with their collections as the archive describes them',
      query: '{ satellites { collections { collection { title } } } }',
      calls: { ListSatellites: 1, ListCollections: 1 },
      depth: 2,
    },
    {
      title: '5 AOIs with their assets and the visualization of each',
      query:
        '{ aois(first: 5) { nodes { assets(first: 12) { nodes { visualization { state index { name satellite { name } } } } } } } }',
      calls: { ListAois: 1, ListAssets: 5, ListVisualizations: 5, ListIndices: 2, ListSatellites: 1 },
      depth: 4,
    },
    {
      title: '5 AOIs with 12 assets and their visualizations',
      query:
        '{ aois(first: 5) { nodes { assets(first: 12) { nodes { name } } visualizations(first: 10) { nodes { status } } } } }',
      calls: { ListAois: 1, ListAssets: 5, ListVisualizations: 5 },
      depth: 2,
    },
    {
      title: 'Visualizations with what their short rows lack',
      query:
        '{ aois(first: 3) { nodes { visualizations { nodes { expression expressionType indexName rescale dates aoi { name } assets { name } } } } } }',
      calls: { ListAois: 1, ListVisualizations: 3, ListIndices: 2, ListAssets: 3 },
      depth: 3,
    },
    {
      title: 'A visualization drawn and styled',
      query: `query ($aoi: ID!, $visualization: ID!, $date: Date!, $dates: [Date!]!) {
        visualization(aoiId: $aoi, id: $visualization) {
          png(date: $date, mode: DYNAMIC) { sizeInBytes }
          sld(dates: $dates, modes: [DYNAMIC]) { mode }
        }
      }`,
      variables: ({ visualizations }) => {
        const [visualization] = visualizations.values();
        const date = visualization?.assets?.[0]?.date;
        return { aoi: visualization?.aoi_id, visualization: visualization?.id, date, dates: [date] };
      },
      calls: { ListVisualizations: 1, RenderVisualizationPng: 1, RenderVisualizationSld: 1 },
      depth: 2,
    },
    {
      title: 'The newest picture of a visualization, its box and legend, to be laid on a map',
      query: `query ($aoi: ID!, $visualization: ID!) {
        visualization(aoiId: $aoi, id: $visualization) { picture { date bbox image { dataUri } legend { color max } } }
      }`,
      variables: ({ visualizations }) => {
        const [visualization] = visualizations.values();
        return { aoi: visualization?.aoi_id, visualization: visualization?.id };
      },
      calls: {
        ListVisualizations: 1,
        ListAssets: 1,
        ListIndices: 1,
        RenderVisualizationPng: 1,
        RenderVisualizationSld: 1,
      },
      depth: 4,
    },
    {
      title: 'Indices of all satellites: one list',
      query: '{ satellites { name indices(first: 10) { nodes { name } } } }',
      calls: { ListSatellites: 1, ListIndices: 1 },
      depth: 2,
    },
    {
      title: 'Indices with their satellites',
      query: '{ indices { nodes { name satellite { name } } } }',
      calls: { ListIndices: 1, ListSatellites: 1 },
      depth: 1,
    },
    {
      title: 'One index, one satellite',
      query: 'query ($index: ID!, $satellite: ID!) { index(id: $index) { name } satellite(id: $satellite) { name } }',
      variables: ({ indices, satellites }) => ({ index: first(indices), satellite: first(satellites) }),
      calls: { ListIndices: 1, ListSatellites: 1 },
      depth: 1,
    },
  ],
  'Blocks and insights': [
    {
      title: 'Blocks, their versions and collections',
      query: '{ blocks { name versions { version } supportedCollections { title } } }',
      calls: { ListBlocks: 1, ListBlockVersions: 8, ListCollections: 1 },
      depth: 2,
    },
    {
      title: 'The newest version of a block, and one by its number',
      query:
        'query ($name: String!, $version: String!) { newest: block(name: $name) { title } block(name: $name, version: $version) { title } }',
      variables: ({ blocks }) => {
        const [block] = blocks.values();
        return { name: block?.spec.name, version: block?.spec.version };
      },
      calls: { ListBlockVersions: 1, GetBlockVersion: 1 },
      depth: 1,
    },
    {
      title: 'Insights of 5 AOIs',
      query: '{ aois(first: 5) { nodes { insights { nodes { name aoi { name } } } } } }',
      calls: { ListAois: 1, ListInsights: 5 },
      depth: 2,
    },
    {
      title: 'One insight and its AOI',
      query: 'query ($aoi: ID!, $insight: ID!) { insight(aoiId: $aoi, id: $insight) { name aoi { name } } }',
      variables: ({ insights }) => {
        const [insight] = insights.values();
        return { aoi: insight?.aoi_id, insight: insight?.id };
      },
      calls: { ListInsights: 1, GetAoiById: 1 },
      depth: 1,
    },
  ],
  'Workflows and jobs': [
    {
      title: 'Workflows of 20 projects, from the list of all if it is short',
      query: '{ projects(first: 20) { nodes { workflows { nodes { name project { title } } } } } }',
      calls: { ListProjects: 1, ListWorkflows: 1 },
      depth: 2,
    },
    {
      title: 'Running jobs of all workflows, and the jobs of each of 3 projects: one list for each workflow',
      query:
        '{ jobs(filter: { states: [RUNNING] }) { nodes { progress workflow { name } } } projects(first: 3) { nodes { jobs(first: 5) { nodes { state } } } } }',
      calls: { ListWorkflows: 1, ListJobs: 8, ListProjects: 1 },
      depth: 2,
    },
    {
      title: 'Running work: one list each, one for each workflow, and one for each AOI, 50 at a time',
      query:
        '{ underWay { aois { name progress } insights { progress } jobs { progress } orderItems { name status } deliveries { status } } }',
      calls: {
        ListAois: 1,
        ListInsights: 222,
        ListWorkflows: 1,
        ListJobs: 8,
        ListOrderItems: 1,
        ListDeliveries: 1,
      },
      depth: 6,
    },
    {
      title: 'What was spent on images and jobs, by project: one list for each workflow',
      query: '{ spend(by: PROJECT, sources: [ORDER_ITEMS, JOBS]) { tokens groups { project { title } tokens } } }',
      calls: { ListOrderItems: 1, ListWorkflows: 1, ListJobs: 8, ListProjects: 1 },
      depth: 3,
    },
    {
      title: 'Workflows with their estimates',
      query: '{ workflows(first: 3) { nodes { name estimatedCost } } }',
      calls: { ListWorkflows: 1, GetWorkflowEstimate: 3 },
      depth: 2,
    },
    {
      title: 'Workflows with what only their single read has',
      query: '{ workflows(first: 3) { nodes { estimatedCost spec validationErrors { error } } } }',
      calls: { ListWorkflows: 1, GetWorkflowById: 3 },
      depth: 2,
    },
    {
      title: 'A workflow read alone, and what only the list has of it',
      query:
        'query ($project: ID!, $workflow: ID!) { workflow(projectId: $project, id: $workflow) { legacyProjectId } }',
      variables: ({ workflows }) => workflowWithProject(workflows),
      calls: { GetWorkflowById: 1, ListWorkflows: 1 },
      depth: 1,
    },
    {
      title: 'A workflow whose project is known, its jobs and its estimate',
      query:
        'query ($project: ID!, $workflow: ID!) { workflow(projectId: $project, id: $workflow) { estimatedCost jobs { nodes { state } } } }',
      variables: ({ workflows }) => workflowWithProject(workflows),
      calls: { GetWorkflowById: 1, ListJobs: 1 },
      depth: 1,
    },
    {
      title: 'The same with the tasks of 4 jobs',
      query:
        'query ($project: ID!, $workflow: ID!) { workflow(projectId: $project, id: $workflow) { estimatedCost jobs(first: 4) { nodes { tasks { name } } } } }',
      variables: ({ workflows }) => workflowWithProject(workflows),
      calls: { GetWorkflowById: 1, ListJobs: 1, GetJobById: 4 },
      depth: 2,
    },
    {
      title: 'What only a job read alone has, and the way back up',
      query: `query ($project: ID!, $workflow: ID!) {
        workflow(projectId: $project, id: $workflow) {
          jobs(first: 1) {
            nodes {
              spec execCreatedAt execUpdatedAt validationErrors { error } workflow { name }
              tasks { name job { state } block { title } }
            }
          }
        }
      }`,
      variables: ({ workflows }) => workflowWithProject(workflows),
      calls: { GetWorkflowById: 1, ListJobs: 1, GetJobById: 1, ListBlocks: 1 },
      depth: 3,
    },
    {
      title: 'A workflow whose project the gateway must find',
      query: 'query ($workflow: ID!) { workflow(id: $workflow) { name project { title } } }',
      variables: ({ workflows }) => ({ workflow: first(workflows) }),
      calls: { ListWorkflows: 1, GetProjectById: 1 },
      depth: 2,
    },
    {
      title: 'One job',
      query: 'query ($workflow: ID!, $job: ID!) { job(workflowId: $workflow, id: $job) { state workflow { name } } }',
      variables: ({ jobs }) => {
        const [job] = jobs.values();
        return { workflow: job?.workflow_id, job: job?.id };
      },
      calls: { GetJobById: 1, ListWorkflows: 1 },
      depth: 1,
    },
  ],
  'Order desk': [
    {
      title: '50 order items with all that they lead to',
      query:
        '{ orderItems(first: 50) { nodes { order { totalAmount } project { title } bandset { name } images { item { cloudCover } } } } }',
      calls: { ListOrderItems: 1, ListOrders: 1, ListProjects: 1, ListBandsets: 1, SearchArchive: 1 },
      depth: 2,
    },
    {
      title: 'Order items with their catalog entries and deliveries',
      query:
        '{ orderItems(first: 20) { nodes { catalogEntries(first: 10) { nodes { areaInSqKm } } deliveries { status } } } }',
      calls: { ListOrderItems: 1, SearchCatalogs: 1, ListDeliveries: 1 },
      depth: 2,
    },
    {
      title: 'One order item with all that it leads to',
      query: `query ($item: ID!) {
        orderItem(id: $item) {
          tasks { state deliveries { status } orderItem { name } }
          catalogEntries { nodes { areaInSqKm } } deliveries { status }
          cloudDelivery { store { name } } uplifts { item { title } }
        }
      }`,
      variables: ({ orderItems }) => ({ item: first(orderItems) }),
      calls: { GetOrderItemById: 1, ListDeliveries: 2, SearchCatalogs: 1, ListStores: 1, SearchArchive: 1 },
      depth: 2,
    },
    {
      title: 'Orders with their items: nothing more',
      query: '{ orders(first: 10) { nodes { totalAmount items { name } } } }',
      calls: { ListOrders: 1 },
      depth: 1,
    },
    {
      title: 'Orders with the tasks of their items: one list for all',
      query:
        '{ orders(first: 10) { nodes { items { progress tasks { state deliveries { status } } validationErrors { field } } } } }',
      calls: { ListOrders: 1, ListOrderItems: 1, ListDeliveries: 1 },
      depth: 3,
    },
    {
      title: 'Orders with their catalog entries',
      query: '{ orders(first: 10) { nodes { catalogEntries { nodes { areaInSqKm } } } } }',
      calls: { ListOrders: 1, SearchCatalogs: 1, ListOrderItems: 1 },
      depth: 2,
    },
    {
      title: 'Order items of 20 projects',
      query: '{ projects(first: 20) { nodes { orderItems(first: 10) { nodes { name } } } } }',
      calls: { ListProjects: 1, ListOrderItems: 1 },
      depth: 2,
    },
    {
      title: 'One order, one bandset, one store, and the report',
      query:
        'query ($order: ID!, $bandset: ID!, $store: ID!) { order(id: $order) { status } bandset(id: $bandset) { name } store(id: $store) { name } bandsets { name } stores { name } orderReport { sizeInBytes } }',
      variables: ({ orders, bandsets, cloudStores }) => ({
        order: first(orders),
        bandset: first(bandsets),
        store: first(cloudStores),
      }),
      calls: { GetOrderById: 1, ListBandsets: 1, ListStores: 1, DownloadOrderReport: 1 },
      depth: 1,
    },
  ],
  'Archive, catalog and delivery': [
    {
      title: 'A search of the archive: which images are bought already?',
      query:
        '{ searchArchive(input: {}, first: 20) { nodes { cloudCover collection { title } catalogEntries { nodes { areaInSqKm } } } } }',
      calls: { SearchArchive: 1, ListCollections: 1, SearchCatalogs: 1 },
      depth: 2,
    },
    {
      title: 'Collections with a page of their items',
      query: '{ collections { title items(first: 5) { nodes { title } } } }',
      calls: { ListCollections: 1, ListCollectionItems: 3 },
      depth: 2,
    },
    {
      title: 'One collection and one item, its collection known and not known',
      query:
        'query ($collection: ID!, $item: ID!) { collection(id: $collection) { title } known: stacItem(collectionId: $collection, id: $item) { title } stacItem(id: $item) { title } }',
      variables: ({ stacItems }) => {
        const [item] = stacItems.values();
        return { collection: item?.collection, item: item?.id };
      },
      calls: { GetCollectionById: 1, SearchArchive: 1 },
      depth: 1,
    },
    {
      title: 'An image search',
      query: `query ($satellite: ID!, $collection: ID!) {
        searchImages(
          first: 10
          input: {
            startDate: "2025-01-01T00:00:00Z"
            endDate: "2026-06-01T00:00:00Z"
            satellites: [{ satelliteId: $satellite, collectionId: $collection }]
            geometry: { type: "Polygon", coordinates: [[[70, 10], [85, 10], [85, 30], [70, 30], [70, 10]]] }
          }
        ) { nodes { cloudCover } }
      }`,
      variables: ({ satellites }) => {
        const [satellite] = satellites.values();
        return { satellite: satellite?.id, collection: satellite?.collections?.[0]?.id };
      },
      calls: { SearchImages: 1 },
      depth: 1,
    },
    {
      title:
        'Catalog entries with the order items, orders and projects that they came from: all order items are read once',
      query:
        '{ catalogEntries(first: 50) { nodes { bbox orderItem { name } order { totalAmount } project { title } } } }',
      calls: { SearchCatalogs: 1, ListOrderItems: 1, ListOrders: 1, ListProjects: 1 },
      depth: 3,
    },
    {
      title: 'Catalog entries with item, bandset and deliveries',
      query:
        '{ catalogEntries(first: 20) { nodes { item { cloudCover } bandset { name } deliveries { status catalogEntry { areaInSqKm } cloudDelivery { store { name } } } } } }',
      calls: { SearchCatalogs: 1, ListBandsets: 1, ListDeliveries: 1, ListStores: 1 },
      depth: 2,
    },
    {
      title: 'Deliveries with their catalog entries',
      query: '{ deliveries(first: 20) { nodes { status catalogEntry { areaInSqKm } } } }',
      calls: { ListDeliveries: 1, SearchCatalogs: 1 },
      depth: 2,
    },
    {
      title: 'One catalog entry and its deliveries, one delivery',
      query:
        'query ($entry: ID!, $delivery: ID!) { catalogEntry(id: $entry) { deliveries { status } } delivery(id: $delivery) { status } }',
      variables: ({ catalogs, deliveries }) => ({ entry: first(catalogs), delivery: first(deliveries) }),
      calls: { GetCatalogById: 1, ListDeliveries: 2 },
      depth: 1,
    },
  ],
};

function workflowWithProject(workflows: Store['workflows']): Record<string, unknown> {
  const [workflow] = workflows.values();
  return { project: workflow?.project_id, workflow: workflow?.id };
}
