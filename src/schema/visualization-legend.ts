import type { LegendItem, VisualizationLegend, VisualizationMode } from '../upstream/visualization-legend.ts';
import { builder } from './kit/builder.ts';
import { enumOf } from './kit/enum.ts';

export const VisualizationModeRef = enumOf<VisualizationMode>(
  'VisualizationMode',
  'Value range over which the steps of a legend are spread.',
  {
    DYNAMIC: 'From the lowest to the highest value observed on the day.',
    THEORETICAL: 'From the lowest to the highest value that the index can have.',
  },
);

const LegendItemRef = builder.objectRef<LegendItem>('LegendItem').implement({
  description: 'One step of a legend: a colour and its value range.',
  fields: (t) => ({
    label: t.exposeString('label', { description: 'Label, such as `Very low`.' }),
    color: t.exposeString('color', { description: 'Colour, such as `#2b83ba`.' }),
    min: t.exposeFloat('min', { description: 'Lowest value.' }),
    max: t.exposeFloat('max', { description: 'Highest value.' }),
    area: t.exposeFloat('area', {
      description: 'Area of the AOI with these values. Pixxel does not state the unit.',
    }),
    areaPercentage: t.exposeFloat('areaPercentage', { description: 'Share of the AOI with these values, in percent.' }),
  }),
});

export const VisualizationLegendRef = builder.objectRef<VisualizationLegend>('VisualizationLegend').implement({
  description: 'Legend of one day: the meaning of the colours.',
  fields: (t) => ({
    date: t.expose('date', { type: 'Date', nullable: false, description: 'Day.' }),
    dynamic: t.expose('dynamic', {
      type: [LegendItemRef],
      nullable: false,
      description: 'Steps over the observed values; empty if the index has no such legend.',
    }),
    theoretical: t.expose('theoretical', {
      type: [LegendItemRef],
      nullable: false,
      description: 'Steps over the possible values; empty if the index has no such legend.',
    }),
  }),
});
