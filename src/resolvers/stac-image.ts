import type { Context } from '../context.ts';
import { type Coverage, coverageInTurn } from '../geometry/coverage.ts';
import { doOverlap, type Region } from '../geometry/region.ts';
import { inTurn } from '../geometry/turns.ts';
import type { StacItemKey } from '../loaders/stac.ts';
import type { Aoi, AoiImage } from '../upstream/aoi.ts';
import type { Asset } from '../upstream/asset.ts';
import { newestFirst } from '../upstream/page.ts';
import type { Satellite, SatelliteCollection } from '../upstream/satellite.ts';
import type { StacItem } from '../upstream/stac-item.ts';
import { loadAoi } from './aoi.ts';
import { inSatellites, satellitesOf } from './satellite.ts';
import { loadCollection, loadStacItem } from './stac.ts';

/** SatelliteCollection.collection */
export const satelliteCollection = {
  key: ({ collectionId }: SatelliteCollection) => ({ id: collectionId }),
  load: loadCollection,
};

interface AoiItemKey extends StacItemKey {
  /** Images of two AOIs with equal ids can be different items. */
  aoiId: string;
  image(): AoiImage;
}

/** AoiImage.item: the AOI names the image without its collection. */
export const aoiImageItem = {
  key: (image: AoiImage): AoiItemKey => ({
    collectionId: null,
    id: image.itemId,
    aoiId: image.aoiId,
    image: () => image,
  }),
  load: ({ image }: AoiItemKey, context: Context) => loadItemOfImage(image(), context),
};

/** The archive item of an AOI's image. If its id exists in several collections: the first whose footprint overlaps the AOI. */
async function loadItemOfImage(image: AoiImage, context: Context): Promise<StacItem | null> {
  const first = await loadStacItem({ collectionId: null, id: image.itemId }, context);
  const candidates = context.loaders.stac.itemsWithId(image.itemId);
  if (candidates.length < 2) return first;
  for (const item of candidates) {
    if (await inTurn(() => areInOnePlace(image.aoiRegion(), item.region))) return item;
  }
  return null;
}

function areInOnePlace(one: Region | null, other: Region | null): boolean {
  return one !== null && other !== null && doOverlap(one, other);
}

/** AoiImage.coverage: of its AOI. */
export async function aoiImageCoverage(image: AoiImage, _args: unknown, context: Context): Promise<Coverage | null> {
  const item = await loadItemOfImage(image, context);
  return coverageInTurn(
    () => image.aoiRegion(),
    () => item?.region ?? null,
  );
}

/** StacItem.aois: newest first. */
export async function itemAois({ id }: Pick<StacItem, 'id'>, _args: unknown, { loaders }: Context): Promise<Aoi[]> {
  return newestFirst(await loaders.aoi.cutFrom(id));
}

/** Asset.item: an asset names its image only in words, so the images of its AOI tell which one is meant. */
export async function assetItem(asset: Asset, _args: unknown, context: Context): Promise<StacItem | null> {
  if (asset.assetType !== 'STAC_ITEM') return null;
  const aoi = await loadAoi({ id: asset.aoiId }, context);
  const image = imageOf(asset, aoi?.images ?? []);
  return image === null ? null : loadItemOfImage(image, context);
}

function imageOf({ name, path, description }: Asset, images: readonly AoiImage[]): AoiImage | null {
  const [only, ...others] = images;
  if (only !== undefined && others.length === 0) return only;
  const words = [name, path, description].filter((text) => text !== null);
  const named = images.filter(({ itemId }) => words.some((text) => containsWhole(text, itemId)));
  // An id can begin with another.
  return named.toSorted((a, b) => b.itemId.length - a.itemId.length)[0] ?? null;
}

/** Whether the id stands in the text, and is not part of a longer word there. */
function containsWhole(text: string, id: string): boolean {
  for (let at = text.indexOf(id); at !== -1; at = text.indexOf(id, at + 1)) {
    if (!isWordCharacter(text[at - 1]) && !isWordCharacter(text[at + id.length])) return true;
  }
  return false;
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[A-Za-z0-9]/.test(character);
}

/** Starts the read of all satellites, in which that of an item is found. */
export const startSatellites = inSatellites.start;

/** StacItem.satellite: null if several can have taken it. */
export async function itemSatellite(item: StacItem, _args: unknown, { loaders }: Context): Promise<Satellite | null> {
  const [satellite, ...others] = satellitesOf(item, await loaders.satellite.all.list());
  return others.length === 0 ? (satellite ?? null) : null;
}
