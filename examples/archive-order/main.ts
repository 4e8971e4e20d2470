/**
 * Finds archive images that cover an area of interest, are nearly free of clouds and not ordered yet, compares them, and prices an
 * order of the best. `node main.ts [--aoi ID] [--coverage PERCENT] [--clouds PERCENT]`; only with `--order` is anything bought.
 */
import { parseArgs } from 'node:util';
import {
  AoiDocument,
  AoisDocument,
  GatewayError,
  ImagesToOrderDocument,
  type ImagesToOrderQuery,
  OrderQuoteDocument,
  SubmitOrderDocument,
} from '@pixxel-graphql/client';
import { clientFromEnvironment } from '../connection.ts';

type Image = NonNullable<ImagesToOrderQuery['searchArchive']>['nodes'][number];

const { values } = parseArgs({
  options: {
    aoi: { type: 'string' },
    coverage: { type: 'string', default: '80' },
    clouds: { type: 'string', default: '20' },
    order: { type: 'boolean', default: false },
  },
});
const client = clientFromEnvironment();

try {
  const { aoi, project, geometry } = await areaOfInterest(values.aoi);

  // Find and compare: one request, however many images there are.
  const { searchArchive } = await client.query(ImagesToOrderDocument, {
    aoiId: aoi.id,
    projectId: project.id,
    area: geometry,
    minCoverage: Number(values.coverage),
    maxCloudCover: Number(values.clouds),
  });
  const images = (searchArchive?.nodes ?? []).toSorted(byCoverageThenClouds);
  console.log(
    `Images of ${aoi.name}: at least ${values.coverage} % covered, at most ${values.clouds} % clouds, not ordered`,
  );
  for (const image of images) console.log(lineOf(image));
  const [best] = images;
  if (!best) throw new Error('No image is good enough: allow more clouds or less coverage.');

  // Price: a dry run, which orders nothing.
  const input = {
    items: [
      {
        name: `Best of ${aoi.name}`.slice(0, 100),
        projectId: project.id,
        useCase: 'agriculture',
        geometry,
        product: { archive: { itemIds: [best.id] } },
      },
    ],
  };
  const { orderQuote } = await client.query(OrderQuoteDocument, { input });
  console.log(`Price of ${best.pixxelId}: ${orderQuote?.totalAmount} tokens`);

  if (values.order) {
    const { submitOrder } = await client.mutate(SubmitOrderDocument, { input });
    for (const { field, message } of submitOrder?.userErrors ?? []) console.error(`${field?.join('.')}: ${message}`);
    if (!submitOrder?.order) process.exit(1);
    console.log(`Ordered: ${submitOrder.order.pixxelId}, ${submitOrder.order.totalAmount} tokens`);
  } else {
    console.log('Nothing was ordered. Run it with --order to buy this image.');
  }
} catch (error) {
  if (!(error instanceof GatewayError)) throw error;
  console.error(`${error.code}: ${error.message}`);
  process.exitCode = 1;
}

/** The AOI with this id, or the first that the key can access. */
async function areaOfInterest(id: string | undefined) {
  const aoi =
    id === undefined
      ? (await client.query(AoisDocument, { first: 1 })).aois?.nodes[0]
      : (await client.query(AoiDocument, { id, assets: 0 })).aoi;
  if (!aoi?.project || !aoi.geometry) throw new Error('This key has no such area of interest.');
  return { aoi, project: aoi.project, geometry: aoi.geometry };
}

function byCoverageThenClouds(one: Image, other: Image): number {
  const percent = ({ coverage }: Image) => Math.round(coverage?.percent ?? 0);
  return percent(other) - percent(one) || (one.cloudCover ?? 100) - (other.cloudCover ?? 100);
}

function lineOf({ pixxelId, datetime, coverage, cloudCover, quote }: Image): string {
  const figures = `${coverage?.percent.toFixed(0)} % covered  ${cloudCover} % clouds  ${quote?.finalAmount} tokens`;
  return `${pixxelId}  ${datetime?.slice(0, 10)}  ${figures}`;
}
