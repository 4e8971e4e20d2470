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
import type { Maybe } from './input/maybe.ts';
import { boundFaults } from './input/range.ts';
import type { ImageOrderState } from './order-item-of-image.ts';
import { namingUnknown } from './stac-property.ts';
import { refinedPage } from './stac-refine.ts';

interface ArchiveSearchInput extends ItemSearchArgs {
  ids?: Maybe<readonly string[]>;
  aoiId?: Maybe<string>;
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
  // Checked before the AOI is read.
  const search = toItemSearch(input, sortBy, ['input'], SEARCHABLE_GEOMETRIES);
  if (ids?.length === 0 || search.collectionIds?.length === 0) return emptyPage;

  const outline = input.aoiId ? await outlineOf(input, context) : undefined;
  const whole: ArchiveSearch = { ...search, intersects: outline ?? search.intersects, ids };
  if (!refine) return namingUnknown(input.query, context.loaders.stac.searchPage(whole, page), page, context);
  const { coverage, maxCloudCover, orderStates } = refine;
  refuse([
    ...boundFaults(coverage?.minPercent, ['refine', 'coverage', 'minPercent'], [0, 100]),
    ...boundFaults(maxCloudCover, ['refine', 'maxCloudCover'], [0, 100]),
  ]);
  const demands = {
    region: coverage ? regionOf(coverage.of, outline ?? input.intersects) : null,
    minPercent: coverage?.minPercent ?? 0,
    maxCloudCover: maxCloudCover ?? null,
    orderStates: orderStates ?? null,
  };
  return namingUnknown(input.query, refinedPage(whole, demands, page, context), page, context);
}

/** The outline of the AOI to search over. @throws InputError if the AOI does not exist or has no outline */
async function outlineOf({ aoiId, bbox, intersects }: ArchiveSearchInput, context: Context): Promise<object> {
  if (bbox || intersects) {
    throw new InputError('input.aoiId cannot be combined with bbox or intersects.', ['input', 'aoiId']);
  }
  const aoi = await loadAoi({ id: idOf('Aoi', aoiId ?? '', ['input', 'aoiId']) }, context);
  if (!aoi?.outline) {
    throw new InputError('input.aoiId is not the id of an AOI with an outline.', ['input', 'aoiId'], 'NOT_FOUND');
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
