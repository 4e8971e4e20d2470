import { type Asset, listAssets } from '../upstream/asset.ts';
import type { UpstreamClient } from '../upstream/http/client.ts';
import { type RowsOfAoi, rowsOfAoi } from './kit/rows-of-aoi.ts';

/** The list takes one AOI and no filter, and there is no single read: an asset is found by reading on until it comes. */
export type AssetLoaders = RowsOfAoi<Record<never, never>, Asset>;

export function createAssetLoaders(client: UpstreamClient): AssetLoaders {
  return rowsOfAoi('asset', { list: (aoiId, _filter, page) => listAssets(client, aoiId, page) });
}
