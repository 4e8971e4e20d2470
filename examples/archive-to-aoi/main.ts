/**
 * Finds the newest archive image with few clouds, makes an AOI of the middle of it, and waits until it is cut.
 * `node main.ts [PERCENT]`: how much of it clouds may cover, by default 20.
 */
import {
  AoiProgressDocument,
  CreateAoiDocument,
  GatewayError,
  ProjectsDocument,
  SatellitesDocument,
  SearchArchiveDocument,
} from '@pixxel-graphql/client';
import { clientFromEnvironment } from '../connection.ts';

const client = clientFromEnvironment();
const cloudLimit = Number(process.argv[2] ?? 20);

try {
  const { searchArchive } = await client.query(SearchArchiveDocument, {
    input: { query: { 'eo:cloud_cover': { lt: cloudLimit } } },
    sortBy: [{ property: 'datetime', direction: 'DESC' }],
    first: 5,
  });
  const images = searchArchive?.nodes ?? [];
  for (const image of images) console.log(`${image.pixxelId}  ${image.datetime}  ${image.cloudCover} % clouds`);
  const [newest] = images;
  if (!newest?.bbox) throw new Error(`No image has less than ${cloudLimit} % clouds.`);

  const [{ projects }, { satellites }] = await Promise.all([
    client.query(ProjectsDocument, { first: 1 }),
    client.query(SatellitesDocument),
  ]);
  const project = projects?.nodes[0];
  const satellite = satellites?.find(({ name }) => name === newest.platform) ?? satellites?.[0];
  if (!project || !satellite) throw new Error('This key reaches no project or no satellite.');

  const { createAoi } = await client.mutate(CreateAoiDocument, {
    input: {
      name: `Middle of ${newest.pixxelId}, ${new Date().toISOString()}`,
      description: `The newest image with less than ${cloudLimit} % clouds`,
      projectId: project.id,
      satelliteId: satellite.id,
      provider: 'PIXXEL',
      geometry: middleOf(newest.bbox),
      itemIds: [newest.id],
    },
  });
  for (const { field, message } of createAoi?.userErrors ?? []) console.error(`${field?.join('.')}: ${message}`);
  if (!createAoi?.aoi) process.exit(1);

  console.log(`Made ${createAoi.aoi.name} in ${project.title}`);
  await client.watch(
    AoiProgressDocument,
    { id: createAoi.aoi.id },
    { onChange: ({ aoiProgress }) => console.log(`${aoiProgress?.state} ${aoiProgress?.progress ?? '?'} %`) },
  );
} catch (error) {
  if (!(error instanceof GatewayError)) throw error;
  console.error(`${error.code}: ${error.message}`);
  process.exitCode = 1;
}

/** A polygon of half the width and height of a bounding box. */
function middleOf(bbox: readonly number[]) {
  const [west = 0, south = 0, east = 0, north = 0] = bbox.length === 6 ? [0, 1, 3, 4].map((at) => bbox[at]) : bbox;
  const [width, height] = [(east - west) / 4, (north - south) / 4];
  const [left, right, bottom, top] = [west + width, east - width, south + height, north - height];
  return {
    type: 'Polygon' as const,
    coordinates: [
      [
        [left, bottom],
        [right, bottom],
        [right, top],
        [left, top],
        [left, bottom],
      ],
    ],
  };
}
