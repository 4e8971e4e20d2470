import type { WireCatalogItem } from '../contract/catalog.ts';
import type { WireStacItem } from '../contract/stac.ts';
import { invalid } from './server/handler.ts';
import { momentOf } from './world/dates.ts';
import { type Bbox, bboxOf, overlap } from './world/geometry.ts';

/** What the filters read: items of the archive and of the catalog. */
type AnyItem = WireStacItem | WireCatalogItem;
type Test = (item: AnyItem) => boolean;

interface ItemSearch {
  readonly collections?: readonly string[] | undefined;
  readonly datetime?: string | undefined;
  readonly bbox?: readonly number[] | undefined;
  readonly intersects?: { readonly coordinates?: unknown } | undefined;
  readonly query?: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined;
}

/** A predicate for the parts of a search that archive and catalog share. A missing part matches everything. */
export function itemFilter({ collections, datetime, bbox, intersects, query }: ItemSearch): Test {
  if (bbox && intersects) throw invalid('send bbox or intersects, not both');
  const area = bbox ? checkedBbox(bbox) : intersects && checkedGeometry('intersects', intersects);
  const during = datetime === undefined ? undefined : intervalOf(datetime);
  const conditions = Object.entries(query ?? {}).map(([property, operators]) => conditionOf(property, operators));
  return (item) =>
    (!collections || collections.length === 0 || collections.includes(item.collection ?? '')) &&
    (!area || overlaps(item, area)) &&
    (!during || during(momentOf(item.properties?.datetime ?? ''))) &&
    conditions.every((condition) => condition(item));
}

/** Whether an image and a box have a common point. Both may cross the 180th meridian. */
export function overlaps(item: AnyItem, area: Bbox): boolean {
  const ground = groundOf(item);
  return ground !== null && halvesOf(ground).some((half) => halvesOf(area).some((other) => overlap(half, other)));
}

/** An image across the 180th meridian is recognized by its own box: west is greater than east. */
function groundOf({ bbox, geometry }: AnyItem): Bbox | null {
  const [west, south, east, north] = bbox?.map(Number) ?? [];
  const isCrossing = west !== undefined && east !== undefined && west > east;
  return isCrossing ? [west, south ?? 0, east, north ?? 0] : bboxOf(geometry?.coordinates);
}

/** A box, cut in two where it crosses the 180th meridian. */
function halvesOf(box: Bbox): Bbox[] {
  const [west, south, east, north] = box;
  return west > east
    ? [
        [west, south, 180, north],
        [-180, south, east, north],
      ]
    : [box];
}

/** The bounding box of a geometry that a search names. */
export function checkedGeometry(name: string, { coordinates }: { readonly coordinates?: unknown }): Bbox {
  const area = bboxOf(coordinates);
  if (!area) throw invalid(`${name} must be a GeoJSON geometry with coordinates`);
  return area;
}

function checkedBbox(bbox: readonly number[]): Bbox {
  const [west = NaN, south = NaN, east = NaN, north = NaN] = bbox;
  const isValid = bbox.length === 4 && Math.abs(west) <= 180 && Math.abs(east) <= 180 && south <= north;
  if (!isValid || Math.abs(south) > 90 || Math.abs(north) > 90) {
    throw invalid('bbox must be west, south, east, north in degrees', { bbox });
  }
  return [west, south, east, north];
}

/** An instant, `start/end`, or either end open, written as `..` or nothing. */
function intervalOf(datetime: string): (moment: number) => boolean {
  const ends = datetime.split('/');
  if (ends.length > 2) throw invalid('datetime must be an instant or an interval', { datetime });
  const bound = (text: string | undefined, open: number) => {
    if (ends.length === 2 && (text === '..' || text === '')) return open;
    const moment = momentOf(text ?? '');
    if (Number.isNaN(moment)) throw invalid('datetime must be RFC 3339', { datetime });
    return moment;
  };
  const [from, until] = [bound(ends[0], -Infinity), bound(ends.at(-1), Infinity)];
  if (from > until) throw invalid('datetime must not end before it starts', { datetime });
  return (moment) => moment >= from && moment <= until;
}

/** Properties under other names: the vendor's own example says `cloudcover`. */
const aliases: Readonly<Record<string, string>> = { cloudcover: 'eo:cloud_cover' };

/** Whether a value meets one operator of a query. */
const operators: Readonly<Record<string, (value: unknown, bound: unknown) => boolean>> = {
  eq: (value, bound) => JSON.stringify(value) === JSON.stringify(bound),
  in: (value, bound) => Array.isArray(bound) && bound.includes(value),
  gt: (value, bound) => ordered(value, bound, (sign) => sign > 0),
  gte: (value, bound) => ordered(value, bound, (sign) => sign >= 0),
  lt: (value, bound) => ordered(value, bound, (sign) => sign < 0),
  lte: (value, bound) => ordered(value, bound, (sign) => sign <= 0),
};

function ordered(value: unknown, bound: unknown, holds: (sign: number) => boolean): boolean {
  const areComparable = typeof value === typeof bound && (typeof value === 'number' || typeof value === 'string');
  return areComparable && holds(compare(value, bound));
}

function conditionOf(property: string, wanted: Readonly<Record<string, unknown>>): Test {
  const unknown = Object.keys(wanted).find((operator) => !(operator in operators));
  if (unknown) throw invalid(`query ${property} has an unknown operator: ${unknown}`);
  return (item) => {
    const value = propertyOf(item, property);
    return Object.entries(wanted).every(([operator, bound]) => operators[operator]?.(value, bound) === true);
  };
}

/** A property by its name, which may be written as `properties->>'datetime'`. */
export function propertyOf(item: AnyItem, written: string): unknown {
  const name = written.match(/^properties(?:->>'|\.)(.+?)'?$/)?.[1] ?? written;
  if (name === 'id' || name === 'collection') return item[name];
  const properties: Readonly<Record<string, unknown>> = item.properties ?? {};
  return properties[aliases[name] ?? name];
}

/**
 * The rows sorted by the criteria, the first of which counts most. Missing values come last in both directions.
 */
export function sorted<Row>(
  rows: readonly Row[],
  criteria: readonly (readonly [field: string, direction: 'asc' | 'desc'])[],
  fieldOf: (row: Row, field: string) => unknown,
): Row[] {
  return rows.toSorted((one, other) => {
    for (const [field, direction] of criteria) {
      const [left, right] = [fieldOf(one, field), fieldOf(other, field)];
      if (left === undefined || right === undefined) {
        if (left !== right) return left === undefined ? 1 : -1;
        continue;
      }
      const sign = compare(left, right);
      if (sign !== 0) return direction === 'asc' ? sign : -sign;
    }
    return 0;
  });
}

function compare(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const [one, other] = [String(left), String(right)];
  return one < other ? -1 : Number(one > other);
}
