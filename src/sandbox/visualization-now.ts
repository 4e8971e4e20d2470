import type { WireVisualization, WireVisualizationRow } from '../contract/visualization.ts';
import { assetNow } from './asset.ts';
import { legendsOf, type Pictured } from './visualization-legend.ts';
import { spacedDate } from './world/dates.ts';
import { doneShare } from './world/progress.ts';
import type { Store, StoredVisualization } from './world/store.ts';

/** The current state of the visualization. */
export function visualizationNow(store: Store, visualization: StoredVisualization): WireVisualization {
  const share = doneShare(store, visualization.id);
  if (share >= 1) return visualization;
  const { metadata: _later, ...rest } = visualization;
  return { ...rest, status: 'creating', progress: Math.floor(share * 100), updated_at: spacedDate(store.now()) };
}

/** The current state of the visualization with its assets and, once it is ready, its legends. */
export function detailNow(store: Store, pictured: Pictured): WireVisualization {
  const detail = visualizationNow(store, pictured.visualization);
  const assets = detail.assets?.map((asset) =>
    assetNow(store, { ...asset, id: asset.id ?? '', aoi_id: pictured.aoi.aoi_id }),
  );
  return {
    ...detail,
    ...(assets && { assets }),
    ...(detail.status !== 'creating' && { metadata: { legend: legendsOf(pictured) } }),
  };
}

/** What the list shows of a visualization. */
export function rowOf(visualization: WireVisualization): WireVisualizationRow {
  const {
    index_name: _name,
    type: _type,
    expression: _expression,
    expression_type: _kind,
    rescale: _rescale,
    metadata: _metadata,
    assets: _assets,
    ...row
  } = visualization;
  return row;
}
