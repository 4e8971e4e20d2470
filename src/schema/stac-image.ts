import * as resolve from '../resolvers/stac-image.ts';
import { AoiImageRef, AoiRef } from './aoi.ts';
import { AssetRef } from './asset.ts';
import { builder } from './kit/builder.ts';
import { relationOf } from './kit/relation.ts';
import { calls } from './kit/upstream-cost.ts';
import { SatelliteCollectionRef, SatelliteRef } from './satellite.ts';
import { CoverageRef } from './shared/coverage.ts';
import { StacCollectionRef, StacItemRef } from './stac.ts';

builder.objectFields(SatelliteCollectionRef, (t) => ({
  collection: relationOf(t, StacCollectionRef, {
    description: 'The same collection in the archive; null if the archive does not contain it.',
    upstream: calls('field', 'ListCollections', 'GetCollectionById'),
    ...resolve.satelliteCollection,
  }),
}));

builder.objectFields(AoiImageRef, (t) => ({
  item: relationOf(t, StacItemRef, {
    description:
      'The image; null if the archive does not contain it. If its id exists in several collections, the image whose footprint overlaps the AOI; null if none does.',
    upstream: calls('field', 'SearchArchive'),
    ...resolve.aoiImageItem,
  }),
  coverage: t.field({
    type: CoverageRef,
    description:
      'How much of the AOI the image covers. Null if the archive does not contain the image, or one of the two shapes is invalid.',
    extensions: { upstream: calls('field', 'SearchArchive'), work: true },
    resolve: resolve.aoiImageCoverage,
  }),
}));

builder.objectFields(AssetRef, (t) => ({
  item: t.field({
    type: StacItemRef,
    description:
      'The archive image that it was clipped from: the image of its AOI that its name, path or description contains. Null unless `assetType` is `STAC_ITEM`.',
    extensions: { upstream: [...calls('row', 'GetAoiById'), ...calls('field', 'SearchArchive')] },
    resolve: resolve.assetItem,
  }),
}));

builder.objectFields(StacItemRef, (t) => ({
  satellite: t.field({
    type: SatelliteRef,
    description:
      'The satellite that took it, found by its collection and `platform`. Null if no satellite matches, or several do.',
    extensions: { upstream: calls('field', 'ListSatellites'), ahead: { start: resolve.startSatellites } },
    resolve: resolve.itemSatellite,
  }),
  aois: t.field({
    type: [AoiRef],
    description: 'AOIs that the image was clipped to, newest first: of all AOIs that the key can access.',
    extensions: { upstream: calls('field', 'ListAois') },
    resolve: resolve.itemAois,
  }),
}));
