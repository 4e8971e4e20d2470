import { describe, expect, test } from 'vitest';
import type { StoredStacItem } from '../../src/sandbox/world/store.ts';
import { withGateway } from '../support/gateway.ts';

const COVERAGE = '{ percent percentOfFootprint areaInSqKm geometry }';

/** The square of a tenth of a degree whose south-west corner is in the middle of an image, and what it is called. */
function quarterOf(item: StoredStacItem) {
  const [west = 0, south = 0, east = 0, north = 0] = (item.bbox ?? []).map(Number);
  const [x, y] = [(west + east) / 2, (south + north) / 2];
  return square(x, y, (east - west) / 2, (north - south) / 2);
}

function square(x: number, y: number, width: number, height: number) {
  return {
    type: 'Polygon',
    coordinates: [
      [
        [x, y],
        [x + width, y],
        [x + width, y + height],
        [x, y + height],
        [x, y],
      ],
    ],
  };
}

describe('Coverage', () => {
  test('of an area by an archive item costs nothing beyond the item', () =>
    withGateway({}, async ({ query, store }) => {
      const [item] = store.stacItems.values().toArray();
      const source = `query ($id: ID!, $collection: ID!, $of: GeoJSONArea!) {
        stacItem(id: $id, collectionId: $collection) { coverage(of: $of) ${COVERAGE} }
      }`;

      const answer = await query(source, { id: item?.id, collection: item?.collection, of: item && quarterOf(item) });

      expect(answer.errors).toBeUndefined();
      expect(answer.calls).toEqual(['GetCollectionItemById']);
      const { coverage } = (answer.data as { stacItem: { coverage: Record<string, unknown> } }).stacItem;
      expect(coverage.percent).toBeCloseTo(100, 3);
      expect(coverage.percentOfFootprint).toBeCloseTo(25, 0);
      expect(coverage.geometry).toMatchObject({ type: 'Polygon' });
    }));

  test('of an AOI by its images costs one search for all of them', () =>
    withGateway({}, async ({ query }) => {
      const { calls, errors, data } = await query(
        `{ aois(first: 10) { nodes { images { itemId coverage ${COVERAGE} } } } }`,
      );

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['ListAois', 'SearchArchive']);
      const { nodes } = (data as { aois: { nodes: { images: { coverage: { percent: number } | null }[] }[] } }).aois;
      const percents = nodes.flatMap(({ images }) => images).map(({ coverage }) => coverage?.percent);
      expect(percents.length).toBeGreaterThan(5);
      expect(percents.every((percent) => percent !== undefined && percent > 0 && percent <= 100)).toBe(true);
    }));

  test('of an area by catalog entries costs nothing beyond their page', () =>
    withGateway({}, async ({ query }) => {
      const { calls, errors, data } = await query(
        `query ($of: GeoJSONArea!) { catalogEntries(first: 5) { nodes { coverage(of: $of) ${COVERAGE} } } }`,
        { of: square(0, 0, 0.1, 0.1) },
      );

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['SearchCatalogs']);
      const { nodes } = (data as { catalogEntries: { nodes: unknown[] } }).catalogEntries;
      expect(nodes).toHaveLength(5);
      expect(nodes[0]).toEqual({ coverage: { percent: 0, percentOfFootprint: 0, areaInSqKm: 0, geometry: null } });
    }));

  test('of a ring that crosses itself is refused with the place', () =>
    withGateway({}, async ({ query }) => {
      const of = {
        type: 'Feature',
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [0, 0],
              [1, 1],
              [1, 0],
              [0, 1],
              [0, 0],
            ],
          ],
        },
      };

      const { errors } = await query(
        'query ($of: GeoJSONArea!) { catalogEntries(first: 1) { nodes { coverage(of: $of) { percent } } } }',
        { of },
      );

      expect(errors).toMatchObject([
        {
          message: expect.stringContaining('of.geometry.coordinates.0 is a ring that crosses itself'),
          extensions: { code: 'BAD_USER_INPUT' },
        },
      ]);
    }));

  test('by a footprint that cannot be computed with is null and counted', () =>
    withGateway({}, async ({ query, store, fetch }) => {
      const [item] = store.stacItems.values().toArray();
      if (!item) throw new Error('The sandbox has no image.');
      const geometry = {
        type: 'Polygon' as const,
        coordinates: [
          [
            [0, 0],
            [1, 1],
            [1, 0],
            [0, 1],
            [0, 0],
          ],
        ],
      };

      store.stacItems.set(item.id, { ...item, geometry });

      const { data, errors } = await query(
        `query ($id: ID!, $collection: ID!, $of: GeoJSONArea!) {
          stacItem(id: $id, collectionId: $collection) { pixxelId coverage(of: $of) { percent } }
        }`,
        { id: item.id, collection: item.collection, of: square(0, 0, 1, 1) },
      );

      expect({ data, errors }).toEqual({
        data: { stacItem: { pixxelId: item.id, coverage: null } },
        errors: undefined,
      });
      const metrics = await (await fetch(new Request('http://gateway.test/metrics'))).text();
      expect(metrics).toMatch(/drift\w*\{[^}]*GetCollectionItemById[^}]*geometry[^}]*\} 1/);
    }));
});

