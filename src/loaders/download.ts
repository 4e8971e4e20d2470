import { type Download, getAoiDownload } from '../upstream/download.ts';
import type { UpstreamClient } from '../upstream/http/client.ts';
import { callPerKey, type Loader } from './kit/batching.ts';
import type { AoiRowKey } from './kit/rows-of-aoi.ts';

export interface DownloadLoaders {
  /** One call for each package: there is no list. */
  byAoi: Loader<AoiRowKey, Download | null>;
}

export function createDownloadLoaders(client: UpstreamClient): DownloadLoaders {
  return {
    byAoi: callPerKey<AoiRowKey, Download>('download.byAoi', JSON.stringify, ({ aoiId, id }) =>
      getAoiDownload(client, aoiId, id),
    ),
  };
}
