import { assetNow, assetsOf } from './asset.ts';
import {
  aoiOf,
  conflict,
  forbidden,
  type Handlers,
  invalid,
  isVisible,
  notFound,
  type Scope,
} from './server/handler.ts';
import { isAsked, pageOf } from './server/paging.ts';
import {
  computedLegend,
  datesOf,
  type LegendMode,
  legendsOf,
  modesOf,
  type Pictured,
  saveLegends,
  surfaceAt,
} from './visualization-legend.ts';
import { detailNow, rowOf, visualizationNow } from './visualization-now.ts';
import { renderPng, sldOf, withAreas } from './visualization-picture.ts';
import { second, spacedDate } from './world/dates.ts';
import { doneShare } from './world/progress.ts';
import type { Account, Span, Store, StoredAoi, StoredAsset, StoredIndex, StoredVisualization } from './world/store.ts';

type VisualizationOperation =
  | 'ListVisualizations'
  | 'CreateVisualization'
  | 'UpdateVisualizationLegend'
  | 'RollbackVisualizationLegend'
  | 'RenderVisualizationPng'
  | 'RenderVisualizationSld';

export const visualizationHandlers: Handlers<VisualizationOperation> = {
  ListVisualizations(call) {
    const { store, path, query } = call;
    if (!aoiOf(call, path.aoi_id)) throw forbidden('AOI not found, or this key has no access to its project');
    const { rows, pagination } = pageOf(
      store.visualizations
        .values()
        .filter(
          (one) =>
            one.aoi_id === path.aoi_id &&
            isAsked(one.id, query.visualization_id) &&
            isAsked(one.index_id, query.index_id) &&
            isAsked(one.user_id, query.user_id) &&
            isAsked(store.indices.get(one.index_id)?.type, query.type) &&
            isAsked(one.expression_type, query.expression_type),
        )
        .toArray(),
      query,
      { defaultLimit: 10, pageCap: call.pageCap },
    );
    return { visualization: rows.map((one) => rowOf(visualizationNow(store, one))), pagination };
  },

  CreateVisualization(call) {
    const { store, account, body, path } = call;
    const aoi = foundAoi(call, path.aoi_id);
    const index = store.indices.get(body.index_id);
    if (!index || !isVisible(call, index.id)) throw notFound('index not found');
    if (index.satellite_id !== aoi.satellite_id) throw invalid('the index is for another satellite than the AOI');
    const isBusy = store.visualizations
      .values()
      .some((one) => one.aoi_id === aoi.aoi_id && one.index_id === index.id && doneShare(store, one.id) < 1);
    if (isBusy) throw conflict('a visualization of this index is being created for this AOI');
    const sources = sourcesOf(store, aoi, body.src_asset_ids);

    const now = store.now();
    const id = store.newId();
    const span = { startsAt: now, endsAt: now + 10 * second };
    const assets = sources.map((source): StoredAsset => {
      const asset: StoredAsset = {
        ...source,
        id: store.newId(),
        name: `${index.name} ${source.date ?? ''}`,
        description: `${index.name} of ${source.name ?? ''}`,
        asset_type: 'visualization',
        visualization_id: id,
        resolution: body.resolution ?? source.resolution ?? 10,
        created_at: spacedDate(now),
        updated_at: spacedDate(span.endsAt),
      };
      store.assets.set(asset.id, asset);
      store.spans.set(asset.id, span);
      return asset;
    });
    const visualization = visualizationOf(aoi, index, account, { id, assets, ...span });
    store.visualizations.set(id, visualization);
    store.spans.set(id, span);
    return detailNow(store, { visualization, aoi, index });
  },

  UpdateVisualizationLegend(call) {
    const { store, body } = call;
    const { visualization_mode: mode, dynamic_bins: bins } = body;
    const pictured = foundVisualization(call);
    checkMode(pictured, mode);
    if (mode === 'dynamic' && !(bins !== undefined && bins >= 1 && bins <= 15)) {
      throw invalid('dynamic_bins must be 1 to 15, and is required in dynamic mode', { dynamic_bins: bins });
    }
    const dates = Object.keys(body.legend);
    if (dates.length === 0) throw invalid('legend must name at least one date');
    checkDates(pictured, dates);
    const changed = Object.fromEntries(
      Object.entries(body.legend).map(([date, items]) => {
        if (items?.length) return [date, withAreas(items, surfaceAt(pictured, date), pictured.aoi.area_in_sq_m ?? 0)];
        if (mode === 'theoretical') throw invalid(`legend ${date} must have items in theoretical mode`);
        return [date, computedLegend(pictured, date, mode, bins)];
      }),
    );
    return saveLegends(store, pictured, mode, changed).metadata ?? {};
  },

  RollbackVisualizationLegend(call) {
    const { store, body } = call;
    const { visualization_mode: mode, dates } = body;
    const pictured = foundVisualization(call, body.index_id);
    checkMode(pictured, mode);
    if (dates.length === 0) throw invalid('dates must name at least one date');
    checkDates(pictured, dates);
    const changed = Object.fromEntries(dates.map((date) => [date, computedLegend(pictured, date, mode)]));
    return detailNow(store, { ...pictured, visualization: saveLegends(store, pictured, mode, changed) });
  },

  RenderVisualizationPng(call) {
    const { date, visualization_mode: mode, index_id } = call.body;
    const pictured = foundVisualization(call, index_id);
    checkDates(pictured, [date]);
    const kind = pictured.index.expression_type ?? 'index';
    if (kind === 'index') checkMode(pictured, mode);
    return renderPng(surfaceAt(pictured, date), legendsOf(pictured)[date]?.[mode] ?? [], kind);
  },

  RenderVisualizationSld(call) {
    const { dates, visualization_modes: modes } = call.body;
    const pictured = foundVisualization(call);
    if (dates.length === 0 || modes.length === 0) throw invalid('dates and visualization_modes must not be empty');
    checkDates(pictured, dates);
    const legends = legendsOf(pictured);
    const styleOf = (date: string, mode: LegendMode) => sldOf(pictured.index.name, legends[date]?.[mode] ?? []);
    return {
      sld: Object.fromEntries(
        modes.map((mode) => {
          checkMode(pictured, mode);
          return [mode, Object.fromEntries(dates.map((date) => [date, styleOf(date, mode)]))];
        }),
      ),
    };
  },
};

