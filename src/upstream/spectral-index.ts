import type { WireExpressionType, WireIndex, WireNewIndex } from '../contract/spectral-index.ts';
import { UpstreamFailure } from './failure.ts';
import type { UpstreamClient } from './http/client.ts';
import { type Page, type PageRequest, readPage } from './page.ts';
import type { WireReader } from './wire/wire-reader.ts';

export type IndexType = 'CUSTOM' | 'PRESET';

const INDEX_TYPE: Record<string, IndexType> = { custom: 'CUSTOM', preset: 'PRESET' };

export type ExpressionType = 'COMPOSITE' | 'INDEX' | 'GRAYSCALE';

/** The kind of expression that an upstream word stands for. */
export const EXPRESSION_TYPE: Record<WireExpressionType, ExpressionType> = {
  composite: 'COMPOSITE',
  index: 'INDEX',
  grayscale: 'GRAYSCALE',
};

const WIRE_EXPRESSION_TYPE: Record<ExpressionType, WireExpressionType> = {
  COMPOSITE: 'composite',
  INDEX: 'index',
  GRAYSCALE: 'grayscale',
};

/** A formula over the bands of a satellite, with the colours to draw it in. */
export interface SpectralIndex {
  id: string;
  name: string | null;
  description: string | null;
  type: IndexType | null;
  expression: string | null;
  expressionType: ExpressionType | null;
  bands: readonly string[];
  /** The values that stand at the two ends of the colour map. */
  rescale: readonly number[];
  colormap: string | null;
  satelliteId: string | null;
  createdAt: string | null;
  updatedAt: string | null;
}

export interface IndexFilter {
  type?: IndexType | undefined;
  expressionType?: ExpressionType | undefined;
}

/** ListIndices by one id: there is no single read. @throws UpstreamFailure, of kind `notFound` where there is none */
export async function getIndex(client: UpstreamClient, id: string): Promise<SpectralIndex> {
  const reader = client.reader('ListIndices');
  const { indices } = await client.call('ListIndices', { query: { index_id: id, limit: 1 } });
  const index = reader.list('indices', indices, (row) => toIndex(row, reader)).find((row) => row.id === id);
  if (!index) throw new UpstreamFailure('notFound', 'ListIndices');
  return index;
}

/** ListIndices: those of one satellite, or of all where none is named. */
export function listIndices(
  client: UpstreamClient,
  satelliteId: string | undefined,
  filter: IndexFilter,
  request: PageRequest,
): Promise<Page<SpectralIndex>> {
  const reader = client.reader('ListIndices');
  return readPage(request, true, async (args) => {
    const query = {
      ...args,
      satellite_id: satelliteId,
      type: filter.type?.toLowerCase(),
      expression_type: toWireExpressionType(filter.expressionType),
    };
    const { indices, pagination } = await client.call('ListIndices', { query });
    return {
      items: reader.list('indices', indices, (index) => toIndex(index, reader)),
      total: reader.integer('pagination.total', pagination?.total),
    };
  });
}

/** What an index is made from. */
export interface NewIndex {
  name: string;
  description: string;
  expression: string;
  expressionType: ExpressionType;
  colormap: string;
  /** Whole numbers: the lower end and the upper end. */
  rescale: readonly number[];
  satelliteId: string;
}

/** CreateIndex: always a custom one. @throws UpstreamFailure */
export async function createIndex(client: UpstreamClient, index: NewIndex): Promise<SpectralIndex> {
  const body: WireNewIndex = {
    name: index.name,
    description: index.description,
    expression: index.expression,
    expression_type: WIRE_EXPRESSION_TYPE[index.expressionType],
    colormap: index.colormap,
    rescale: [...index.rescale],
    satellite_id: index.satelliteId,
  };
  return toIndex(await client.call('CreateIndex', { body }), client.reader('CreateIndex'));
}

/** The upstream's word for a kind of expression. */
export function toWireExpressionType(type: ExpressionType | undefined): WireExpressionType | undefined {
  return type && WIRE_EXPRESSION_TYPE[type];
}

/** An older form of the document calls the satellite `lens_satellite_id`. */
type AnyWireIndex = WireIndex & { lens_satellite_id?: string };

function toIndex(wire: AnyWireIndex, reader: WireReader): SpectralIndex {
  return {
    id: reader.id('id', wire.id),
    name: reader.text('name', wire.name),
    description: reader.text('description', wire.description),
    type: reader.word('type', wire.type, INDEX_TYPE),
    expression: reader.text('expression', wire.expression),
    expressionType: reader.word('expression_type', wire.expression_type, EXPRESSION_TYPE),
    bands: reader.texts('bands', wire.bands),
    rescale: reader.numbers('rescale', wire.rescale),
    colormap: reader.text('colormap', wire.colormap),
    satelliteId: reader.reference('satellite_id', wire.satellite_id ?? wire.lens_satellite_id),
    createdAt: reader.instant('created_at', wire.created_at),
    updatedAt: reader.instant('updated_at', wire.updated_at),
  };
}
