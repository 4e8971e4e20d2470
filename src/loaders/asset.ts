import { type Asset, listAssets } from '../upstream/asset.ts';
import type { UpstreamClient } from '../upstream/http/client.ts';
import { type RowsOfAoi, rowsOfAoi } from './kit/rows-of-aoi.ts';

/** The list takes one AOI and no filter, and there is no single read. An asset is found by reading the list until it appears. */
export type AssetLoaders = RowsOfAoi<Record<never, never>, Asset>;

export function createAssetLoaders(client: UpstreamClient): AssetLoaders {
  return rowsOfAoi('asset', {
    operation: 'ListAssets',
    list: (aoiId, _filter, page) => listAssets(client, aoiId, page),
  });
}
