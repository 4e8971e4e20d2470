import type { WireVisualizationLegends } from '../contract/visualization.ts';
import { equalSteps, type Surface, surfaceOf, withAreas } from './visualization-picture.ts';
import { underscored } from './world/dates.ts';
import type { Store, StoredAoi, StoredIndex, StoredVisualization } from './world/store.ts';

/** Legends by day, the day written with underscores. */
export type Legends = Record<string, WireVisualizationLegends>;
export type LegendMode = keyof WireVisualizationLegends;

/** A visualization with what it is made of. */
export interface Pictured {
  readonly visualization: StoredVisualization;
  readonly aoi: StoredAoi;
  readonly index: StoredIndex;
}

/** The days that a visualization shows, written with underscores. */
export function datesOf({ visualization }: Pictured): string[] {
  return [...new Set(visualization.assets?.flatMap(({ date }) => (date ? [underscored(date)] : [])))];
}

/** The legends that an index can have. Presets have both, custom formulas only the dynamic one, composites and greyscales none. */
export function modesOf({ type, expression_type }: StoredIndex): LegendMode[] {
  if (type === 'preset' && expression_type === 'index') return ['dynamic', 'theoretical'];
  return expression_type === 'index' ? ['dynamic'] : [];
}

/** The values that a visualization shows on a day. */
export function surfaceAt({ visualization, aoi, index }: Pictured, date: string): Surface {
  return surfaceOf(`${visualization.index_id} ${aoi.aoi_id} ${date}`, aoi.geometry, index.rescale ?? [0, 1]);
}

/** The default legend. */
export function computedLegend(pictured: Pictured, date: string, mode: LegendMode, bins = 5) {
  const surface = surfaceAt(pictured, date);
  const { index, aoi } = pictured;
  const items = equalSteps(surface, bins, index.colormap, mode === 'theoretical' ? index.rescale : undefined);
  return withAreas(items, surface, aoi.area_in_sq_m ?? 0);
}

/** All legends of a visualization: its saved ones, or else the computed ones. */
export function legendsOf(pictured: Pictured): Legends {
  const kept = pictured.visualization.metadata?.legend;
  if (kept) return kept;
  const modes = modesOf(pictured.index);
  return Object.fromEntries(
    datesOf(pictured).map((date) => [
      date,
      Object.fromEntries(modes.map((mode) => [mode, computedLegend(pictured, date, mode)])),
    ]),
  );
}

/** Saves the legends of one mode for some days. All others stay as they are. */
export function saveLegends(
  store: Store,
  pictured: Pictured,
  mode: LegendMode,
  changed: Readonly<Record<string, WireVisualizationLegends[LegendMode]>>,
): StoredVisualization {
  const legend = { ...legendsOf(pictured) };
  for (const [date, items] of Object.entries(changed))
    legend[date] = { ...legend[date], ...(items && { [mode]: items }) };
  const visualization = { ...pictured.visualization, metadata: { legend } };
  store.visualizations.set(visualization.id, visualization);
  return visualization;
}
