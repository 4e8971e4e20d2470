import { globalIdOf } from '../resolvers/input/global-id.ts';
import * as resolve from '../resolvers/visualization.ts';
import type { Visualization, VisualizationStatus } from '../upstream/visualization.ts';
import { AoiRef } from './aoi.ts';
import { builder } from './kit/builder.ts';
import { connectionOf } from './kit/connection.ts';
import { enumOf } from './kit/enum.ts';
import { relationOf } from './kit/relation.ts';
import { calls } from './kit/upstream-cost.ts';
import { TrackableRef } from './shared/trackable.ts';
import { ExpressionTypeRef, SpectralIndexRef } from './spectral-index.ts';
import { VisualizationLegendRef, VisualizationModeRef } from './visualization-legend.ts';
import { RenderedImageRef, VisualizationStyleRef } from './visualization-picture.ts';

export const VisualizationRef = builder.objectRef<Visualization>('Visualization');

const VisualizationStatusRef = enumOf<VisualizationStatus>(
  'VisualizationStatus',
  'How far the drawing of a visualization has come.',
  {
    CREATING: 'It is being drawn.',
    SUCCESS: 'All days are drawn.',
    FAILED: 'No day could be drawn.',
    PARTIAL_SUCCESS: 'Some days are drawn, others failed.',
  },
);

builder.node(VisualizationRef, {
  description: 'An index drawn over the images of an AOI, one picture for each day.',
  interfaces: [TrackableRef],
  id: { resolve: ({ aoiId, id }) => globalIdOf('Visualization', { aoiId, id }) },
  loadOne: (id, context) => resolve.visualization(null, { id }, context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'The id in the Pixxel console and REST API.' }),
    status: t.expose('status', { type: VisualizationStatusRef, description: 'How far its drawing has come.' }),
    type: t.exposeString('type', { description: 'Its type, such as `custom`; null where only a list has told of it.' }),
    indexName: t.string({
      description: 'The name of its index.',
      extensions: { upstream: calls('field', 'ListIndices') },
      resolve: resolve.visualizationIndexName,
    }),
    expression: t.string({
      description: 'The formula that is drawn.',
      extensions: { upstream: calls('field', 'ListIndices') },
      resolve: resolve.visualizationExpression,
    }),
    expressionType: t.field({
      type: ExpressionTypeRef,
      description: 'What kind of picture it is.',
      extensions: { upstream: calls('field', 'ListIndices') },
      resolve: resolve.visualizationExpressionType,
    }),
    rescale: t.floatList({
      description: 'The values at the lower and the upper end of the colours.',
      extensions: { upstream: calls('field', 'ListIndices') },
      resolve: resolve.visualizationRescale,
    }),
    tenantId: t.exposeID('tenantId', { description: 'The organization whose it is.' }),
    userId: t.exposeID('userId', { description: 'Who made it.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    dates: t.field({
      type: ['Date'],
      description: 'The days it shows, the earliest first.',
      extensions: { upstream: calls('row', 'ListAssets') },
      resolve: resolve.visualizationDates,
    }),
    legends: t.expose('legends', {
      type: [VisualizationLegendRef],
      description:
        'What its colours mean, day by day. Only the answers to mutations tell it: null where it was read from a list.',
    }),
    png: t.field({
      type: RenderedImageRef,
      description: 'The picture of one day.',
      args: {
        date: t.arg({ type: 'Date', required: true, description: 'The day: one of `dates`.' }),
        mode: t.arg({ type: VisualizationModeRef, required: true, description: 'By which legend to colour it.' }),
      },
      extensions: { upstream: calls('row', 'RenderVisualizationPng') },
      resolve: resolve.visualizationPng,
    }),
    sld: t.field({
      type: [VisualizationStyleRef],
      description: 'Styles for a map server, for each of the days in each of the modes.',
      args: {
        dates: t.arg({ type: ['Date'], required: true, description: 'The days: some of `dates`.' }),
        modes: t.arg({ type: [VisualizationModeRef], required: true, description: 'By which legends.' }),
      },
      extensions: { upstream: calls('row', 'RenderVisualizationSld') },
      resolve: resolve.visualizationSld,
    }),
    aoi: relationOf(t, AoiRef, {
      description: 'The AOI that it shows.',
      upstream: calls('row', 'GetAoiById'),
      identity: ({ aoiId }) => ({ id: aoiId }),
      resolve: resolve.visualizationAoi,
    }),
    index: relationOf(t, SpectralIndexRef, {
      description: 'The index that is drawn.',
      upstream: calls('field', 'ListIndices'),
      identity: ({ indexId }) => (indexId === null ? null : { id: indexId }),
      resolve: resolve.visualizationIndex,
    }),
  }),
});

const VisualizationFilterRef = builder.inputType('VisualizationFilter', {
  description: 'Narrows a list of visualizations.',
  fields: (t) => ({
    type: t.string({ description: 'Only those of this type, such as `custom`.' }),
    userId: t.id({ description: 'Only those that this user made.' }),
    expressionType: t.field({ type: ExpressionTypeRef, description: 'Only this kind of picture.' }),
    indexId: t.id({ description: 'Only those of this index, by either of its ids.' }),
  }),
});

builder.objectFields(AoiRef, (t) => ({
  visualizations: connectionOf(t, VisualizationRef, {
    description: 'The indices that were drawn over its images.',
    args: {
      filter: t.arg({ type: VisualizationFilterRef, description: 'Which visualizations; all where it is left out.' }),
    },
    upstream: calls('row', 'ListVisualizations'),
    resolve: resolve.aoiVisualizations,
  }),
}));

builder.queryFields((t) => ({
  visualization: t.field({
    type: VisualizationRef,
    description: 'One visualization; null where there is none that the key can reach.',
    args: {
      id: t.arg.id({ required: true, description: 'The visualization, by either of its ids.' }),
      aoiId: t.arg.id({ description: 'Its AOI, by either of its ids: needed where `id` is not the global id.' }),
    },
    extensions: { upstream: calls('field', 'ListVisualizations') },
    resolve: resolve.visualization,
  }),
}));
