import { globalIdOf } from '../resolvers/global-id.ts';
import * as resolve from '../resolvers/visualization.ts';
import type {
  LegendItem,
  RenderedImage,
  Visualization,
  VisualizationLegend,
  VisualizationMode,
  VisualizationStatus,
  VisualizationStyle,
} from '../upstream/visualization.ts';
import { AoiRef } from './aoi.ts';
import { builder } from './builder.ts';
import { connectionOf } from './connection.ts';
import { enumOf } from './enum.ts';
import { relationOf } from './relation.ts';
import { ExpressionTypeRef, SpectralIndexRef } from './spectral-index.ts';
import { TrackableRef } from './trackable.ts';
import { calls } from './upstream-cost.ts';

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

const VisualizationModeRef = enumOf<VisualizationMode>(
  'VisualizationMode',
  'How the steps of a legend are laid over the values.',
  {
    DYNAMIC: 'Between the lowest and the highest value that is seen on the day.',
    THEORETICAL: 'Between the lowest and the highest value that the index can have.',
  },
);

const LegendItemRef = builder.objectRef<LegendItem>('LegendItem').implement({
  description: 'One step of a legend: a colour and the values that it stands for.',
  fields: (t) => ({
    label: t.exposeString('label', { description: 'The words for it, such as `Very low`.' }),
    color: t.exposeString('color', { description: 'The colour, such as `#2b83ba`.' }),
    min: t.exposeFloat('min', { description: 'The lowest value.' }),
    max: t.exposeFloat('max', { description: 'The highest value.' }),
    area: t.exposeFloat('area', {
      description: 'How much of the AOI has such values; Pixxel does not state the unit.',
    }),
    areaPercentage: t.exposeFloat('areaPercentage', { description: 'The same in per cent of the AOI.' }),
  }),
});

const VisualizationLegendRef = builder.objectRef<VisualizationLegend>('VisualizationLegend').implement({
  description: "What the colours of one day's picture mean.",
  fields: (t) => ({
    date: t.expose('date', { type: 'Date', nullable: false, description: 'The day.' }),
    dynamic: t.expose('dynamic', {
      type: [LegendItemRef],
      nullable: false,
      description: 'The steps over the values that are seen; empty where the index has no such legend.',
    }),
    theoretical: t.expose('theoretical', {
      type: [LegendItemRef],
      nullable: false,
      description: 'The steps over the values that are possible; empty where the index has no such legend.',
    }),
  }),
});

const RenderedImageRef = builder.objectRef<RenderedImage>('RenderedImage').implement({
  description: 'An image with its bytes.',
  fields: (t) => ({
    contentType: t.exposeString('contentType', { nullable: false, description: 'Its media type: `image/png`.' }),
    sizeInBytes: t.exposeInt('sizeInBytes', { nullable: false, description: 'How many bytes it has.' }),
    base64: t.exposeString('base64', { nullable: false, description: 'The bytes in base64.' }),
    dataUri: t.string({
      nullable: false,
      description: 'The image as a `data:` address, for the `src` of an `img` element.',
      resolve: resolve.imageDataUri,
    }),
  }),
});

const VisualizationStyleRef = builder.objectRef<VisualizationStyle>('VisualizationStyle').implement({
  description: 'How a map server is to draw one day of a visualization.',
  fields: (t) => ({
    date: t.expose('date', { type: 'Date', nullable: false, description: 'The day.' }),
    mode: t.expose('mode', { type: VisualizationModeRef, nullable: false, description: 'By which legend.' }),
    sld: t.exposeString('sld', { nullable: false, description: 'A Styled Layer Descriptor (XML).' }),
  }),
});

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
