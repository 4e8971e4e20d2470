import type { Context } from '../context.ts';
import type { Loadable } from '../loaders/kit/batching.ts';
import type { Aoi } from '../upstream/aoi.ts';
import type { Asset } from '../upstream/asset.ts';
import type { Page, PageRequest } from '../upstream/page.ts';
import type { Visualization } from '../upstream/visualization.ts';
import { keysOf } from './input/global-id.ts';
import { InputError } from './input/input-error.ts';

/** An asset by its global id; its own id alone does not say of which AOI it is. */
export function assetNode(id: string, { loaders }: Context): Loadable<Asset | null> {
  const { aoiId, id: assetId } = keysOf('Asset', id);
  return aoiId && assetId ? loaders.asset.byKey.load({ aoiId, id: assetId }) : null;
}

/** Aoi.assets */
export function aoiAssets({ id }: Aoi, { page }: { page: PageRequest }, { loaders }: Context): Loadable<Page<Asset>> {
  return loaders.asset.page.load({ parentId: id, filter: {}, page });
}

/** Asset.aoi */
export function assetAoi({ aoiId }: Asset, _args: unknown, { loaders }: Context): Loadable<Aoi | null> {
  return loaders.aoi.byId.load(aoiId);
}

/** Asset.visualization */
export function assetVisualization(
  { aoiId, visualizationId }: Asset,
  _args: unknown,
  { loaders }: Context,
): Loadable<Visualization | null> {
  return visualizationId === null ? null : loaders.visualization.byKey.load({ aoiId, id: visualizationId });
}

/**
 * The ids of assets of one AOI, without doubles.
 * @throws InputError for a global id that names another AOI
 */
export function assetIdsOf(aoiId: string, values: readonly string[], path: readonly string[]): string[] {
  const ids = values.map((value, position) => {
    const place = [...path, String(position)];
    const keys = keysOf('Asset', value, place);
    if (keys.aoiId !== undefined && keys.aoiId !== aoiId) {
      throw new InputError(`${place.join('.')} is an asset of another AOI.`, place);
    }
    return keys.id ?? value;
  });
  return [...new Set(ids)];
}
