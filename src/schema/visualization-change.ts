import * as resolve from '../resolvers/visualization-change.ts';
import type { Visualization } from '../upstream/visualization.ts';
import { builder } from './kit/builder.ts';
import { payloadOf } from './kit/payload.ts';
import { relationOf } from './kit/relation.ts';
import { calls } from './kit/upstream-cost.ts';
import { VisualizationRef } from './visualization.ts';
import { VisualizationModeRef } from './visualization-legend.ts';

const CreateVisualizationInputRef = builder.inputType('CreateVisualizationInput', {
  description: 'What a visualization is made from.',
  fields: (t) => ({
    aoiId: t.id({ required: true, description: 'The AOI to draw on.' }),
    indexId: t.id({ required: true, description: 'The index to draw: one of the satellite that took the images.' }),
    sourceAssetIds: t.idList({
      description: 'Assets of the AOI to draw from, at least one; all its mosaics where this is left out.',
    }),
    resolutionInM: t.float({
      description: 'The side of a pixel in metres; that of the satellite where this is left out.',
    }),
  }),
});

const CreateVisualizationPayloadRef = payloadOf<{ visualization: Visualization }>(
  'CreateVisualizationPayload',
  'What came of `createVisualization`.',
);

builder.objectFields(CreateVisualizationPayloadRef, (t) => ({
  visualization: t.field({
    type: VisualizationRef,
    description: 'The new visualization, still being drawn; null where `userErrors` says why not.',
    resolve: (payload) => payload.visualization,
  }),
}));

const LegendItemInputRef = builder.inputType('LegendItemInput', {
  description: 'One step of a legend.',
  fields: (t) => ({
    label: t.string({ description: 'The words for it.' }),
    color: t.string({ description: 'The colour, such as `#2b83ba`.' }),
    min: t.float({ description: 'The lowest value that it stands for.' }),
    max: t.float({ description: 'The highest value that it stands for.' }),
  }),
});

const LegendInputRef = builder.inputType('LegendInput', {
  description: 'The legend of one day.',
  fields: (t) => ({
    date: t.field({ type: 'Date', required: true, description: 'The day: one of `dates`.' }),
    items: t.field({
      type: [LegendItemInputRef],
      description: 'Its steps. In the DYNAMIC mode they can be left out: equal steps are computed then.',
    }),
  }),
});

const UpdateVisualizationLegendInputRef = builder.inputType('UpdateVisualizationLegendInput', {
  description: 'Which legends to change, and into what.',
  fields: (t) => ({
    visualizationId: t.id({ required: true, description: 'The visualization.' }),
    aoiId: t.id({ description: 'Its AOI: needed where `visualizationId` is not the global id.' }),
    mode: t.field({ type: VisualizationModeRef, required: true, description: 'Which legends; the others stay.' }),
    legend: t.field({ type: [LegendInputRef], required: true, description: 'The new legends, each day once.' }),
    dynamicBins: t.int({ description: 'How many steps to compute, 1 to 15: needed in the DYNAMIC mode.' }),
  }),
});

const UpdateVisualizationLegendPayloadRef = payloadOf<{ changed: resolve.ChangedLegends }>(
  'UpdateVisualizationLegendPayload',
  'What came of `updateVisualizationLegend`.',
);

builder.objectFields(UpdateVisualizationLegendPayloadRef, (t) => ({
  visualization: relationOf(t, VisualizationRef, {
    description: 'The visualization with its new `legends`; null where `userErrors` says why not.',
    upstream: calls('field', 'ListVisualizations'),
    identity: ({ changed }) => changed ?? null,
    resolve: resolve.changedVisualization,
  }),
}));

const RollbackVisualizationLegendInputRef = builder.inputType('RollbackVisualizationLegendInput', {
  description: 'Which legends to bring back.',
  fields: (t) => ({
    visualizationId: t.id({ required: true, description: 'The visualization.' }),
    aoiId: t.id({ description: 'Its AOI: needed where `visualizationId` is not the global id.' }),
    indexId: t.id({ description: 'Its index: looked up where this is left out.' }),
    dates: t.field({ type: ['Date'], required: true, description: 'The days, at least one.' }),
    mode: t.field({ type: VisualizationModeRef, required: true, description: 'Which legends; the others stay.' }),
  }),
});

const RollbackVisualizationLegendPayloadRef = payloadOf<{ visualization: Visualization }>(
  'RollbackVisualizationLegendPayload',
  'What came of `rollbackVisualizationLegend`.',
);

builder.objectFields(RollbackVisualizationLegendPayloadRef, (t) => ({
  visualization: t.field({
    type: VisualizationRef,
    description: 'The visualization with its `legends`; null where `userErrors` says why not.',
    resolve: (payload) => payload.visualization,
  }),
}));

builder.mutationFields((t) => ({
  createVisualization: t.field({
    type: CreateVisualizationPayloadRef,
    description:
      'Draws an index over the images of an AOI. It is drawn in the background: watch `state` and `progress`.',
    args: { input: t.arg({ type: CreateVisualizationInputRef, required: true, description: 'What to draw.' }) },
    extensions: { upstream: calls('field', 'CreateVisualization') },
    resolve: resolve.createVisualization,
  }),
  updateVisualizationLegend: t.field({
    type: UpdateVisualizationLegendPayloadRef,
    description: 'Changes legends of a visualization, and with them its colours.',
    args: {
      input: t.arg({ type: UpdateVisualizationLegendInputRef, required: true, description: 'What to change.' }),
    },
    extensions: { upstream: calls('field', 'UpdateVisualizationLegend') },
    resolve: resolve.updateVisualizationLegend,
  }),
  rollbackVisualizationLegend: t.field({
    type: RollbackVisualizationLegendPayloadRef,
    description: 'Takes changes of legends back: they are computed anew.',
    args: {
      input: t.arg({ type: RollbackVisualizationLegendInputRef, required: true, description: 'What to take back.' }),
    },
    extensions: { upstream: calls('field', 'ListVisualizations', 'RollbackVisualizationLegend') },
    resolve: resolve.rollbackVisualizationLegend,
  }),
}));
