import type { Context } from '../context.ts';
import { type Loadable, mapLoadable } from '../loaders/kit/batching.ts';
import type { Aoi } from '../upstream/aoi.ts';
import type { Asset } from '../upstream/asset.ts';
import type { Page, PageRequest } from '../upstream/page.ts';
import type { ExpressionType, SpectralIndex } from '../upstream/spectral-index.ts';
import type { Visualization, VisualizationFilter } from '../upstream/visualization.ts';
import type { VisualizationKey, VisualizationMode } from '../upstream/visualization-legend.ts';
import type { RenderedImage, VisualizationStyle } from '../upstream/visualization-picture.ts';
import { keysWithin, optionalIdOf } from './input/global-id.ts';
import { InputError } from './input/input-error.ts';

/** Query.visualization */
export function visualization(
  _root: unknown,
  { id, aoiId }: { id: string; aoiId?: string | null | undefined },
  { loaders }: Context,
): Loadable<Visualization | null> {
  return loaders.visualization.byKey.load(visualizationKeyOf(id, aoiId, ['id']));
}

interface FilteredPage {
  filter?:
    | {
        type?: string | null | undefined;
        userId?: string | null | undefined;
        expressionType?: ExpressionType | null | undefined;
        indexId?: string | null | undefined;
      }
    | null
    | undefined;
  page: PageRequest;
}

/** Aoi.visualizations */
export function aoiVisualizations(
  { id }: Aoi,
  { filter, page }: FilteredPage,
  { loaders }: Context,
): Loadable<Page<Visualization>> {
  return loaders.visualization.page.load({ parentId: id, filter: toVisualizationFilter(filter), page });
}

/** Visualization.aoi */
export function visualizationAoi({ aoiId }: Visualization, _args: unknown, { loaders }: Context): Loadable<Aoi | null> {
  return loaders.aoi.byId.load(aoiId);
}

/** Visualization.index */
export function visualizationIndex(
  { indexId }: Visualization,
  _args: unknown,
  { loaders }: Context,
): Loadable<SpectralIndex | null> {
  return indexId === null ? null : loaders.spectralIndex.byId.load(indexId);
}

/** Visualization.indexName: the index knows it where the row leaves it out. */
export function visualizationIndexName(row: Visualization, args: unknown, context: Context): Loadable<string | null> {
  return row.indexName ?? mapLoadable(visualizationIndex(row, args, context), (index) => index?.name ?? null);
}

/** Visualization.expression: the index knows it where the row leaves it out. */
export function visualizationExpression(row: Visualization, args: unknown, context: Context): Loadable<string | null> {
  return row.expression ?? mapLoadable(visualizationIndex(row, args, context), (index) => index?.expression ?? null);
}

/** Visualization.expressionType: the index knows it where the row leaves it out. */
export function visualizationExpressionType(
  row: Visualization,
  args: unknown,
  context: Context,
): Loadable<ExpressionType | null> {
  return (
    row.expressionType ?? mapLoadable(visualizationIndex(row, args, context), (index) => index?.expressionType ?? null)
  );
}

/** Visualization.rescale: the index knows it where the row leaves it out. */
export function visualizationRescale(
  row: Visualization,
  args: unknown,
  context: Context,
): Loadable<readonly number[] | null> {
  return row.rescale ?? mapLoadable(visualizationIndex(row, args, context), (index) => index?.rescale ?? null);
}

/** Visualization.assets: those of the AOI that name it, where the row leaves them out. */
export function visualizationAssets(
  { aoiId, id, assets }: Visualization,
  _args: unknown,
  { loaders }: Context,
): Loadable<Asset[]> {
  return (
    assets ??
    mapLoadable(loaders.asset.whole.load(aoiId), (all) => all.filter(({ visualizationId }) => visualizationId === id))
  );
}

/** Visualization.dates: the days of its assets, or of its legends where only these are at hand; the earliest first. */
export function visualizationDates(row: Visualization, args: unknown, context: Context): Loadable<string[]> {
  const dated = row.assets ?? row.legends ?? visualizationAssets(row, args, context);
  return mapLoadable<readonly { date: string | null }[], string[]>(dated, (all) => {
    const dates = all.map(({ date }) => date).filter((date) => date !== null);
    return [...new Set(dates)].sort();
  });
}

/** Visualization.png */
export function visualizationPng(
  { aoiId, id, indexId }: Visualization,
  { date, mode }: { date: string; mode: VisualizationMode },
  { loaders }: Context,
): Loadable<RenderedImage | null> {
  return indexId === null ? null : loaders.visualization.png.load({ aoiId, id, indexId, date, mode });
}

/** RenderedImage.dataUri */
export function imageDataUri({ contentType, base64 }: RenderedImage): string {
  return `data:${contentType};base64,${base64}`;
}

/** Visualization.sld */
export function visualizationSld(
  { aoiId, id }: Visualization,
  args: { dates: readonly string[]; modes: readonly VisualizationMode[] },
  { loaders }: Context,
): Loadable<VisualizationStyle[] | null> {
  const [dates, modes] = [[...new Set(args.dates)], [...new Set(args.modes)]];
  return dates.length === 0 || modes.length === 0 ? [] : loaders.visualization.sld.load({ aoiId, id, dates, modes });
}

/**
 * The AOI and the id of a visualization. No call finds the AOI of a visualization of which only its own id is known.
 * @throws InputError where the AOI is not said, or said twice and differently
 */
export function visualizationKeyOf(
  id: string,
  aoiId: string | null | undefined,
  path: readonly string[],
): VisualizationKey {
  const keys = keysWithin('Visualization', id, path, { aoiId });
  if (keys.aoiId) return { aoiId: keys.aoiId, id: keys.id };
  throw new InputError(`aoiId is needed where ${path.join('.')} is not a global id.`, ['aoiId']);
}

function toVisualizationFilter(filter: FilteredPage['filter']): VisualizationFilter {
  return {
    type: filter?.type ?? undefined,
    userId: filter?.userId ?? undefined,
    expressionType: filter?.expressionType ?? undefined,
    indexId: optionalIdOf('SpectralIndex', filter?.indexId, ['filter', 'indexId']),
  };
}
