import type { Context } from '../context.ts';
import type { Feature } from '../geometry/standard.ts';
import type { Aoi } from '../upstream/aoi.ts';
import type { Asset, AssetType } from '../upstream/asset.ts';
import { emptyPage, newestFirst, type Page, type PageRequest, pageOfWhole } from '../upstream/page.ts';
import { isSameId } from '../upstream/wire/ids.ts';
import type { LifecycleState } from '../upstream/wire/lifecycle.ts';
import { loadAoi } from './aoi.ts';
import { keysOf } from './input/global-id.ts';
import { faultAt, refuse } from './input/input-error.ts';
import { type IntervalInput, intervalFaults, isDuring, toInterval } from './input/interval.ts';
import type { Maybe } from './input/maybe.ts';
import { loadVisualization } from './visualization.ts';

/** An asset by its global id. Its own id alone does not name its AOI. */
export async function assetNode(id: string, { loaders }: Context): Promise<Asset | null> {
  const { aoiId, id: assetId } = keysOf('Asset', id);
  return aoiId && assetId ? loaders.asset.byKey.load({ aoiId, id: assetId }) : null;
}

/** Aoi.assets */
export async function aoiAssets(
  { id }: Pick<Aoi, 'id'>,
  { filter, newestFirst: isNewestFirst, page }: AssetsArgs,
  { loaders }: Context,
): Promise<Page<Asset>> {
  const { types, states, date } = filter ?? {};
  refuse(intervalFaults(date, ['filter', 'date']));
  if (types?.length === 0 || states?.length === 0) return emptyPage;
  if (!types && !states && !date && !isNewestFirst) return loaders.asset.page.load({ parentId: id, filter: {}, page });

  const days = toInterval(date);
  const matching = (await loaders.asset.whole.load(id)).filter(
    (asset) =>
      (!types || (asset.assetType !== null && types.includes(asset.assetType))) &&
      (states?.includes(asset.state) ?? true) &&
      isDuring(days, asset.date),
  );
  return pageOfWhole(isNewestFirst ? newestFirst(matching) : matching, page);
}

interface AssetsArgs {
  filter?:
    | {
        types?: Maybe<readonly AssetType[]>;
        states?: Maybe<readonly LifecycleState[]>;
        date?: Maybe<IntervalInput>;
      }
    | null
    | undefined;
  newestFirst: boolean;
  page: PageRequest;
}

/** Asset.aoi */
export const assetAoi = { key: ({ aoiId }: Asset) => ({ id: aoiId }), load: loadAoi };

/** Asset.visualization */
export const assetVisualization = {
  key: ({ aoiId, visualizationId }: Asset) => (visualizationId === null ? null : { aoiId, id: visualizationId }),
  load: loadVisualization,
};

/**
 * The ids of assets of one AOI, without duplicates.
 * @throws InputError for a global id of another AOI
 */
export function assetIdsOf(aoiId: string, values: readonly string[], path: readonly string[]): string[] {
  const ids = values.map((value, position) => {
    const place = [...path, String(position)];
    const keys = keysOf('Asset', value, place);
    if (keys.aoiId !== undefined && !isSameId(keys.aoiId, aoiId)) {
      throw faultAt(place, 'is an asset of another AOI');
    }
    return keys.id ?? value;
  });
  return [...new Set(ids)];
}

/** An asset as a GeoJSON feature. */
export function assetFeature(asset: Asset): Feature {
  const { id, outline } = asset;
  const { aoiId, visualizationId, name, assetType, status, state, date, path, areaInSqM, resolutionInM } = asset;
  const { createdAt, updatedAt } = asset;
  return {
    type: 'Feature',
    id,
    geometry: outline,
    properties: {
      pixxelId: id,
      aoiId,
      visualizationId,
      name,
      assetType,
      status,
      state,
      date,
      path,
      areaInSqM,
      resolutionInM,
      createdAt,
      updatedAt,
    },
  };
}

/** Aoi.latestAsset: the one created last. */
export async function aoiLatestAsset(
  { id }: Pick<Aoi, 'id'>,
  { type }: { type?: Maybe<AssetType> },
  { loaders }: Context,
): Promise<Asset | null> {
  const assets = await loaders.asset.whole.load(id);
  return newestFirst(assets.filter(({ assetType }) => !type || assetType === type))[0] ?? null;
}
