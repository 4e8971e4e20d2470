import * as resolve from '../resolvers/asset.ts';
import { globalIdOf } from '../resolvers/input/global-id.ts';
import { visualizationAssets } from '../resolvers/visualization.ts';
import type { Asset, AssetStatus, AssetType } from '../upstream/asset.ts';
import { AoiRef } from './aoi.ts';
import { builder } from './kit/builder.ts';
import { connectionOf } from './kit/connection.ts';
import { enumOf } from './kit/enum.ts';
import { needing, relationOf } from './kit/relation.ts';
import { calls } from './kit/upstream-cost.ts';
import { BBOX } from './shared/bbox.ts';
import { showAsGeoJson } from './shared/geojson.ts';
import { DateIntervalInputRef } from './shared/interval.ts';
import { PositionRef } from './shared/position.ts';
import { LifecycleStateRef, TrackableRef } from './shared/trackable.ts';
import { VisualizationRef } from './visualization.ts';

export const AssetRef = builder.objectRef<Asset>('Asset');

const AssetTypeRef = enumOf<AssetType>('AssetType', 'Kind of asset.', {
  MOSAIC: 'All images of one day, merged and clipped to the AOI.',
  STAC_ITEM: 'One image, clipped to the AOI.',
  VISUALIZATION: 'The picture of one day of a visualization.',
});

const AssetStatusRef = enumOf<AssetStatus>('AssetStatus', 'Processing status of an asset.', {
  SUCCESS: 'The file is available.',
  FAILED: 'Processing failed.',
  STARTED: 'Accepted; processing has not produced anything yet.',
  CREATING: 'The file is being made.',
});

builder.node(AssetRef, {
  description: 'A raster of an AOI: a clipped image, a mosaic of images, or a picture of a visualization.',
  interfaces: [TrackableRef],
  id: { resolve: ({ aoiId, id }) => globalIdOf('Asset', { aoiId, id }) },
  loadOne: (id, context) => resolve.assetNode(id, context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'Id in the Pixxel console and REST API.' }),
    name: t.exposeString('name', { description: 'Name.' }),
    description: t.exposeString('description', { description: 'Free-text description.' }),
    assetType: t.expose('assetType', { type: AssetTypeRef, description: 'Kind of asset.' }),
    status: t.expose('status', { type: AssetStatusRef, description: 'Processing status.' }),
    date: t.expose('date', { type: 'Date', description: 'Acquisition day.' }),
    path: t.exposeString('path', { description: 'Location of the file, as Pixxel gives it.' }),
    bandList: t.exposeStringList('bandList', { nullable: false, description: 'Names of the bands in the file.' }),
    geometry: t.expose('geometry', {
      type: 'GeoJSONPolygon',
      description:
        'Outline of the area it covers. Null, with a warning, if it has several parts: the connection shows them in `geojson`.',
    }),
    bbox: t.exposeFloatList('bbox', { description: `Bounding box of the outline: ${BBOX}.` }),
    centroid: t.expose('centroid', { type: PositionRef, description: 'Centre of the outline.' }),
    areaInSqM: t.exposeFloat('areaInSqM', { description: 'Area in square metres.' }),
    resolutionInM: t.exposeFloat('resolutionInM', { description: 'Pixel size in metres.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    aoi: relationOf(t, AoiRef, {
      description: 'The AOI that it belongs to.',
      upstream: calls('row', 'GetAoiById'),
      ...resolve.assetAoi,
    }),
    visualization: relationOf(t, VisualizationRef, {
      description: 'The visualization that it is a picture of; null unless `assetType` is `VISUALIZATION`.',
      upstream: calls('row', 'ListVisualizations'),
      ...resolve.assetVisualization,
    }),
  }),
});

showAsGeoJson(
  AssetRef,
  'a FeatureCollection of the outlines. The properties of a feature are `pixxelId`, `aoiId`, `visualizationId`, `name`, `assetType`, `status`, `state`, `date`, `path`, `areaInSqM`, `resolutionInM`, `createdAt` and `updatedAt`.',
  resolve.assetFeature,
);

const AssetFilterRef = builder.inputType('AssetFilter', {
  description: 'Filters a list of assets. An asset must match every field given.',
  fields: (t) => ({
    types: t.field({ type: [AssetTypeRef], description: 'Only assets of one of these kinds.' }),
    states: t.field({ type: [LifecycleStateRef], description: 'Only assets in one of these states.' }),
    date: t.field({ type: DateIntervalInputRef, description: 'Only assets of these acquisition days.' }),
  }),
});

builder.objectFields(AoiRef, (t) => ({
  assets: connectionOf(t, AssetRef, {
    description:
      'Rasters of this AOI: clipped images, mosaics and pictures of visualizations. With a filter or `newestFirst`, the gateway reads all of them.',
    args: {
      filter: t.arg({ type: AssetFilterRef, description: 'Only matching assets; all if omitted.' }),
      newestFirst: t.arg.boolean({
        required: true,
        defaultValue: false,
        description: 'Sort by `createdAt`, newest first.',
      }),
    },
    upstream: calls('row', 'ListAssets'),
    needs: ['id'],
    resolve: resolve.aoiAssets,
  }),
  latestAsset: t.field({
    type: AssetRef,
    description: 'The asset that was created last; null if the AOI has no matching asset.',
    args: { type: t.arg({ type: AssetTypeRef, description: 'Only assets of this kind.' }) },
    extensions: { upstream: calls('row', 'ListAssets'), ahead: needing('id') },
    resolve: resolve.aoiLatestAsset,
  }),
}));

builder.objectFields(VisualizationRef, (t) => ({
  assets: t.field({
    type: [AssetRef],
    description: 'Pictures of the visualization, one for each day.',
    extensions: { upstream: calls('row', 'ListAssets') },
    resolve: visualizationAssets,
  }),
}));
