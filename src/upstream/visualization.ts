import type {
  WireLegendItem,
  WireNewLegendItem,
  WireNewVisualization,
  WireVisualization,
  WireVisualizationMetadata,
} from '../contract/visualization.ts';
import { type Asset, toAsset } from './asset.ts';
import type { UpstreamClient } from './client.ts';
import { UpstreamFailure } from './failure.ts';
import { type LifecycleState, stateOf } from './lifecycle.ts';
import { type Page, type PageRequest, readPage } from './page.ts';
import { EXPRESSION_TYPE, type ExpressionType, toWireExpressionType } from './spectral-index.ts';
import { toUnderscoredDay } from './time.ts';
import type { WireReader } from './wire-reader.ts';

export type VisualizationStatus = 'CREATING' | 'SUCCESS' | 'FAILED' | 'PARTIAL_SUCCESS';

const VISUALIZATION_STATUS: Record<string, VisualizationStatus> = {
  creating: 'CREATING',
  success: 'SUCCESS',
  failed: 'FAILED',
  partial_success: 'PARTIAL_SUCCESS',
};

export type VisualizationMode = 'DYNAMIC' | 'THEORETICAL';

const WIRE_MODE = { DYNAMIC: 'dynamic', THEORETICAL: 'theoretical' } as const;

const MODE: Record<string, VisualizationMode> = { dynamic: 'DYNAMIC', theoretical: 'THEORETICAL' };

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
  rescale: number[] | null;
  tenantId: string | null;
  userId: string | null;
  assets: Asset[] | null;
  legends: VisualizationLegend[] | null;
  createdAt: string | null;
  updatedAt: string | null;
}

/** What the colours of one day's picture mean, in both modes. */
export interface VisualizationLegend {
  date: string;
  dynamic: LegendItem[];
  theoretical: LegendItem[];
}

export interface LegendItem {
  label: string | null;
  color: string | null;
  min: number | null;
  max: number | null;
  area: number | null;
  areaPercentage: number | null;
}

/** Which visualization of which AOI. */
export interface VisualizationKey {
  aoiId: string;
  id: string;
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

/** Which picture of a visualization. */
export interface PictureKey extends VisualizationKey {
  indexId: string;
  date: string;
  mode: VisualizationMode;
}

/** A picture, rendered. */
export interface RenderedImage {
  contentType: string;
  sizeInBytes: number;
  base64: string;
}

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** RenderVisualizationPng. @throws UpstreamFailure, of kind `invalidAnswer` for bytes that are no PNG */
export async function renderPng(
  client: UpstreamClient,
  { aoiId, id, indexId, date, mode }: PictureKey,
): Promise<RenderedImage> {
  const bytes = await client.call('RenderVisualizationPng', {
    path: { aoi_id: aoiId, visualization_id: id },
    body: { index_id: indexId, date: toUnderscoredDay(date), visualization_mode: WIRE_MODE[mode] },
  });
  if (!bytes.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE)) {
    throw new UpstreamFailure('invalidAnswer', 'RenderVisualizationPng', { message: 'The answer is no PNG.' });
  }
  return { contentType: 'image/png', sizeInBytes: bytes.length, base64: bytes.toString('base64') };
}

/** Which styles of a visualization. */
export interface StylesKey extends VisualizationKey {
  dates: readonly string[];
  modes: readonly VisualizationMode[];
}

/** How to draw one day in one mode: a Styled Layer Descriptor, which is XML. */
export interface VisualizationStyle {
  date: string;
  mode: VisualizationMode;
  sld: string;
}

/** RenderVisualizationSld. @throws UpstreamFailure */
export async function renderSld(
  client: UpstreamClient,
  { aoiId, id, dates, modes }: StylesKey,
): Promise<VisualizationStyle[]> {
  const reader = client.reader('RenderVisualizationSld');
  const { sld } = await client.call('RenderVisualizationSld', {
    path: { aoi_id: aoiId, visualization_id: id },
    body: { dates: dates.map(toUnderscoredDay), visualization_modes: modes.map((mode) => WIRE_MODE[mode]) },
  });
  return reader.entries('sld', sld).flatMap(([word, styles]) => {
    const mode = reader.word('sld', word, MODE);
    return reader.entries('sld', styles).flatMap(([day, style]) => {
      const date = reader.day('sld', day);
      const text = reader.reference('sld', style);
      return mode && date && text ? [{ date, mode, sld: text }] : [];
    });
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

/** One day's new legend; without items the upstream computes it, which it does in dynamic mode alone. */
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

/** The legends of one mode that are to be changed. */
export interface LegendUpdate extends VisualizationKey {
  mode: VisualizationMode;
  legends: readonly NewLegend[];
  /** 1 to 15, and needed in dynamic mode. */
  dynamicBins?: number | undefined;
}

/** UpdateVisualizationLegend: the legends as they now are, null where the answer tells none. @throws UpstreamFailure */
export async function updateLegend(
  client: UpstreamClient,
  { aoiId, id, mode, legends, dynamicBins }: LegendUpdate,
): Promise<VisualizationLegend[] | null> {
  const metadata = await client.call('UpdateVisualizationLegend', {
    path: { aoi_id: aoiId, visualization_id: id },
    body: {
      visualization_mode: WIRE_MODE[mode],
      legend: Object.fromEntries(
        legends.map(({ date, items }) => [toUnderscoredDay(date), items?.map(toWireLegendItem) ?? null]),
      ),
      ...(dynamicBins !== undefined && { dynamic_bins: dynamicBins }),
    },
  });
  return toLegends(metadata, client.reader('UpdateVisualizationLegend'));
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

function toLegends(
  metadata: WireVisualizationMetadata | null | undefined,
  reader: WireReader,
): VisualizationLegend[] | null {
  if (!metadata?.legend) return null;
  return reader
    .entries('legend', metadata.legend)
    .flatMap(([day, legends]) => {
      const date = reader.day('legend', day);
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
    area: reader.number('legend.area', wire.area),
    areaPercentage: reader.number('legend.area_percentage', wire.area_percentage),
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
