import type { Context } from '../context.ts';
import type { Page, PageRequest } from '../upstream/page.ts';
import { MAX_IMAGES, type RangeFilter } from '../upstream/search.ts';
import type { StacItem } from '../upstream/stac-item.ts';
import { geometryFaults, geometryOf } from './input/geometry.ts';
import { idOf } from './input/global-id.ts';
import { emptyFaults, InputError, refuse } from './input/input-error.ts';
import { orderFaults } from './input/interval.ts';
import { SEARCHABLE_GEOMETRIES } from './input/item-search.ts';
import type { Maybe } from './input/maybe.ts';
import { rangeFaults } from './input/range.ts';

interface ImageSearchInput {
  startDate: string;
  endDate: string;
  satellites: readonly { satelliteId: string; collectionId: string }[];
  geometry: object;
  filters?: Maybe<readonly RangeFilter[]>;
}

/** Query.searchImages */
export function searchImages(
  _root: unknown,
  { input, page }: { input: ImageSearchInput; page: PageRequest },
  { loaders }: Context,
): Promise<Page<StacItem>> {
  refuse([
    ...orderFaults(input.startDate, input.endDate, ['input', 'endDate']),
    ...emptyFaults(input.satellites, ['input', 'satellites']),
    ...geometryFaults(input.geometry, SEARCHABLE_GEOMETRIES, ['input', 'geometry']),
    ...(input.filters ?? []).flatMap((filter, index) => filterFaults(filter, ['input', 'filters', String(index)])),
    ...depthFaults(page),
  ]);
  const satellites = input.satellites.map(({ satelliteId, collectionId }, index) => ({
    satelliteId: idOf('Satellite', satelliteId, ['input', 'satellites', String(index), 'satelliteId']),
    collectionId: idOf('StacCollection', collectionId, ['input', 'satellites', String(index), 'collectionId']),
  }));
  const geometry = geometryOf(input.geometry, SEARCHABLE_GEOMETRIES);
  return loaders.search.page({ ...input, geometry, satellites, filters: input.filters ?? [] }, page);
}

function filterFaults(filter: RangeFilter, path: readonly string[]): InputError[] {
  return [...emptyFaults(filter.property, [...path, 'property']), ...rangeFaults(filter, path)];
}

/** Only an upstream token leads past the largest answer of one search. */
function depthFaults({ offset, token }: PageRequest): InputError[] {
  if (token !== undefined || offset < MAX_IMAGES) return [];
  const words = `after lies past the first ${MAX_IMAGES} images, which is as far as this search goes: narrow it.`;
  return [new InputError(words, ['after'])];
}
