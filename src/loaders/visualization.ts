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
  type StylesKey,
  type VisualizationStyle,
} from '../upstream/visualization-picture.ts';
import { callPerKey, type Loader } from './kit/batching.ts';
import { type RowsOfAoi, rowsOfAoi } from './kit/rows-of-aoi.ts';

/** The list takes one AOI and at most one id: several visualizations of one AOI are found in its whole list. */
export interface VisualizationLoaders extends RowsOfAoi<VisualizationFilter, Visualization> {
  /** One call for each picture. */
  png: Loader<PictureKey, RenderedImage | null>;
  /** One call for each visualization, with all its dates and modes. */
  sld: Loader<StylesKey, VisualizationStyle[] | null>;
}

export function createVisualizationLoaders(client: UpstreamClient): VisualizationLoaders {
  const rows = rowsOfAoi<VisualizationFilter, Visualization>('visualization', {
    list: (aoiId, filter, page) => listVisualizations(client, aoiId, filter, page),
    find: (aoiId, id) => getVisualization(client, { aoiId, id }),
  });
  const png = callPerKey<PictureKey, RenderedImage>('visualization.png', JSON.stringify, (key) =>
    renderPng(client, key),
  );
  const sld = callPerKey<StylesKey, VisualizationStyle[]>('visualization.sld', JSON.stringify, (key) =>
    renderSld(client, key),
  );
  return {
    ...rows,
    png,
    sld,
    changed() {
      rows.changed();
      // Pictures and styles depend on the legend.
      png.clearAll();
      sld.clearAll();
    },
  };
}
