import * as resolve from '../resolvers/visualization-change.ts';
import type { Visualization } from '../upstream/visualization.ts';
import { builder } from './kit/builder.ts';
import { payloadOf } from './kit/payload.ts';
import { relationOf } from './kit/relation.ts';
import { calls } from './kit/upstream-cost.ts';
import { VisualizationRef } from './visualization.ts';
import { VisualizationLegendRef, VisualizationModeRef } from './visualization-legend.ts';

const CreateVisualizationInputRef = builder.inputType('CreateVisualizationInput', {
  description: 'Input of `createVisualization`.',
  fields: (t) => ({
    aoiId: t.id({ required: true, description: 'The AOI to draw, by global id or Pixxel id.' }),
    indexId: t.id({
      required: true,
      description:
        'The index to draw, by global id or Pixxel id. It must belong to the satellite that took the images.',
    }),
    sourceAssetIds: t.idList({
      description: 'Assets of the AOI to draw from, by global id or Pixxel id, at least one; all mosaics if omitted.',
    }),
    resolutionInM: t.float({
      description: 'Pixel size in metres; that of the satellite if omitted.',
    }),
  }),
});

const CreateVisualizationPayloadRef = payloadOf<{ visualization: Visualization }>(
  'CreateVisualizationPayload',
  'Result of `createVisualization`.',
);

builder.objectFields(CreateVisualizationPayloadRef, (t) => ({
  visualization: t.field({
    type: VisualizationRef,
    description: 'The new visualization, still being drawn; null if `userErrors` is not empty.',
    resolve: (payload) => payload.visualization,
  }),
}));

const LegendItemInputRef = builder.inputType('LegendItemInput', {
  description: 'One step of a legend.',
  fields: (t) => ({
    label: t.string({ description: 'Label of the step.' }),
    color: t.string({ description: 'Colour, such as `#2b83ba`.' }),
    min: t.float({ description: 'Lowest value of the step.' }),
    max: t.float({ description: 'Highest value of the step.' }),
  }),
});

const LegendInputRef = builder.inputType('LegendInput', {
  description: 'The legend of one day.',
  fields: (t) => ({
    date: t.field({ type: 'Date', required: true, description: 'Day, one of the `dates` of the visualization.' }),
    items: t.field({
      type: [LegendItemInputRef],
      description: 'Steps of the legend. In `DYNAMIC` mode they can be omitted: equal steps are then computed.',
    }),
  }),
});

const UpdateVisualizationLegendInputRef = builder.inputType('UpdateVisualizationLegendInput', {
  description: 'Input of `updateVisualizationLegend`.',
  fields: (t) => ({
    visualizationId: t.id({ required: true, description: 'The visualization, by global id or Pixxel id.' }),
    aoiId: t.id({
      description:
        'The AOI of the visualization, by global id or Pixxel id. Required if `visualizationId` is a Pixxel id.',
    }),
    mode: t.field({
      type: VisualizationModeRef,
      required: true,
      description: 'Which legends to change. Those of the other mode are kept.',
    }),
    legend: t.field({
      type: [LegendInputRef],
      required: true,
      description: 'The new legends, at most one for each day.',
    }),
    dynamicBins: t.int({ description: 'Number of steps to compute, 1 to 15. Required in `DYNAMIC` mode.' }),
  }),
});

const UpdateVisualizationLegendPayloadRef = payloadOf<{ changed: resolve.ChangedLegends }>(
  'UpdateVisualizationLegendPayload',
  'Result of `updateVisualizationLegend`.',
);

builder.objectFields(UpdateVisualizationLegendPayloadRef, (t) => ({
  visualization: relationOf(t, VisualizationRef, {
    description: 'The visualization; null if `userErrors` is not empty.',
    upstream: calls('field', 'ListVisualizations'),
    ...resolve.changedVisualization,
  }),
  legends: t.field({
    type: [VisualizationLegendRef],
    description: 'Legends of all days of the visualization, changed or not, earliest day first. No query returns them.',
    resolve: ({ changed }) => changed?.legends ?? null,
  }),
}));

const RollbackVisualizationLegendInputRef = builder.inputType('RollbackVisualizationLegendInput', {
  description: 'Input of `rollbackVisualizationLegend`.',
  fields: (t) => ({
    visualizationId: t.id({ required: true, description: 'The visualization, by global id or Pixxel id.' }),
    aoiId: t.id({
      description:
        'The AOI of the visualization, by global id or Pixxel id. Required if `visualizationId` is a Pixxel id.',
    }),
    indexId: t.id({
      description:
        'The index of the visualization, by global id or Pixxel id. If omitted, it is looked up, with one call to Pixxel.',
    }),
    dates: t.field({ type: ['Date'], required: true, description: 'Days to reset, at least one.' }),
    mode: t.field({
      type: VisualizationModeRef,
      required: true,
      description: 'Which legends to reset. Those of the other mode are kept.',
    }),
  }),
});

const RollbackVisualizationLegendPayloadRef = payloadOf<{ visualization: Visualization }>(
  'RollbackVisualizationLegendPayload',
  'Result of `rollbackVisualizationLegend`.',
);

builder.objectFields(RollbackVisualizationLegendPayloadRef, (t) => ({
  visualization: t.field({
    type: VisualizationRef,
    description: 'The visualization; null if `userErrors` is not empty.',
    resolve: (payload) => payload.visualization,
  }),
  legends: t.field({
    type: [VisualizationLegendRef],
    description: 'Legends of all days of the visualization, reset or not, earliest day first. No query returns them.',
    resolve: ({ visualization }) => visualization?.legends ?? null,
  }),
}));

builder.mutationFields((t) => ({
  createVisualization: t.field({
    type: CreateVisualizationPayloadRef,
    description:
      'Draws an index over the images of an AOI. It runs in the background: follow `state` and `progress`, or subscribe to `visualizationProgress`.',
    args: {
      input: t.arg({ type: CreateVisualizationInputRef, required: true, description: 'The visualization to create.' }),
    },
    extensions: { upstream: calls('field', 'CreateVisualization') },
    resolve: resolve.createVisualization,
  }),
  updateVisualizationLegend: t.field({
    type: UpdateVisualizationLegendPayloadRef,
    description: 'Changes legends of a visualization and so the colours of its pictures.',
    args: {
      input: t.arg({ type: UpdateVisualizationLegendInputRef, required: true, description: 'The legends to change.' }),
    },
    extensions: { upstream: calls('field', 'UpdateVisualizationLegend') },
    resolve: resolve.updateVisualizationLegend,
  }),
  rollbackVisualizationLegend: t.field({
    type: RollbackVisualizationLegendPayloadRef,
    description: 'Resets legends: Pixxel computes them again.',
    args: {
      input: t.arg({ type: RollbackVisualizationLegendInputRef, required: true, description: 'The legends to reset.' }),
    },
    extensions: { upstream: calls('field', 'ListVisualizations', 'RollbackVisualizationLegend') },
    resolve: resolve.rollbackVisualizationLegend,
  }),
}));
