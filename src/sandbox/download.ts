import type { WireAoiDownload } from '../contract/download.ts';
import { assetNow, assetsOf } from './asset.ts';
import { aoiOf, type Handlers, invalid, notFound, type Scope } from './server/handler.ts';
import { signedUrlOf } from './server/package.ts';
import { second } from './world/dates.ts';

export const downloadHandlers: Handlers<'RequestAoiDownload' | 'GetAoiDownload'> = {
  RequestAoiDownload(call) {
    const { store, path, body } = call;
    const aoi = aoiOf(call, path.aoi_id);
    if (!aoi) throw notFound('AOI not found');
    if (body.asset_ids.length === 0) throw invalid('asset_ids must name at least one asset');
    const assets = new Map(assetsOf(store, aoi.aoi_id).map((asset) => [asset.id, asset]));
    const wanted = body.asset_ids.map((id) => {
      const asset = assets.get(id);
      if (!asset) throw notFound(`asset not found in this AOI: ${id}`);
      if (assetNow(store, asset).status !== 'success') throw invalid(`this asset is not ready yet: ${id}`);
      return asset;
    });
    const id = store.newId();
    store.packages.set(id, {
      aoiId: aoi.aoi_id,
      contents: { 'manifest.json': wanted, 'aoi.geojson': aoi.geometry },
      readyAt: store.now() + 6 * second,
    });
    return downloadNow(call, id);
  },

  GetAoiDownload(call) {
    const { store, path } = call;
    if (!aoiOf(call, path.aoi_id)) throw notFound('AOI not found');
    if (store.packages.get(path.download_id)?.aoiId !== path.aoi_id) throw notFound('download not found');
    return downloadNow(call, path.download_id);
  },
};

function downloadNow(call: Scope & { baseUrl: string }, id: string): WireAoiDownload {
  const signedUrl = signedUrlOf(call, id);
  return { download_id: id, signed_url: signedUrl, status: signedUrl === '' ? 'IN_PROGRESS' : 'SUCCESS' };
}
