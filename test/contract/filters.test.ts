import { describe, expect, test } from 'vitest';
import type { Operation } from '../../src/contract/operation.ts';
import { type OperationName, operations } from '../../src/contract/operations.ts';
import { documentIsPresent, operationsIn, readDocument } from '../support/document.ts';
import { answer, withFaultyUpstream } from '../support/faulty-upstream.ts';

const DATES = '{ start: "2026-01-01T00:00:00Z" }';
const PLACE = '{ type: "Point", coordinates: [77, 12] }';
const ids = (field: string) => `{ ${field} { nodes { id } } }`;
const ofAoi = (field: string) => `{ aoi(id: "a") { ${field} { nodes { id } } } }`;
const archive = (input: string) => ids(`searchArchive(input: { ${input} })`);
const catalog = (filter: string) => ids(`catalogEntries(filter: { ${filter} })`);
const images = ids(
  `searchImages(input: {
    startDate: "2026-01-01T00:00:00Z", endDate: "2026-02-01T00:00:00Z", geometry: ${PLACE}
    satellites: [{ satelliteId: "s", collectionId: "c" }], filters: [{ property: "eo:cloud_cover", max: 10 }]
  })`,
);
const paged = (query: string) => ({ limit: query, offset: query });

/** For each parameter of each list and search of the API, a query that sends it. */
const SENT: Partial<Record<OperationName, Record<string, string>>> = {
  ListProjects: { page_size: ids('projects') },
  ListAois: {
    ...paged(ids('aois')),
    aoi_name: ids('aois(filter: { name: "n" })'),
    project_ids: ids('aois(projectIds: ["a"])'),
    created_at: ids(`aois(filter: { createdAt: ${DATES} })`),
    updated_at: ids(`aois(filter: { updatedAt: ${DATES} })`),
  },
  ListIndices: {
    ...paged(ids('indices')),
    satellite_id: ids('indices(satelliteId: "s")'),
    type: ids('indices(filter: { type: PRESET })'),
    expression_type: ids('indices(filter: { expressionType: INDEX })'),
    index_id: '{ index(id: "i") { name } }',
  },
  ListVisualizations: {
    ...paged(ofAoi('visualizations')),
    type: ofAoi('visualizations(filter: { type: "custom" })'),
    user_id: ofAoi('visualizations(filter: { userId: "u" })'),
    expression_type: ofAoi('visualizations(filter: { expressionType: INDEX })'),
    index_id: ofAoi('visualizations(filter: { indexId: "i" })'),
    visualization_id: '{ visualization(id: "v", aoiId: "a") { status } }',
  },
  ListBlocks: { mode: '{ blocks(mode: INSIGHT) { name } }' },
  ListInsights: {
    id: '{ insight(id: "i", aoiId: "a") { name } }',
    created_by: ofAoi('insights(filter: { createdBy: "u" })'),
  },
  ListAssets: paged(ofAoi('assets')),
  ListWorkflows: {
    ...paged(ids('workflows')),
    project_id: ids('workflows(projectId: "p")'),
    id: '{ workflow(id: "w") { name } }',
    name: ids('workflows(filter: { name: "n" })'),
    created_by: ids('workflows(filter: { createdBy: "u" })'),
  },
  GetWorkflowById: { project_id: '{ workflow(id: "w", projectId: "p") { name } }' },
  ListJobs: { created_by: '{ workflow(id: "w") { jobs(filter: { createdBy: "u" }) { nodes { id } } } }' },
  ListOrders: { ...paged(ids('orders')), user_id: ids('orders(userId: "u")') },
  ListOrderItems: {
    ...paged(ids('orderItems')),
    user_id: ids('orderItems(filter: { userId: "u" })'),
    type: ids('orderItems(filter: { type: ARCHIVE })'),
    status: ids('orderItems(filter: { status: ACTIVE })'),
    created_by: ids('orderItems(filter: { createdBy: "u" })'),
    created_at: ids(`orderItems(filter: { createdAt: ${DATES} })`),
    area: ids('orderItems(filter: { areaInSqKm: { max: 200.5 } })'),
    ids: ids('orderItems(ids: ["a"])'),
    order_ids: ids('orderItems(orderIds: ["a"])'),
    project_ids: ids('orderItems(projectIds: ["a"])'),
  },
  ListCollections: { ids: '{ collections(ids: ["a", "b"]) { title } }' },
  ListCollectionItems: paged('{ collection(id: "c") { items { nodes { id } } } }'),
  SearchArchive: {
    ...paged(archive('')),
    ids: archive('ids: ["a"]'),
    collections: archive('collectionIds: ["c"]'),
    datetime: archive(`datetime: ${DATES}`),
    bbox: archive('bbox: [1, 2, 3, 4]'),
    intersects: archive(`intersects: ${PLACE}`),
    query: archive('cloudCover: { max: 10 }'),
    sortby: ids('searchArchive(input: {}, sortBy: [{ property: "datetime" }])'),
  },
  DownloadOrderReport: { tz: '{ orderReport(timeZone: "Asia/Kolkata") { csv } }' },
  ListDeliveries: {
    delivery_id: '{ delivery(id: "d") { status } }',
    catalog_id: ids('deliveries(catalogEntryId: "c")'),
    task_id: ids('deliveries(taskId: "t")'),
    order_item_id: ids('deliveries(orderItemId: "o")'),
  },
  SearchCatalogs: {
    ...paged(ids('catalogEntries')),
    ids: catalog('ids: ["a"]'),
    item_ids: catalog('itemIds: ["a"]'),
    order_ids: catalog('orderIds: ["a"]'),
    order_item_ids: catalog('orderItemIds: ["a"]'),
    collections: catalog('collectionIds: ["c"]'),
    datetime: catalog(`datetime: ${DATES}`),
    bbox: catalog('bbox: [1, 2, 3, 4]'),
    intersects: catalog('intersects: { type: "Polygon", coordinates: [[[0, 0], [1, 0], [1, 1], [0, 0]]] }'),
    query: catalog('query: { gsd: { eq: 5 } }'),
    sort_by: ids('catalogEntries(sortBy: [{ property: "datetime" }])'),
  },
  SearchImages: {
    start_date: images,
    end_date: images,
    satellites: images,
    filters: images,
    geometry: images,
    limit: images,
  },
};

