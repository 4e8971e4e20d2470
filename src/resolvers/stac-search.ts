import type { Context } from '../context.ts';
import type { Region } from '../geometry/region.ts';
import { emptyPage, type Page, type PageRequest } from '../upstream/page.ts';
import type { ArchiveSearch, StacSort } from '../upstream/stac.ts';
import type { StacItem } from '../upstream/stac-item.ts';
import { loadAoi } from './aoi.ts';
import { inputRegion } from './input/area.ts';
import { idOf, idsOf } from './input/global-id.ts';
import { InputError, refuse } from './input/input-error.ts';
import { type ItemSearchArgs, SEARCHABLE_GEOMETRIES, toItemSearch } from './input/item-search.ts';
import { type Range, rangeFaults } from './input/range.ts';
import type { ImageOrderState } from './order-item-of-image.ts';
import { refinedPage } from './stac-refine.ts';

type Maybe<Value> = Value | null | undefined;

interface ArchiveSearchInput extends ItemSearchArgs {
  ids?: Maybe<readonly string[]>;
  aoiId?: Maybe<string>;
  cloudCover?: Maybe<Range>;
  offNadir?: Maybe<Range>;
  sunElevation?: Maybe<Range>;
  gsdInM?: Maybe<Range>;
  productLevel?: Maybe<string>;
}

interface RefineInput {
  coverage?: Maybe<{ of?: Maybe<object>; minPercent: number }>;
  maxCloudCover?: Maybe<number>;
  orderStates?: Maybe<readonly ImageOrderState[]>;
}

interface SearchArgs {
  input: ArchiveSearchInput;
  refine?: Maybe<RefineInput>;
  sortBy?: Maybe<readonly StacSort[]>;
  page: PageRequest;
}

/** Query.searchArchive */
export async function searchArchive(
  _root: unknown,
  { input, refine, sortBy, page }: SearchArgs,
  context: Context,
): Promise<Page<StacItem>> {
  const ids = idsOf('StacItem', input.ids, ['input', 'ids']);
  const searched = { ...input, query: queryOf(input) };
  // Checked before the AOI is read.
  const search = toItemSearch(searched, sortBy, ['input'], SEARCHABLE_GEOMETRIES);
  if (ids?.length === 0 || search.collectionIds?.length === 0) return emptyPage;

  const outline = input.aoiId ? await outlineOf(input, context) : undefined;
  const whole: ArchiveSearch = { ...search, intersects: outline ?? search.intersects, ids };
  if (!refine) return context.loaders.stac.searchPage(whole, page);
  const { coverage, maxCloudCover, orderStates } = refine;
  refuse([
    ...rangeFaults({ min: coverage?.minPercent, max: 100 }, ['refine', 'coverage', 'minPercent'], [0, 100]),
    ...rangeFaults({ max: maxCloudCover }, ['refine', 'maxCloudCover'], [0, 100]),
  ]);
  const demands = {
    region: coverage ? regionOf(coverage.of, outline ?? input.intersects) : null,
    minPercent: coverage?.minPercent ?? 0,
    maxCloudCover: maxCloudCover ?? null,
    orderStates: orderStates ?? null,
  };
  return refinedPage(whole, demands, page, context);
}

/** The outline of the AOI to search over. @throws InputError if there is none */
async function outlineOf({ aoiId, bbox, intersects }: ArchiveSearchInput, context: Context): Promise<object> {
  if (bbox || intersects) {
    throw new InputError('input.aoiId cannot be combined with bbox or intersects.', ['input', 'aoiId']);
  }
  const aoi = await loadAoi({ id: idOf('Aoi', aoiId ?? '', ['input', 'aoiId']) }, context);
  if (!aoi?.outline) {
    throw new InputError('input.aoiId names no AOI that has an outline.', ['input', 'aoiId'], 'NOT_FOUND');
  }
  return aoi.outline;
}

/** The area that images should cover: the given one, or the area searched over. */
function regionOf(area: Maybe<object>, searched: Maybe<object>): Region {
  if (area) return inputRegion(area, ['refine', 'coverage', 'of']);
  if (searched) return inputRegion(searched, ['input', 'intersects']);
  throw new InputError('refine.coverage.of is required where no intersects or aoiId says which area is meant.', [
    'refine',
    'coverage',
    'of',
  ]);
}

/** Typed filters as conditions on their properties. */
const PROPERTIES = {
  cloudCover: 'eo:cloud_cover',
  offNadir: 'view:off_nadir',
  sunElevation: 'view:sun_elevation',
  gsdInM: 'gsd',
} as const;

/** The caller's raw conditions combined with the typed filters. @throws InputErrors */
function queryOf(input: ArchiveSearchInput): unknown {
  const conditions: Record<string, object> = {};
  for (const [name, property] of Object.entries(PROPERTIES) as [keyof typeof PROPERTIES, string][]) {
    const range = input[name];
    if (!range) continue;
    refuse(rangeFaults(range, ['input', name]));
    const { min, max } = range;
    conditions[property] = {
      ...(typeof min === 'number' && { gte: min }),
      ...(typeof max === 'number' && { lte: max }),
    };
  }
  if (input.productLevel) conditions['rd:product_level'] = { eq: input.productLevel };
  const raw = input.query;
  if (Object.keys(conditions).length === 0 || typeof raw !== 'object' || raw === null) {
    return Object.keys(conditions).length === 0 ? raw : conditions;
  }
  const twice = Object.keys(conditions).find((property) => property in raw);
  if (twice)
    throw new InputError(`input.query has ${twice} again, which another filter has.`, ['input', 'query', twice]);
  return { ...raw, ...conditions };
}
