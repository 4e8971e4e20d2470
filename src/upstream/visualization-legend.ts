import type { WireLegendItem, WireNewLegendItem, WireVisualizationMetadata } from '../contract/visualization.ts';
import { UpstreamFailure } from './failure.ts';
import type { UpstreamClient } from './http/client.ts';
import { toUnderscoredDay } from './wire/time.ts';
import type { WireReader } from './wire/wire-reader.ts';
import { toWireWord } from './wire/word.ts';

/** Key of a visualization. */
export interface VisualizationKey {
  aoiId: string;
  id: string;
}

/** How the steps of a legend are distributed over the values. */
export const VISUALIZATION_MODES = ['DYNAMIC', 'THEORETICAL'] as const;
export type VisualizationMode = (typeof VISUALIZATION_MODES)[number];

/** The colours of one date's picture, in both modes. */
export interface VisualizationLegend {
  date: string;
  dynamic: LegendItem[];
  theoretical: LegendItem[];
}

/** One step of a legend: a range of values and its colour. */
export interface LegendItem {
  label: string | null;
  color: string | null;
  min: number | null;
  max: number | null;
  /** Area with these values. The API does not state the unit. */
  area: number | null;
  /** Share of the AOI, in percent. */
  areaPercentage: number | null;
}

/** One date's new legend. Without items the upstream computes it, which is possible in dynamic mode only. */
export interface NewLegend {
  date: string;
  items: readonly NewLegendItem[] | null;
}

export interface NewLegendItem {
  label?: string | null | undefined;
  color?: string | null | undefined;
  min?: number | null | undefined;
  max?: number | null | undefined;
}

/** New legends of one mode. */
export interface LegendUpdate extends VisualizationKey {
  mode: VisualizationMode;
  legends: readonly NewLegend[];
  /** 1 to 15. Required in dynamic mode. */
  dynamicBins?: number | undefined;
}

/** UpdateVisualizationLegend. Returns the new legends. @throws UpstreamFailure, also if the answer has none */
export async function updateLegend(
  client: UpstreamClient,
  { aoiId, id, mode, legends, dynamicBins }: LegendUpdate,
): Promise<VisualizationLegend[]> {
  const { answer, reader } = await client.call('UpdateVisualizationLegend', {
    path: { aoi_id: aoiId, visualization_id: id },
    body: {
      visualization_mode: toWireWord(mode),
      legend: Object.fromEntries(
        legends.map(({ date, items }) => [toUnderscoredDay(date), items?.map(toWireLegendItem) ?? null]),
      ),
      ...(dynamicBins !== undefined && { dynamic_bins: dynamicBins }),
    },
  });
  const updated = toLegends(answer, reader);
  if (updated) return updated;
  throw new UpstreamFailure('invalidAnswer', 'UpdateVisualizationLegend', {
    message: 'The answer has no legend.',
    isOutcomeUnknown: true,
  });
}

/** The legends in an answer, earliest date first; null if the answer has no legends. */
export function toLegends(
  metadata: WireVisualizationMetadata | null | undefined,
  reader: WireReader,
): VisualizationLegend[] | null {
  if (!metadata?.legend) return null;
  return reader
    .entries('legend', metadata.legend)
    .flatMap(([day, legends]) => {
      const date = reader.date('legend', day);
      if (date === null) return [];
      return [
        {
          date,
          dynamic: reader.list('legend.dynamic', legends?.dynamic, (item) => toLegendItem(item, reader)),
          theoretical: reader.list('legend.theoretical', legends?.theoretical, (item) => toLegendItem(item, reader)),
        },
      ];
    })
    .toSorted((a, b) => a.date.localeCompare(b.date));
}

function toLegendItem(wire: WireLegendItem, reader: WireReader): LegendItem {
  return {
    label: reader.text('legend.label', wire.label),
    color: reader.text('legend.color', wire.color),
    min: reader.number('legend.min', wire.min),
    max: reader.number('legend.max', wire.max),
    area: reader.number('legend.area', wire.area, 0),
    areaPercentage: reader.percent('legend.area_percentage', wire.area_percentage),
  };
}

function toWireLegendItem({ label, color, min, max }: NewLegendItem): WireNewLegendItem {
  return {
    ...(typeof label === 'string' && { label }),
    ...(typeof color === 'string' && { color }),
    ...(typeof min === 'number' && { min }),
    ...(typeof max === 'number' && { max }),
  };
}
