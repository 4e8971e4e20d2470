import { globalIdOf } from '../resolvers/input/global-id.ts';
import * as resolve from '../resolvers/visualization.ts';
import { visualizationPicture, visualizationPictures } from '../resolvers/visualization-picture.ts';
import type { Visualization, VisualizationStatus } from '../upstream/visualization.ts';
import { AoiRef } from './aoi.ts';
import { builder } from './kit/builder.ts';
import { connectionOf } from './kit/connection.ts';
import { enumOf } from './kit/enum.ts';
import { lookupOf, relationOf } from './kit/relation.ts';
import { calls } from './kit/upstream-cost.ts';
import { TrackableRef } from './shared/trackable.ts';
import { ExpressionTypeRef, SpectralIndexRef } from './spectral-index.ts';
import { VisualizationModeRef } from './visualization-legend.ts';
import { RenderedImageRef, VisualizationPictureRef, VisualizationStyleRef } from './visualization-picture.ts';

export const VisualizationRef = builder.objectRef<Visualization>('Visualization');

const VisualizationStatusRef = enumOf<VisualizationStatus>(
  'VisualizationStatus',
  'Processing status of a visualization.',
  {
    CREATING: 'Pictures are being drawn.',
    SUCCESS: 'Pictures of all days are available.',
    FAILED: 'No picture could be drawn.',
    PARTIAL_SUCCESS: 'Some pictures are available, others failed.',
  },
);

builder.node(VisualizationRef, {
  description: 'An index drawn over the images of an AOI, one picture for each day.',
  interfaces: [TrackableRef],
  id: { resolve: ({ aoiId, id }) => globalIdOf('Visualization', { aoiId, id }) },
  loadOne: (id, context) => resolve.visualization.load(resolve.visualization.key({ id }), context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'Id in the Pixxel console and REST API.' }),
    status: t.expose('status', { type: VisualizationStatusRef, description: 'Processing status.' }),
    indexName: t.string({
      description: 'Name of the index.',
      extensions: { upstream: calls('field', 'ListIndices') },
      resolve: resolve.visualizationIndexName,
    }),
    expression: t.string({
      description: 'Formula of the index.',
      extensions: { upstream: calls('field', 'ListIndices') },
      resolve: resolve.visualizationExpression,
    }),
    expressionType: t.field({
      type: ExpressionTypeRef,
      description: 'Kind of picture.',
      extensions: { upstream: calls('field', 'ListIndices') },
      resolve: resolve.visualizationExpressionType,
    }),
    rescale: t.floatList({
      description: 'Index values at the lower and upper end of the colour map.',
      extensions: { upstream: calls('field', 'ListIndices') },
      resolve: resolve.visualizationRescale,
    }),
    tenantId: t.exposeID('tenantId', { description: 'Id of the organization that owns it.' }),
    userId: t.exposeID('userId', { description: 'Id of the user who created it.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    dates: t.field({
      type: ['Date'],
      description: 'Days for which there is a picture, earliest first.',
      extensions: { upstream: calls('row', 'ListAssets') },
      resolve: resolve.visualizationDates,
    }),
    png: t.field({
      type: RenderedImageRef,
      description: 'Picture of one day, alone. `picture` also has its legend and its place on a map.',
      args: {
        date: t.arg({ type: 'Date', required: true, description: 'Day, one of the `dates` of the visualization.' }),
        mode: t.arg({
          type: VisualizationModeRef,
          required: true,
          description: 'Legend mode that colours the picture.',
        }),
      },
      extensions: { upstream: calls('row', 'RenderVisualizationPng') },
      resolve: resolve.visualizationPng,
    }),
    picture: t.field({
      type: VisualizationPictureRef,
      description:
        'Picture of one day, with its place on a map and its legend. Null if the visualization has no picture yet.',
      args: {
        date: t.arg({
          type: 'Date',
          description: 'Day, one of the `dates` of the visualization; the newest if omitted.',
        }),
        mode: t.arg({
          type: VisualizationModeRef,
          required: true,
          defaultValue: 'DYNAMIC',
          description: 'Legend mode that colours the picture.',
        }),
      },
      extensions: { upstream: calls('row', 'ListAssets') },
      resolve: visualizationPicture,
    }),
    pictures: t.field({
      type: [VisualizationPictureRef],
      nullable: false,
      description: 'Pictures of several days, in the order of `dates`.',
      args: {
        dates: t.arg({
          type: ['Date'],
          required: true,
          description: 'Days, each one of the `dates` of the visualization.',
        }),
        mode: t.arg({
          type: VisualizationModeRef,
          required: true,
          defaultValue: 'DYNAMIC',
          description: 'Legend mode that colours the pictures.',
        }),
      },
      resolve: visualizationPictures,
    }),
    sld: t.field({
      type: [VisualizationStyleRef],
      description: 'Styles for a map server: one for each of the days in each of the modes.',
      args: {
        dates: t.arg({
          type: ['Date'],
          required: true,
          description: 'Days, each one of the `dates` of the visualization.',
        }),
        modes: t.arg({ type: [VisualizationModeRef], required: true, description: 'Legend modes.' }),
      },
      extensions: { upstream: calls('row', 'RenderVisualizationSld') },
      resolve: resolve.visualizationSld,
    }),
    aoi: relationOf(t, AoiRef, {
      description: 'The AOI that it shows.',
      upstream: calls('row', 'GetAoiById'),
      ...resolve.visualizationAoi,
    }),
    index: relationOf(t, SpectralIndexRef, {
      description: 'The index that is drawn.',
      upstream: calls('field', 'ListIndices'),
      ...resolve.visualizationIndex,
    }),
  }),
});

const VisualizationFilterRef = builder.inputType('VisualizationFilter', {
  description: 'Filters a list of visualizations. A visualization must match every field given.',
  fields: (t) => ({
    type: t.string({ description: 'Only visualizations of this type, such as `custom`.' }),
    userId: t.id({ description: 'Only visualizations created by this user.' }),
    expressionType: t.field({ type: ExpressionTypeRef, description: 'Only visualizations with this kind of picture.' }),
    indexId: t.id({ description: 'Only visualizations of this index, by global id or Pixxel id.' }),
  }),
});

builder.objectFields(AoiRef, (t) => ({
  visualizations: connectionOf(t, VisualizationRef, {
    description: 'Visualizations of this AOI.',
    args: {
      filter: t.arg({ type: VisualizationFilterRef, description: 'Only matching visualizations; all if omitted.' }),
    },
    upstream: calls('row', 'ListVisualizations'),
    needs: ['id'],
    resolve: resolve.aoiVisualizations,
  }),
}));

builder.queryFields((t) => ({
  visualization: lookupOf(t, VisualizationRef, {
    description: 'One visualization; null if it does not exist or the key cannot access it.',
    args: {
      id: t.arg.id({ required: true, description: 'The visualization, by global id or Pixxel id.' }),
      aoiId: t.arg.id({
        description: 'The AOI of the visualization, by global id or Pixxel id. Required if `id` is a Pixxel id.',
      }),
    },
    upstream: calls('field', 'ListVisualizations'),
    ...resolve.visualization,
  }),
}));
