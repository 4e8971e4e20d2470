import type { UpstreamClient } from '../upstream/http/client.ts';
import {
  getVisualization,
  listVisualizations,
  type Visualization,
  type VisualizationFilter,
} from '../upstream/visualization.ts';
import {
  type PictureKey,
  type RenderedImage,
  renderPng,
  renderSld,
  type StyleKey,
  type StylesKey,
  type VisualizationStyle,
} from '../upstream/visualization-picture.ts';
import { loadApart } from './kit/apart.ts';
import { callPerKey, type Loader, loaderOf } from './kit/batching.ts';
import { type RowsOfAoi, rowsOfAoi } from './kit/rows-of-aoi.ts';

/** The list takes one AOI and at most one id: several visualizations of one AOI are found in its whole list. */
export interface VisualizationLoaders extends RowsOfAoi<VisualizationFilter, Visualization> {
  /** One call for each picture. */
  png: Loader<PictureKey, RenderedImage | null>;
  /** One call for each visualization and mode, with all dates. */
  style: Loader<StyleKey, VisualizationStyle | null>;
  /** One call for each visualization, with all its dates and modes. */
  sld: Loader<StylesKey, VisualizationStyle[] | null>;
}

export function createVisualizationLoaders(client: UpstreamClient): VisualizationLoaders {
  const rows = rowsOfAoi<VisualizationFilter, Visualization>('visualization', {
    operation: 'ListVisualizations',
    list: (aoiId, filter, page) => listVisualizations(client, aoiId, filter, page),
    find: (aoiId, id) => getVisualization(client, { aoiId, id }),
  });
  const png = callPerKey<PictureKey, RenderedImage>('visualization.png', JSON.stringify, (key) =>
    renderPng(client, key),
  );
  const sld = callPerKey<StylesKey, VisualizationStyle[]>('visualization.sld', JSON.stringify, (key) =>
    renderSld(client, key),
  );
  const style = loaderOf<StyleKey, VisualizationStyle | null>('visualization.style', JSON.stringify, async (keys) => {
    const groups = [...Map.groupBy(keys, ({ aoiId, id, mode }) => JSON.stringify([aoiId, id, mode])).values()];
    const results = await Promise.all(groups.map((group) => loadApart(group, ({ date }) => date, stylesOf)));
    const byKey = new Map(
      groups.flatMap((group, index) => group.map((key, at) => [key, results[index]?.[at]] as const)),
    );
    return keys.map((key) => byKey.get(key) ?? null);
  });
  const stylesOf = async (keys: readonly StyleKey[]): Promise<(VisualizationStyle | null)[]> => {
    const [first] = keys;
    if (!first) return [];
    const styles = await renderSld(client, { ...first, dates: keys.map(({ date }) => date), modes: [first.mode] });
    return keys.map(({ date, mode }) => styles.find((one) => one.date === date && one.mode === mode) ?? null);
  };
  return {
    ...rows,
    png,
    sld,
    style,
    changed() {
      rows.changed();
      // Pictures and styles depend on the legend.
      png.clearAll();
      sld.clearAll();
      style.clearAll();
    },
  };
}
