import type { Context } from '../context.ts';
import type { Aoi } from '../upstream/aoi.ts';
import type { Asset } from '../upstream/asset.ts';
import type { Page } from '../upstream/page.ts';
import type { ExpressionType, SpectralIndex } from '../upstream/spectral-index.ts';
import type { Visualization, VisualizationFilter } from '../upstream/visualization.ts';
import type { VisualizationKey, VisualizationMode } from '../upstream/visualization-legend.ts';
import type { RenderedImage, VisualizationStyle } from '../upstream/visualization-picture.ts';
import { isSameId } from '../upstream/wire/ids.ts';
import { loadAoi } from './aoi.ts';
import { filterText } from './input/filter-text.ts';
import type { FilteredArgs } from './input/filtered-page.ts';
import { keysWithin, optionalIdOf, parentOf } from './input/global-id.ts';
import type { Maybe } from './input/maybe.ts';
import { loadIndex } from './spectral-index.ts';

/** A visualization by its AOI and its id. */
export function loadVisualization(key: VisualizationKey, { loaders }: Context): Promise<Visualization | null> {
  return loaders.visualization.byKey.load(key);
}

/** Query.visualization */
export const visualization = {
  key: ({ id, aoiId }: { id: string; aoiId?: Maybe<string> }) => visualizationKeyOf(id, aoiId, ['id']),
  load: loadVisualization,
};

interface VisualizationFilterInput {
  type?: Maybe<string>;
  userId?: Maybe<string>;
  expressionType?: Maybe<ExpressionType>;
  indexId?: Maybe<string>;
}

/** Aoi.visualizations */
export function aoiVisualizations(
  { id }: Pick<Aoi, 'id'>,
  { filter, page }: FilteredArgs<VisualizationFilterInput>,
  { loaders }: Context,
): Promise<Page<Visualization>> {
  return loaders.visualization.page.load({ parentId: id, filter: toVisualizationFilter(filter), page });
}

/** Visualization.aoi */
export const visualizationAoi = { key: ({ aoiId }: Visualization) => ({ id: aoiId }), load: loadAoi };

/** Visualization.index */
export const visualizationIndex = {
  key: ({ indexId }: Visualization) => (indexId === null ? null : { id: indexId }),
  load: loadIndex,
};

/** The index of a visualization. It has the properties that list rows leave out. */
export async function indexOf(row: Visualization, context: Context): Promise<SpectralIndex | null> {
  const key = visualizationIndex.key(row);
  return key && loadIndex(key, context);
}

/** Visualization.indexName: from the index if the row lacks it. */
export async function visualizationIndexName(
  row: Visualization,
  _args: unknown,
  context: Context,
): Promise<string | null> {
  return row.indexName ?? (await indexOf(row, context))?.name ?? null;
}

/** Visualization.expression: from the index if the row lacks it. */
export async function visualizationExpression(
  row: Visualization,
  _args: unknown,
  context: Context,
): Promise<string | null> {
  return row.expression ?? (await indexOf(row, context))?.expression ?? null;
}

/** Visualization.expressionType: from the index if the row lacks it. */
export async function visualizationExpressionType(
  row: Visualization,
  _args: unknown,
  context: Context,
): Promise<ExpressionType | null> {
  return row.expressionType ?? (await indexOf(row, context))?.expressionType ?? null;
}

/** Visualization.rescale: from the index if the row lacks it. */
export async function visualizationRescale(
  row: Visualization,
  _args: unknown,
  context: Context,
): Promise<readonly number[] | null> {
  return row.rescale ?? (await indexOf(row, context))?.rescale ?? null;
}

/** Visualization.assets: the AOI's assets that name it, if the row lacks them. */
export async function visualizationAssets(
  { aoiId, id, assets }: Visualization,
  _args: unknown,
  { loaders }: Context,
): Promise<Asset[]> {
  if (assets) return assets;
  const all = await loaders.asset.whole.load(aoiId);
  return all.filter(({ visualizationId }) => visualizationId !== null && isSameId(visualizationId, id));
}

/** Visualization.dates: those of its assets, earliest first. */
export async function visualizationDates(row: Visualization, args: unknown, context: Context): Promise<string[]> {
  const assets = await visualizationAssets(row, args, context);
  return [...new Set(assets.map(({ date }) => date).filter((date) => date !== null))].sort();
}

/** Visualization.png */
export async function visualizationPng(
  { aoiId, id, indexId }: Visualization,
  { date, mode }: { date: string; mode: VisualizationMode },
  { loaders }: Context,
): Promise<RenderedImage | null> {
  return indexId === null ? null : loaders.visualization.png.load({ aoiId, id, indexId, date, mode });
}

/** RenderedImage.dataUri */
export function imageDataUri({ contentType, base64 }: RenderedImage): string {
  return `data:${contentType};base64,${base64}`;
}

/** Visualization.sld */
export async function visualizationSld(
  { aoiId, id }: Visualization,
  args: { dates: readonly string[]; modes: readonly VisualizationMode[] },
  { loaders }: Context,
): Promise<VisualizationStyle[] | null> {
  const [dates, modes] = [[...new Set(args.dates)], [...new Set(args.modes)]];
  return dates.length === 0 || modes.length === 0 ? [] : loaders.visualization.sld.load({ aoiId, id, dates, modes });
}

/**
 * The AOI and the id of a visualization. No call finds the AOI by the visualization's own id.
 * @throws InputError if the AOI is missing or contradicts the id
 */
export function visualizationKeyOf(id: string, aoiId: Maybe<string>, path: readonly string[]): VisualizationKey {
  const keys = keysWithin('Visualization', id, path, { aoiId });
  return { aoiId: parentOf(keys, 'aoiId', path), id: keys.id };
}

function toVisualizationFilter(filter: Maybe<VisualizationFilterInput>): VisualizationFilter {
  return {
    type: filterText(filter?.type, ['filter', 'type']),
    userId: filterText(filter?.userId, ['filter', 'userId']),
    expressionType: filter?.expressionType ?? undefined,
    indexId: optionalIdOf('SpectralIndex', filter?.indexId, ['filter', 'indexId']),
  };
}
