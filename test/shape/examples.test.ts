import { type GraphQLObjectType, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { globalIdOf } from '../../src/resolvers/input/global-id.ts';
import type { Store } from '../../src/sandbox/world/store.ts';
import { schema } from '../../src/schema/index.ts';
import { EXAMPLES } from '../../src/schema/kit/examples.ts';
import { withGateway } from '../support/gateway.ts';

const rootFields = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap(
  (type: GraphQLObjectType | null | undefined) =>
    Object.values(type?.getFields() ?? {}).map(({ name, description }) => ({
      coordinate: `${type?.name}.${name}`,
      description: description ?? '',
    })),
);

/** Ids of the sandbox for the words of the examples. */
function idsOf(store: Store): Record<string, string | undefined> {
  const visualization = store.visualizations.values().find(({ aoi_id }) => hasAll(store, aoi_id));
  const aoi = store.aois.get(visualization?.aoi_id ?? '');
  const ofAoi = <Row extends { aoi_id: string; id: string }>(rows: Map<string, Row>) =>
    rows.values().find(({ aoi_id }) => aoi_id === aoi?.aoi_id)?.id;
  const [itemId = ''] = Object.keys(aoi?.images ?? {});
  const delivery = store.deliveries.values().next().value;
  const task = store.catalogs.get(delivery?.catalog_id ?? '')?.task_id;
  const orderItem = store.orderItems.values().find(({ tasks }) => tasks?.some(({ id }) => id === task));
  const job = store.jobs.values().next().value;
  return {
    AOI_ID: aoi?.aoi_id,
    ASSET_ID: ofAoi(store.assets),
    INSIGHT_ID: ofAoi(store.insights),
    VISUALIZATION_ID: visualization?.id,
    PROJECT_ID: aoi?.project_id,
    NODE_ID: globalIdOf('Aoi', { id: aoi?.aoi_id ?? '' }),
    SATELLITE_ID: aoi?.satellite_id,
    COLLECTION_ID: store.stacItems.get(itemId)?.collection,
    ITEM_ID: itemId,
    STAC_URL: `https://stac.pixxel.space/collections/c/items/${itemId}`,
    INDEX_ID: store.indices.keys().next().value,
    BANDSET_ID: store.bandsets.keys().next().value,
    WORKFLOW_ID: job?.workflow_id,
    JOB_ID: job?.id,
    TASK_ID: job?.tasks?.[0]?.id,
    ORDER_ID: orderItem?.order_id,
    ORDER_ITEM_ID: orderItem?.id,
    CATALOG_ENTRY_ID: delivery?.catalog_id,
    DELIVERY_ID: delivery?.delivery_id,
    STORE_ID: store.cloudStores.keys().next().value,
  };
}

function hasAll({ insights, assets }: Store, aoiId: string): boolean {
  return [insights, assets].every((rows) => rows.values().some(({ aoi_id }) => aoi_id === aoiId));
}

/** Nothing is packed in a new sandbox. */
const NULL_HERE = ['Query.aoiDownload', 'Query.catalogDownload'];

describe('The example of a root field', () => {
  test('is in each description; where one is missing, src/schema/kit/examples.ts needs it', () => {
    const without = rootFields.filter(({ description }) => !description.includes('\n\nExample: `'));

    expect(without.map(({ coordinate }) => coordinate)).toEqual([]);
    expect(Object.keys(EXAMPLES).toSorted()).toEqual(rootFields.map(({ coordinate }) => coordinate).toSorted());
  });

  test.each(Object.entries(EXAMPLES))('of %s fits the schema and asks for that field', (coordinate, example) => {
    expect(validate(schema, parse(example))).toEqual([]);
    expect(example).toMatch(new RegExp(`[{ ]${coordinate.split('.')[1]}\\b`));
  });

  test('runs over the sandbox and finds something, if it reads', () =>
    withGateway({}, async ({ query, store }) => {
      const ids = idsOf(store);
      for (const [coordinate, example] of Object.entries(EXAMPLES).filter(([name]) => name.startsWith('Query.'))) {
        const source = example.replace(/\b[A-Z]+(?:_[A-Z]+)*_(?:ID|URL)\b/g, (word) => ids[word] ?? word);

        const { data, errors } = await query(source);

        expect(errors, coordinate).toBeUndefined();
        const [found] = Object.values(data as Record<string, unknown>);
        expect(found === null, coordinate).toBe(NULL_HERE.includes(coordinate));
      }
    }));
});