const NO_CLOSED_LIST =
  'The words are not a closed list. The gateway filters by `states` in the list, which comes whole.';
const ONE_MOMENT =
  'It takes one moment, and what matches a moment is not documented. The gateway filters by intervals.';

/** Why no filter of the graph sends a parameter. */
const NOT_SENT: Partial<Record<OperationName, Record<string, string>>> = {
  ListProjects: {
    page_num: 'The number of the first page is not documented: it is used only where the API caps a page.',
  },
  ListAois: { aoi_id: '`aoi(id:)` reads one AOI by an operation of its own.' },
  ListInsights: { status: NO_CLOSED_LIST, created_on: ONE_MOMENT },
  ListJobs: {
    id: '`job(id:)` reads one job by an operation of its own.',
    status: NO_CLOSED_LIST,
    created_on: ONE_MOMENT,
  },
  ListWorkflows: { created_on: ONE_MOMENT, updated_at: ONE_MOMENT },
};

const table: Readonly<Record<string, Operation>> = operations;
const isListOrSearch = (name: string) => table[name]?.method === 'GET' || name.startsWith('Search');

/** The query and body parameters of each list and search in the API's document, as `ListAois.limit`. */
function documented(): string[] {
  return operationsIn(readDocument([])).flatMap(({ method, path, query, body }) => {
    const name = Object.keys(table).find((each) => table[each]?.method === method && table[each].path === path) ?? path;
    if (!isListOrSearch(name)) return [];
    return Object.keys({ ...query.properties, ...body?.properties }).map((parameter) => `${name}.${parameter}`);
  });
}

const namesOf = (rows: Partial<Record<string, Record<string, string>>>) =>
  Object.entries(rows).flatMap(([name, parameters = {}]) => Object.keys(parameters).map((each) => `${name}.${each}`));

describe('The parameters of lists and searches', () => {
  test.skipIf(!documentIsPresent)(
    documentIsPresent
      ? 'are sent by a query, or have a reason not to be'
      : 'are not compared with the document of the API, which is not here',
    () => {
      expect([...namesOf(SENT), ...namesOf(NOT_SENT)].toSorted()).toEqual(documented().toSorted());
    },
  );

  test('arrive at the API', () =>
    withFaultyUpstream(answer(200, { id: 'a', aoi_id: 'a' }), {}, async (ask, upstream) => {
      const missing: string[] = [];
      for (const [name, parameters = {}] of Object.entries(SENT)) {
        const path = new RegExp(`^${table[name]?.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
        for (const [parameter, query] of Object.entries(parameters)) {
          const before = upstream.requests.length;
          await ask(query);
          const isSent = upstream.requests.slice(before).some(({ target, body }) => {
            const { pathname, searchParams } = new URL(target, upstream.url);
            const sent = body === '' ? [] : Object.keys(JSON.parse(body) as object);
            return path.test(pathname) && (searchParams.has(parameter) || sent.includes(parameter));
          });
          if (!isSent) missing.push(`${name}.${parameter}`);
        }
      }

      expect(missing).toEqual([]);
    }));
});
