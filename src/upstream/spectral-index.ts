import type { WireIndex, WireNewIndex } from '../contract/spectral-index.ts';
import type { UpstreamClient } from './http/client.ts';
import { rowWithId, withTotal } from './list-answer.ts';
import type { Page, PageRequest } from './page.ts';
import { readPage } from './read-page.ts';
import { rowOf } from './wire/row.ts';
import { toWireWord } from './wire/word.ts';

const INDEX_TYPES = ['CUSTOM', 'PRESET'] as const;
export type IndexType = (typeof INDEX_TYPES)[number];

export const EXPRESSION_TYPES = ['COMPOSITE', 'INDEX', 'GRAYSCALE'] as const;
export type ExpressionType = (typeof EXPRESSION_TYPES)[number];

/** A formula over the bands of a satellite, and the colour map to draw it with. */
export interface SpectralIndex {
  id: string;
  name: string | null;
  description: string | null;
  type: IndexType | null;
  expression: string | null;
  expressionType: ExpressionType | null;
  bands: readonly string[];
  /** The values at the two ends of the colour map. */
  rescale: readonly number[];
  colormap: string | null;
  satelliteId: string | null;
  createdAt: string | null;
  updatedAt: string | null;
}

/** The filters of ListIndices that the gateway uses. */
export interface IndexFilter {
  type?: IndexType | undefined;
  expressionType?: ExpressionType | undefined;
}

/** ListIndices by one id, because there is no single read. @throws UpstreamFailure, of kind `notFound` if it does not exist */
export async function getIndex(client: UpstreamClient, id: string): Promise<SpectralIndex> {
  const { answer, reader } = await client.call('ListIndices', { query: { index_id: id, limit: 1 } });
  const rows = reader.listWithIds('indices', answer.indices, (row) => toIndex(row, reader));
  return rowWithId(rows, id, 'ListIndices');
}

/** ListIndices: the indices of one satellite, or all if none is named. */
export function listIndices(
  client: UpstreamClient,
  satelliteId: string | undefined,
  filter: IndexFilter,
  request: PageRequest,
): Promise<Page<SpectralIndex>> {
  return readPage(request, true, async (args) => {
    const query = {
      ...args,
      satellite_id: satelliteId,
      type: filter.type && toWireWord(filter.type),
      expression_type: filter.expressionType && toWireWord(filter.expressionType),
    };
    const { answer, reader } = await client.call('ListIndices', { query });
    const rows = reader.rows('indices', answer.indices, (index) => toIndex(index, reader));
    return withTotal(rows, answer.pagination, args, reader);
  });
}

/** Input of `createIndex`. */
export interface NewIndex {
  name: string;
  description: string;
  expression: string;
  expressionType: ExpressionType;
  colormap: string;
  /** Lower and upper end, whole numbers. */
  rescale: readonly number[];
  satelliteId: string;
}

/** CreateIndex: always creates a custom index. @throws UpstreamFailure */
export async function createIndex(client: UpstreamClient, index: NewIndex): Promise<SpectralIndex> {
  const body: WireNewIndex = {
    name: index.name,
    description: index.description,
    expression: index.expression,
    expression_type: toWireWord(index.expressionType),
    colormap: index.colormap,
    rescale: [...index.rescale],
    satellite_id: index.satelliteId,
  };
  const { answer, reader } = await client.call('CreateIndex', { body });
  return toIndex(answer, reader);
}

/** An older form of the document calls the satellite `lens_satellite_id`. */
type AnyWireIndex = WireIndex & { lens_satellite_id?: string };

const toIndex = rowOf<SpectralIndex, AnyWireIndex>({
  id: (wire, reader) => reader.id('id', wire.id),
  name: (wire, reader) => reader.text('name', wire.name),
  description: (wire, reader) => reader.text('description', wire.description),
  type: (wire, reader) => reader.enumValue('type', wire.type, INDEX_TYPES),
  expression: (wire, reader) => reader.text('expression', wire.expression),
  expressionType: (wire, reader) => reader.enumValue('expression_type', wire.expression_type, EXPRESSION_TYPES),
  bands: (wire, reader) => reader.texts('bands', wire.bands),
  rescale: (wire, reader) => reader.numbers('rescale', wire.rescale) ?? [],
  colormap: (wire, reader) => reader.text('colormap', wire.colormap),
  satelliteId: (wire, reader) => reader.reference('satellite_id', wire.satellite_id ?? wire.lens_satellite_id),
  createdAt: (wire, reader) => reader.dateTime('created_at', wire.created_at),
  updatedAt: (wire, reader) => reader.dateTime('updated_at', wire.updated_at),
});