describe('Boxes and centres', () => {
  test('are there wherever a geometry is', () =>
    withGateway({}, async ({ query }) => {
      const { data, errors, calls } = await query(`{
        aois(first: 1) { nodes { geometry bbox centroid { longitude latitude } } }
        searchArchive(input: {}, first: 1) { nodes { bbox centroid { longitude latitude } } }
        orderItems(filter: { type: ARCHIVE }, first: 1) { nodes { images { bbox centroid { longitude latitude } } } }
      }`);

      expect(errors).toBeUndefined();
      expect(calls.toSorted()).toEqual(['ListAois', 'ListOrderItems', 'SearchArchive']);
      const { aois, searchArchive } = data as {
        aois: { nodes: [{ geometry: { coordinates: [[number, number][]] }; bbox: number[] }] };
        searchArchive: { nodes: [{ bbox: number[]; centroid: { longitude: number } }] };
      };
      const longitudes = aois.nodes[0].geometry.coordinates[0].map(([longitude]) => longitude);
      expect(aois.nodes[0].bbox[0]).toBe(Math.min(...longitudes));
      expect(aois.nodes[0].bbox[2]).toBe(Math.max(...longitudes));
      const [{ bbox, centroid }] = searchArchive.nodes;
      expect(centroid.longitude).toBeGreaterThan(bbox[0] ?? 0);
      expect(centroid.longitude).toBeLessThan(bbox[2] ?? 0);
      expect(JSON.stringify(data)).not.toContain('null');
    }));
});

test('The latest asset, order item and job are the newest of their lists, and the box of a project holds its AOIs', () =>
  withGateway({}, async ({ query }) => {
    const { data, errors } = await query(`{
      projects(first: 1) { nodes {
        bbox latestOrderItem { createdAt } orderItems(first: 500) { nodes { createdAt } } aois(first: 500) { nodes { bbox } }
      } }
      aois(first: 1) { nodes { latestAsset(type: MOSAIC) { createdAt assetType } assets(first: 500) { nodes { createdAt assetType } } } }
      workflows(first: 1) { nodes { latestJob(states: [SUCCEEDED]) { createdAt state } jobs { nodes { createdAt state } } } }
    }`);

    expect(errors).toBeUndefined();
    interface Dated {
      createdAt: string;
    }
    const { projects, aois, workflows } = data as {
      projects: {
        nodes: [
          {
            bbox: number[];
            latestOrderItem: Dated;
            orderItems: { nodes: Dated[] };
            aois: { nodes: { bbox: number[] }[] };
          },
        ];
      };
      aois: { nodes: [{ latestAsset: Dated; assets: { nodes: (Dated & { assetType: string })[] } }] };
      workflows: { nodes: [{ latestJob: Dated; jobs: { nodes: (Dated & { state: string })[] } }] };
    };
    const newest = (rows: Dated[]) =>
      rows
        .map(({ createdAt }) => createdAt)
        .toSorted()
        .at(-1);
    const [project] = projects.nodes;
    const boxes = project.aois.nodes.map(({ bbox }) => bbox);
    expect(project.bbox[0]).toBe(Math.min(...boxes.map(([west = 0]) => west)));
    expect(project.bbox[3]).toBe(Math.max(...boxes.map(([, , , north = 0]) => north)));
    expect(project.latestOrderItem.createdAt).toBe(newest(project.orderItems.nodes));
    const [aoi] = aois.nodes;
    expect(aoi.latestAsset.createdAt).toBe(newest(aoi.assets.nodes.filter(({ assetType }) => assetType === 'MOSAIC')));
    const [workflow] = workflows.nodes;
    expect(workflow.latestJob.createdAt).toBe(newest(workflow.jobs.nodes.filter(({ state }) => state === 'SUCCEEDED')));
  }));
