import type { ItemSearch, StacSort } from '../../upstream/stac.ts';
import { isRecord } from '../../upstream/wire/json.ts';
import { geometryFaults, geometryOf } from './geometry.ts';
import { idsOf } from './global-id.ts';
import { faultAt, type InputError, refuse } from './input-error.ts';
import { type IntervalInput, intervalFaults, toInterval } from './interval.ts';
import { type ItemQueryArgs, queryOf, stacNameOf } from './item-query.ts';
import type { Maybe } from './maybe.ts';

/** The common filters of archive and catalog, in GraphQL form. */
export interface ItemSearchArgs extends ItemQueryArgs {
  collectionIds?: Maybe<readonly string[]>;
  datetime?: Maybe<IntervalInput>;
  bbox?: Maybe<readonly number[]>;
  intersects?: Maybe<object>;
}

type Path = readonly string[];

/** Geometries that the archive and the image search accept: all with coordinates. */
export const SEARCHABLE_GEOMETRIES = [
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
];

/**
 * A checked search.
 * @param path of the filter in the arguments
 * @param geometries types that `intersects` may have
 * @throws InputErrors that name every problem
 */
export function toItemSearch(
  filter: ItemSearchArgs,
  sortBy: Maybe<readonly StacSort[]>,
  path: Path,
  geometries: readonly string[],
): ItemSearch {
  const { datetime, bbox, intersects } = filter;
  const query = queryOf(filter, path);
  refuse([
    ...intervalFaults(datetime, [...path, 'datetime']),
    ...(bbox ? bboxFaults(bbox, [...path, 'bbox']) : []),
    ...(intersects ? geometryFaults(intersects, geometries, [...path, 'intersects']) : []),
    ...(bbox && intersects
      ? [faultAt([...path, 'intersects'], 'cannot stand together with bbox: give one of them')]
      : []),
    ...(query !== null && query !== undefined && !isQuery(query)
      ? [
          faultAt(
            [...path, 'query'],
            'must be an object of properties, each an object of operators: { "eo:cloud_cover": { "lt": 10 } }',
          ),
        ]
      : []),
    ...(sortBy ?? []).flatMap(({ property }, index) => propertyFaults(property, ['sortBy', String(index), 'property'])),
  ]);
  return {
    collectionIds: idsOf('StacCollection', filter.collectionIds, [...path, 'collectionIds']),
    datetime: toInterval(datetime),
    bbox: bbox ?? undefined,
    intersects: intersects ? geometryOf(intersects, geometries) : undefined,
    query: isQuery(query) ? query : undefined,
    sortBy: sortBy?.length
      ? sortBy.map(({ property, direction }) => ({ property: stacNameOf(property), direction }))
      : undefined,
  };
}

function bboxFaults(bbox: readonly number[], path: Path): InputError[] {
  if (bbox.length !== 4 && bbox.length !== 6) return [faultAt(path, `must have 4 or 6 numbers, not ${bbox.length}`)];
  const half = bbox.length / 2;
  const place = (index: number) => [...path, String(index)];
  const isPast = (index: number, limit: number) => Math.abs(bbox[index] ?? 0) > limit;
  const faults = [
    ...[0, half].flatMap((index) =>
      isPast(index, 180) ? [faultAt(place(index), 'is a longitude past 180 degrees')] : [],
    ),
    ...[1, half + 1].flatMap((index) =>
      isPast(index, 90) ? [faultAt(place(index), 'is a latitude past 90 degrees')] : [],
    ),
  ];
  // West may be greater than east: the box then crosses the date line.
  const isUpsideDown = (bbox[1] ?? 0) > (bbox[half + 1] ?? 0);
  return isUpsideDown ? [...faults, faultAt(path, 'must have its south before its north')] : faults;
}

function isQuery(query: unknown): query is Record<string, Record<string, unknown>> {
  return isRecord(query) && Object.values(query).every(isRecord);
}

/** The name is quoted in the request, so only valid names may pass. */
function propertyFaults(property: string, path: Path): InputError[] {
  return /^[\w:.-]+$/.test(property) ? [] : [faultAt(path, 'must be the name of a property, such as "datetime"')];
}