/** The final state of a visualization. */
export function visualizationOf(
  aoi: StoredAoi,
  index: StoredIndex,
  account: Account,
  { id, assets, startsAt, endsAt }: Span & { id: string; assets: StoredAsset[] },
): StoredVisualization {
  return {
    id,
    aoi_id: aoi.aoi_id,
    index_id: index.id,
    index_name: index.name,
    tenant_id: account.orgId,
    user_id: account.userId,
    status: 'success',
    progress: 100,
    type: 'custom',
    expression: index.expression ?? '',
    expression_type: index.expression_type ?? 'index',
    rescale: index.rescale ?? [],
    assets,
    created_at: spacedDate(startsAt),
    updated_at: spacedDate(endsAt),
  };
}

function foundAoi(scope: Scope, id: string): StoredAoi {
  const aoi = aoiOf(scope, id);
  if (!aoi) throw notFound('AOI not found');
  return aoi;
}

function foundVisualization(
  call: Scope & { path: { aoi_id: string; visualization_id: string } },
  indexId?: string,
): Pictured {
  const { store, path } = call;
  const aoi = foundAoi(call, path.aoi_id);
  const visualization = store.visualizations.get(path.visualization_id);
  const index = visualization && store.indices.get(visualization.index_id);
  if (visualization?.aoi_id !== aoi.aoi_id || !index) throw notFound('visualization not found');
  if (indexId !== undefined && indexId !== index.id) throw invalid('index_id is not the index of this visualization');
  if (doneShare(store, visualization.id) < 1) throw invalid('the visualization is still being created');
  return { visualization, aoi, index };
}

function checkDates(pictured: Pictured, dates: readonly string[]): void {
  const known = datesOf(pictured);
  const unknown = dates.find((date) => !known.includes(date));
  if (unknown !== undefined) throw invalid(`the visualization has no such date: ${unknown}`, { dates: known });
}

function checkMode({ index }: Pictured, mode: LegendMode): void {
  if (!modesOf(index).includes(mode)) throw invalid(`an index of this kind has no ${mode} legend`);
}

/** The assets to picture: those asked for, or else every mosaic that is ready. */
function sourcesOf(store: Store, aoi: StoredAoi, ids: readonly string[] | undefined): StoredAsset[] {
  const ready = assetsOf(store, aoi.aoi_id).filter(
    (asset) => asset.asset_type !== 'visualization' && assetNow(store, asset).status === 'success',
  );
  if (ids?.length) {
    return ids.map((id) => {
      const asset = ready.find((one) => one.id === id);
      if (!asset) throw notFound(`source asset not found, or not ready: ${id}`);
      return asset;
    });
  }
  const mosaics = ready.filter(({ asset_type }) => asset_type === 'mosaic');
  if (mosaics.length === 0) throw invalid('the AOI has no processed imagery yet');
  return mosaics;
}
