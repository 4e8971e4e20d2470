import { imagesOf } from '../../aoi.ts';
import { assetOf } from '../../asset.ts';
import { outputsOf } from '../../insight.ts';
import { visualizationOf } from '../../visualization.ts';
import { aoiDate, day, microDate, minute, momentOf, plainDate } from '../dates.ts';
import { areaOf, centroidOf, polygonAbout } from '../geometry.ts';
import { createDice, uuidOf } from '../identity.ts';
import { isListOfObjects } from '../raw-json.ts';
import type { Account, StoredAoi, StoredAsset, StoredInsight, StoredStacItem, World } from '../store.ts';
import { blocks } from './blocks.ts';
import { openScenesOf, scenesOf } from './imagery.ts';
import { presetIndices } from './indices.ts';
import { type Place, sites } from './places.ts';
import { satellites } from './satellites.ts';

/** A project with its images, AOIs, assets, visualizations and insights. */
export function addProject(world: World, place: Place, account: Account): void {
  const projectId = uuidOf(`project ${place.slug}`);
  const scenes = scenesOf(place);
  for (const item of [...scenes, ...openScenesOf(place)]) world.stacItems.set(item.id, item);
  const dice = createDice(`project ${place.slug}`);
  const foundedAt = Date.UTC(2025, 0, 6, 8) + Math.floor(dice() * 25) * day;
  world.projects.set(projectId, {
    id: projectId,
    name: place.slug,
    title: place.title,
    org_id: account.orgId,
    members_count: 2 + Math.floor(dice() * 9),
    created_at: microDate(foundedAt),
    updated_at: microDate(foundedAt + 40 * day),
    metadata: { region: place.region, lead: place.lead, kind: place.kind },
  });
  sites[place.kind].slice(0, place.aois).forEach((site, index) => {
    const used = scenes.slice(0, place.scenes);
    const aoi = aoiAt(place, { projectId, site, index, account, used });
    world.aois.set(aoi.aoi_id, aoi);
    addAssets(world, aoi, used, account);
    if (index < 2) addInsight(world, place, aoi, account);
  });
}

interface Site {
  readonly projectId: string;
  readonly site: string;
  /** Position among the AOIs of the project. */
  readonly index: number;
  readonly account: Account;
  readonly used: readonly StoredStacItem[];
}

function aoiAt(place: Place, { projectId, site, index, account, used }: Site): StoredAoi {
  const name = `${place.title} ${site}`;
  const dice = createDice(name);
  const [longitude, latitude] = place.at;
  const middle = [longitude + (dice() - 0.5) * 0.4, latitude + (dice() - 0.5) * 0.4];
  const geometry = polygonAbout(name, middle, 1500 + dice() * 4000, 20 + Math.floor(dice() * 40));
  const satellite = satellites[place.satellite];
  const createdAt = momentOf(used.at(-1)?.properties?.datetime ?? '') + (2 + index) * day;
  return {
    aoi_id: uuidOf(`aoi ${name}`),
    name,
    description: `${site} in the ${place.title} project, ${place.region}`,
    satellite_id: satellite.id,
    project_id: projectId,
    images: imagesOf(used),
    eo_bands: (satellite.bands ?? []).flatMap((band) => band.name ?? []),
    geometry,
    progress: 100,
    status: 'success',
    is_favourite: index === 0,
    created_at: aoiDate(createdAt),
    updated_at: aoiDate(createdAt + 30 * minute),
    user_id: account.userId,
    area_in_sq_m: Math.round(areaOf(geometry.coordinates)),
    centroid: centroidOf(geometry),
  };
}

/** For each image an asset and a mosaic; then pictures of the images by turns in two formulas. */
function addAssets(world: World, aoi: StoredAoi, used: readonly StoredStacItem[], account: Account): void {
  const createdAt = momentOf(aoi.created_at ?? '');
  const idOf = (what: string) => uuidOf(`${aoi.aoi_id} ${what}`);
  const put = (asset: StoredAsset) => {
    world.assets.set(asset.id, asset);
    return asset;
  };
  const mosaics = used.map((item) => {
    put(assetOf(aoi, item, 'stac_item', idOf(`image ${item.id}`), createdAt));
    return put(assetOf(aoi, item, 'mosaic', idOf(`mosaic ${item.id}`), createdAt));
  });
  const indices = presetIndices.filter((index) => index.satellite_id === aoi.satellite_id).slice(0, 2);
  for (const [turn, index] of indices.entries()) {
    const id = idOf(`visualization ${index.name}`);
    const sources = used.length === 1 ? mosaics : mosaics.filter((_, position) => position % 2 === turn);
    const assets = sources.map((mosaic) =>
      put({
        ...mosaic,
        id: idOf(`picture ${index.name} ${mosaic.date}`),
        name: `${index.name} ${mosaic.date}`,
        description: `${index.name} of ${mosaic.name}`,
        asset_type: 'visualization',
        visualization_id: id,
      }),
    );
    const startsAt = createdAt + day;
    const span = { startsAt, endsAt: startsAt + minute };
    world.visualizations.set(id, visualizationOf(aoi, index, account, { id, assets, ...span }));
  }
}

const blockOfKind: Record<Place['kind'], string> = {
  farm: 'cropclassification',
  estate: 'cropclassification',
  coast: 'waterquality',
  mine: 'mineralmapping',
  forest: 'changedetection',
};
const givenValues: Record<string, string> = {
  sowing_date: '2025-06-15',
  date: '2025-08-01',
  confidence: '0.8',
  threshold: '0.65',
};

function addInsight(world: World, place: Place, aoi: StoredAoi, account: Account): void {
  const block = blocks.findLast(({ spec }) => spec.name === blockOfKind[place.kind]);
  const asset = world.assets
    .values()
    .find(({ aoi_id, asset_type }) => aoi_id === aoi.aoi_id && asset_type === 'mosaic');
  const [itemId, collection] = [Object.keys(aoi.images ?? {})[0], satellites[place.satellite].collections?.[0]?.id];
  if (!block || !asset) return;
  const id = uuidOf(`insight ${aoi.aoi_id}`);
  const inputs = isListOfObjects(block.spec.inputs) ? block.spec.inputs : [];
  const insight: StoredInsight = {
    id,
    aoi_id: aoi.aoi_id,
    name: `${block.spec.title} of ${aoi.name}`,
    status: 'completed',
    progress: 100,
    cost: Math.ceil((aoi.area_in_sq_m ?? 0) / 1e6),
    estimated_time_in_min: 12,
    input: inputs.map((input) =>
      input.format === 'raster'
        ? {
            ...input,
            stac_url: `https://stac.pixxel.space/collections/${collection}/items/${itemId}`,
            asset_source: { id: asset.id, type: 'raw_mosaic' },
          }
        : { ...input, value: givenValues[input.name ?? ''] ?? '1' },
    ),
    output: outputsOf(block, id),
    metadata: { season: 'kharif 2025', requested_by: place.lead },
    created_by: account.userId,
    created_at: plainDate(momentOf(aoi.created_at ?? '') + 2 * day),
  };
  world.insights.set(id, insight);
}
