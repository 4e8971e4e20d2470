import type { WireNewVisualization, WireVisualization } from '../contract/visualization.ts';
import { type Asset, toAsset } from './asset.ts';
import { UpstreamFailure } from './failure.ts';
import type { UpstreamClient } from './http/client.ts';
import { type Page, type PageRequest, readPage } from './page.ts';
import { EXPRESSION_TYPE, type ExpressionType, toWireExpressionType } from './spectral-index.ts';
import {
  toLegends,
  type VisualizationKey,
  type VisualizationLegend,
  type VisualizationMode,
  WIRE_MODE,
} from './visualization-legend.ts';
import { type LifecycleState, stateOf } from './wire/lifecycle.ts';
import { toUnderscoredDay } from './wire/time.ts';
import type { WireReader } from './wire/wire-reader.ts';

export type VisualizationStatus = 'CREATING' | 'SUCCESS' | 'FAILED' | 'PARTIAL_SUCCESS';

const VISUALIZATION_STATUS: Record<string, VisualizationStatus> = {
  creating: 'CREATING',
  success: 'SUCCESS',
  failed: 'FAILED',
  partial_success: 'PARTIAL_SUCCESS',
};

/** An index drawn over the images of an AOI. The list tells less than creation and rollback do: what it leaves out is null. */
export interface Visualization {
  id: string;
  aoiId: string;
  indexId: string | null;
  status: VisualizationStatus | null;
  state: LifecycleState;
  progress: number | null;
  type: string | null;
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

export interface VisualizationFilter {
  type?: string | undefined;
  userId?: string | undefined;
  expressionType?: ExpressionType | undefined;
  indexId?: string | undefined;
}

/** ListVisualizations by one id: there is no single read. @throws UpstreamFailure, of kind `notFound` where there is none */
export async function getVisualization(
  client: UpstreamClient,
  { aoiId, id }: VisualizationKey,
): Promise<Visualization> {
  const reader = client.reader('ListVisualizations');
  const input = { path: { aoi_id: aoiId }, query: { visualization_id: id, limit: 1 } };
  const { visualization } = await client.call('ListVisualizations', input);
  const row = reader
    .list('visualization', visualization, (one) => toVisualization(aoiId, one, reader))
    .find((one) => one.id === id);
  if (!row) throw new UpstreamFailure('notFound', 'ListVisualizations');
  return row;
}

/** ListVisualizations: those of one AOI, in short. */
export function listVisualizations(
  client: UpstreamClient,
  aoiId: string,
  filter: VisualizationFilter,
  request: PageRequest,
): Promise<Page<Visualization>> {
  const reader = client.reader('ListVisualizations');
  return readPage(request, true, async (args) => {
    const query = {
      ...args,
      type: filter.type,
      user_id: filter.userId,
      expression_type: toWireExpressionType(filter.expressionType),
      index_id: filter.indexId,
    };
    const { visualization, pagination } = await client.call('ListVisualizations', { path: { aoi_id: aoiId }, query });
    return {
      items: reader.list('visualization', visualization, (row) => toVisualization(aoiId, row, reader)),
      total: reader.integer('pagination.total', pagination?.total),
    };
  });
}

/** What a visualization is made from. */
export interface NewVisualization {
  aoiId: string;
  indexId: string;
  /** Every mosaic of the AOI where this is left out. */
  sourceAssetIds?: readonly string[] | undefined;
  /** The satellite's own where this is left out. */
  resolutionInM?: number | undefined;
}

/** CreateVisualization. The drawing goes on after the answer. @throws UpstreamFailure */
export async function createVisualization(
  client: UpstreamClient,
  { aoiId, indexId, sourceAssetIds, resolutionInM }: NewVisualization,
): Promise<Visualization> {
  const body: WireNewVisualization = {
    index_id: indexId,
    ...(sourceAssetIds && { src_asset_ids: [...sourceAssetIds] }),
    ...(resolutionInM !== undefined && { resolution: resolutionInM }),
  };
  const wire = await client.call('CreateVisualization', { path: { aoi_id: aoiId }, body });
  return toVisualization(aoiId, wire, client.reader('CreateVisualization'));
}

/** The days whose legends of one mode are to be computed anew. */
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
  const wire = await client.call('RollbackVisualizationLegend', {
    path: { aoi_id: aoiId, visualization_id: id },
    body: { index_id: indexId, dates: dates.map(toUnderscoredDay), visualization_mode: WIRE_MODE[mode] },
  });
  return toVisualization(aoiId, wire, client.reader('RollbackVisualizationLegend'));
}

/** A visualization of the AOI that was asked about, from a row of the list or from more. */
function toVisualization(aoiId: string, wire: WireVisualization, reader: WireReader): Visualization {
  const rescale = reader.numbers('rescale', wire.rescale);
  return {
    id: reader.id('id', wire.id),
    aoiId,
    indexId: reader.reference('index_id', wire.index_id),
    status: reader.word('status', wire.status, VISUALIZATION_STATUS),
    state: stateOf(wire.status),
    progress: reader.percent('progress', wire.progress),
    type: reader.reference('type', wire.type),
    indexName: reader.reference('index_name', wire.index_name),
    expression: reader.reference('expression', wire.expression),
    expressionType: reader.word('expression_type', wire.expression_type, EXPRESSION_TYPE),
    rescale: rescale.length > 0 ? rescale : null,
    tenantId: reader.reference('tenant_id', wire.tenant_id),
    userId: reader.reference('user_id', wire.user_id),
    assets: wire.assets ? reader.list('assets', wire.assets, (asset) => toAsset(aoiId, asset, reader)) : null,
    legends: toLegends(wire.metadata, reader),
    createdAt: reader.instant('created_at', wire.created_at),
    updatedAt: reader.instant('updated_at', wire.updated_at),
  };
}
