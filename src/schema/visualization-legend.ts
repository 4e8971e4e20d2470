import type { LegendItem, VisualizationLegend, VisualizationMode } from '../upstream/visualization-legend.ts';
import { builder } from './kit/builder.ts';
import { enumOf } from './kit/enum.ts';

export const VisualizationModeRef = enumOf<VisualizationMode>(
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

export const VisualizationLegendRef = builder.objectRef<VisualizationLegend>('VisualizationLegend').implement({
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
