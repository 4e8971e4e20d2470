import { filterText } from './filter-text.ts';
import { InputError, refuse } from './input-error.ts';
import type { Maybe } from './maybe.ts';
import { type Range, rangeFaults } from './range.ts';

/** Filters by properties of images: typed ones, and raw conditions. */
export interface ItemQueryArgs {
  cloudCover?: Maybe<Range>;
  offNadir?: Maybe<Range>;
  sunElevation?: Maybe<Range>;
  gsdInM?: Maybe<Range>;
  productLevel?: Maybe<string>;
  query?: unknown;
}

/** The STAC properties behind the typed range filters. */
const PROPERTIES = {
  cloudCover: 'eo:cloud_cover',
  offNadir: 'view:off_nadir',
  sunElevation: 'view:sun_elevation',
  gsdInM: 'gsd',
} as const;

const PRODUCT_LEVEL = 'rd:product_level';

/** The STAC properties behind fields of `StacItem` with another name. */
const BY_FIELD: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...PROPERTIES,
    pixxelId: 'id',
    productLevel: PRODUCT_LEVEL,
    sunAzimuth: 'view:sun_azimuth',
  }),
);

/** The STAC name of a property that is given by it or by the name of its field in the graph. */
export function stacNameOf(property: string): string {
  return BY_FIELD.get(property) ?? property;
}

/**
 * The caller's raw conditions, not checked yet, combined with the typed filters.
 * @param path of the filter in the arguments
 * @throws InputErrors
 */
export function queryOf(filter: ItemQueryArgs, path: readonly string[]): unknown {
  const conditions: Record<string, object> = {};
  for (const [name, property] of Object.entries(PROPERTIES) as [keyof typeof PROPERTIES, string][]) {
    const range = filter[name];
    if (!range) continue;
    refuse(rangeFaults(range, [...path, name]));
    const { min, max } = range;
    conditions[property] = {
      ...(typeof min === 'number' && { gte: min }),
      ...(typeof max === 'number' && { lte: max }),
    };
  }
  const level = filterText(filter.productLevel, [...path, 'productLevel']);
  if (level !== undefined) conditions[PRODUCT_LEVEL] = { eq: level };
  const raw = filter.query;
  if (Object.keys(conditions).length === 0 || typeof raw !== 'object' || raw === null) {
    return Object.keys(conditions).length === 0 ? raw : conditions;
  }
  const twice = Object.keys(conditions).find((property) => property in raw);
  if (twice) {
    const place = [...path, 'query', twice];
    throw new InputError(`${path.join('.')}.query has ${twice} again, which another filter has.`, place);
  }
  return { ...raw, ...conditions };
}
