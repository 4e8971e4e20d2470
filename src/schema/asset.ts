import * as resolve from '../resolvers/asset.ts';
import { globalIdOf } from '../resolvers/input/global-id.ts';
import { visualizationAssets } from '../resolvers/visualization.ts';
import type { Asset, AssetStatus, AssetType } from '../upstream/asset.ts';
import { AoiRef } from './aoi.ts';
import { builder } from './kit/builder.ts';
import { connectionOf } from './kit/connection.ts';
import { enumOf } from './kit/enum.ts';
import { relationOf } from './kit/relation.ts';
import { calls } from './kit/upstream-cost.ts';
import { PositionRef } from './shared/position.ts';
import { TrackableRef } from './shared/trackable.ts';
import { VisualizationRef } from './visualization.ts';

export const AssetRef = builder.objectRef<Asset>('Asset');

const AssetTypeRef = enumOf<AssetType>('AssetType', 'What an asset was made of.', {
  MOSAIC: 'All images of one day, joined and cut to the AOI.',
  STAC_ITEM: 'One image, cut to the AOI.',
  VISUALIZATION: 'One day of a visualization.',
});

const AssetStatusRef = enumOf<AssetStatus>('AssetStatus', 'How far the making of an asset has come.', {
  SUCCESS: 'It is there.',
  FAILED: 'It could not be made.',
  STARTED: 'Taken on.',
  CREATING: 'It is being made.',
});

builder.node(AssetRef, {
  description: 'A raster of an AOI: an image cut to it, a mosaic of images, or a picture of an index.',
  interfaces: [TrackableRef],
  id: { resolve: ({ aoiId, id }) => globalIdOf('Asset', { aoiId, id }) },
  loadOne: (id, context) => resolve.assetNode(id, context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'The id in the Pixxel console and REST API.' }),
    name: t.exposeString('name', { description: 'The name.' }),
    description: t.exposeString('description', { description: 'What it shows.' }),
    assetType: t.expose('assetType', { type: AssetTypeRef, description: 'What it was made of.' }),
    status: t.expose('status', { type: AssetStatusRef, description: 'How far its making has come.' }),
    date: t.expose('date', { type: 'Date', description: 'The day it shows.' }),
    path: t.exposeString('path', { description: 'Where the file is kept.' }),
    bandList: t.exposeStringList('bandList', { nullable: false, description: 'The bands in the file.' }),
    geometry: t.expose('geometry', { type: 'GeoJSONPolygon', description: 'The outline.' }),
    centroid: t.expose('centroid', { type: PositionRef, description: 'The middle of the outline.' }),
    areaInSqM: t.exposeFloat('areaInSqM', { description: 'Its area in square metres.' }),
    resolutionInM: t.exposeFloat('resolutionInM', { description: 'The side of a pixel in metres.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    aoi: relationOf(t, AoiRef, {
      description: 'The AOI it was made for.',
      upstream: calls('row', 'GetAoiById'),
      identity: ({ aoiId }) => ({ id: aoiId }),
      resolve: resolve.assetAoi,
    }),
    visualization: relationOf(t, VisualizationRef, {
      description: 'The visualization that it is a day of; null for an asset of another type.',
      upstream: calls('row', 'ListVisualizations'),
      identity: ({ aoiId, visualizationId }) => (visualizationId === null ? null : { aoiId, id: visualizationId }),
      resolve: resolve.assetVisualization,
    }),
  }),
});

builder.objectFields(AoiRef, (t) => ({
  assets: connectionOf(t, AssetRef, {
    description: 'The rasters made for it: images, mosaics and pictures of indices.',
    upstream: calls('row', 'ListAssets'),
    resolve: resolve.aoiAssets,
  }),
}));

builder.objectFields(VisualizationRef, (t) => ({
  assets: t.field({
    type: [AssetRef],
    description: 'Its pictures, one for each day.',
    extensions: { upstream: calls('row', 'ListAssets') },
    resolve: visualizationAssets,
  }),
}));
