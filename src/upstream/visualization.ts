import type { WireNewVisualization, WireVisualization } from '../contract/visualization.ts';
import { type Asset, toAsset } from './asset.ts';
import type { UpstreamClient } from './http/client.ts';
import { rowWithId, withTotal } from './list-answer.ts';
import type { Page, PageRequest } from './page.ts';
import { readPage } from './read-page.ts';
import { EXPRESSION_TYPES, type ExpressionType } from './spectral-index.ts';
import {
  toLegends,
  type VisualizationKey,
  type VisualizationLegend,
  type VisualizationMode,
} from './visualization-legend.ts';
import { type LifecycleState, stateOf } from './wire/lifecycle.ts';
import { rowOf } from './wire/row.ts';
import { toUnderscoredDay } from './wire/time.ts';
import { toWireWord } from './wire/word.ts';

const VISUALIZATION_STATUSES = ['CREATING', 'SUCCESS', 'FAILED', 'PARTIAL_SUCCESS'] as const;
export type VisualizationStatus = (typeof VISUALIZATION_STATUSES)[number];

/** An index drawn over the images of an AOI. A list row lacks properties that creation and rollback return; they are null. */
export interface Visualization {
  id: string;
  aoiId: string;
  indexId: string | null;
  status: VisualizationStatus | null;
  state: LifecycleState;
  progress: number | null;
  indexName: string | null;
  expression: string | null;
  expressionType: ExpressionType | null;
  rescale: readonly number[] | null;
  tenantId: string | null;
  userId: string | null;
  assets: Asset[] | null;
  legends: VisualizationLegend[] | null;
  createdAt: string | null;
  updatedAt: string | null;
}

/** The filters of ListVisualizations that the gateway uses. */
export interface VisualizationFilter {
  type?: string | undefined;
  userId?: string | undefined;
  expressionType?: ExpressionType | undefined;
  indexId?: string | undefined;
}

/** ListVisualizations by one id, because there is no single read. @throws UpstreamFailure, of kind `notFound` if it does not exist */
export async function getVisualization(
  client: UpstreamClient,
  { aoiId, id }: VisualizationKey,
): Promise<Visualization> {
  const input = { path: { aoi_id: aoiId }, query: { visualization_id: id, limit: 1 } };
  const { answer, reader } = await client.call('ListVisualizations', input);
  const rows = reader.listWithIds('visualization', answer.visualization, (row) =>
    toVisualization(row, reader, { aoiId }),
  );
  return rowWithId(rows, id, 'ListVisualizations');
}

/** ListVisualizations: the visualizations of one AOI. Rows lack some properties. */
export function listVisualizations(
  client: UpstreamClient,
  aoiId: string,
  filter: VisualizationFilter,
  request: PageRequest,
): Promise<Page<Visualization>> {
  return readPage(request, true, async (args) => {
    const query = {
      ...args,
      type: filter.type,
      user_id: filter.userId,
      expression_type: filter.expressionType && toWireWord(filter.expressionType),
      index_id: filter.indexId,
    };
    const { answer, reader } = await client.call('ListVisualizations', { path: { aoi_id: aoiId }, query });
    const rows = reader.rows('visualization', answer.visualization, (row) => toVisualization(row, reader, { aoiId }));
    return withTotal(rows, answer.pagination, args, reader);
  });
}

/** Input of `createVisualization`. */
export interface NewVisualization {
  aoiId: string;
  indexId: string;
  /** All mosaics of the AOI if left out. */
  sourceAssetIds?: readonly string[] | undefined;
  /** The satellite's default if left out. */
  resolutionInM?: number | undefined;
}

/** CreateVisualization. Drawing continues after the answer. @throws UpstreamFailure */
export async function createVisualization(
  client: UpstreamClient,
  { aoiId, indexId, sourceAssetIds, resolutionInM }: NewVisualization,
): Promise<Visualization> {
  const body: WireNewVisualization = {
    index_id: indexId,
    ...(sourceAssetIds && { src_asset_ids: [...sourceAssetIds] }),
    ...(resolutionInM !== undefined && { resolution: resolutionInM }),
  };
  const { answer, reader } = await client.call('CreateVisualization', { path: { aoi_id: aoiId }, body });
  return toVisualization(answer, reader, { aoiId });
}

/** Dates whose legends of one mode are to be recomputed. */
export interface LegendRollback extends VisualizationKey {
  indexId: string;
  dates: readonly string[];
  mode: VisualizationMode;
}

/** RollbackVisualizationLegend. @throws UpstreamFailure */
export async function rollbackLegend(
  client: UpstreamClient,
  { aoiId, id, indexId, dates, mode }: LegendRollback,
): Promise<Visualization> {
  const { answer, reader } = await client.call('RollbackVisualizationLegend', {
    path: { aoi_id: aoiId, visualization_id: id },
    body: { index_id: indexId, dates: dates.map(toUnderscoredDay), visualization_mode: toWireWord(mode) },
  });
  return toVisualization(answer, reader, { aoiId });
}

/** Reads a visualization of an AOI from a list row or a fuller answer. */
const toVisualization = rowOf<Visualization, WireVisualization, { aoiId: string }>({
  id: (wire, reader) => reader.id('id', wire.id),
  aoiId: (_wire, _reader, { aoiId }) => aoiId,
  indexId: (wire, reader) => reader.reference('index_id', wire.index_id),
  status: (wire, reader) => reader.enumValue('status', wire.status, VISUALIZATION_STATUSES),
  state: (wire) => stateOf(wire.status),
  progress: (wire, reader) => reader.progress('progress', wire.progress),
  indexName: (wire, reader) => reader.nonEmptyText('index_name', wire.index_name),
  expression: (wire, reader) => reader.nonEmptyText('expression', wire.expression),
  expressionType: (wire, reader) => reader.enumValue('expression_type', wire.expression_type, EXPRESSION_TYPES),
  rescale: (wire, reader) => reader.numbers('rescale', wire.rescale),
  tenantId: (wire, reader) => reader.reference('tenant_id', wire.tenant_id),
  userId: (wire, reader) => reader.reference('user_id', wire.user_id),
  assets: (wire, reader, { aoiId }) =>
    wire.assets ? reader.listWithIds('assets', wire.assets, (asset) => toAsset(asset, reader, { aoiId })) : null,
  legends: (wire, reader) => toLegends(wire.metadata, reader),
  createdAt: (wire, reader) => reader.dateTime('created_at', wire.created_at),
  updatedAt: (wire, reader) => reader.dateTime('updated_at', wire.updated_at),
});
