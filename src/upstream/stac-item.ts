import type { WireCatalogProperties } from '../contract/catalog.ts';
import type { WireLink, WireStacAsset, WireStacProperties } from '../contract/stac.ts';
import type { Region } from '../geometry/region.ts';
import type { Feature } from '../geometry/standard.ts';
import { type StacAsset, toStacAsset } from './stac-asset.ts';
import type { LateMember } from './wire/late-member.ts';
import { rowOf } from './wire/row.ts';
import type { Position, WireReader } from './wire/wire-reader.ts';

/** One image. The archive, the image search and the catalog share this form. */
export interface StacItem {
  id: string;
  /** Null if the upstream sends none. */
  collectionId: string | null;
  stacVersion: string | null;
  stacExtensions: readonly string[];
  /** West, south, east, north in degrees; six numbers if heights are included. */
  bbox: readonly number[] | null;
  readonly geometry: object | null;
  /** Of the geometry, like the region. Computed on first access. */
  readonly centroid: Position | null;
  readonly region: Region | null;
  /** The item in the form of a STAC API. */
  readonly stac: Feature;
  /** Null for a composite of several captures, which has `startDatetime` and `endDatetime` instead. */
  datetime: string | null;
  startDatetime: string | null;
  endDatetime: string | null;
  title: string | null;
  /** Of the satellite, as the image states it; not every collection uses the ids of `listSatellites`. */
  satelliteId: string | null;
  platform: string | null;
  constellation: string | null;
  instruments: readonly string[];
  gsdInM: number | null;
  /** Per cent. */
  cloudCover: number | null;
  /** This angle and the next two in degrees. */
  offNadir: number | null;
  sunAzimuth: number | null;
  sunElevation: number | null;
  productLevel: string | null;
  /** Such as `EPSG:32643`. */
  projection: string | null;
  /** All properties with their STAC names. */
  properties: unknown;
  assets: StacAsset[];
  links: StacLink[];
}

export interface StacLink {
  href: string | null;
  rel: string | null;
  title: string | null;
  type: string | null;
}

type WireProperties = Partial<WireStacProperties & WireCatalogProperties> & {
  /** STAC spells these with an underscore, the document without. */
  start_datetime?: string;
  end_datetime?: string;
};

/** The common part of the two item shapes, which the archive and the catalog declare separately. */
interface AnyWireItem {
  id?: string;
  collection?: string;
  stac_version?: string;
  stac_extensions?: readonly unknown[];
  bbox?: readonly unknown[];
  geometry?: unknown;
  properties?: WireProperties;
  assets?: Record<string, WireStacAsset> | LateMember;
  links?: readonly Partial<WireLink>[];
}

/** The image in an answer. @throws UpstreamFailure if it has no id */
export const toStacItem = rowOf<StacItem, AnyWireItem>({
  id: (wire, reader) => reader.id('id', wire.id),
  collectionId: (wire, reader) => reader.reference('collection', wire.collection),
  stacVersion: (wire, reader) => reader.text('stac_version', wire.stac_version),
  stacExtensions: (wire, reader) => reader.texts('stac_extensions', wire.stac_extensions),
  bbox: (wire, reader) => reader.boundingBox('bbox', wire.bbox) ?? reader.bbox('geometry', wire.geometry),
  geometry: (wire, reader) => reader.geometry('geometry', wire.geometry),
  centroid: (wire, reader) => reader.centroid('geometry', wire.geometry),
  region: (wire, reader) => reader.region('geometry', wire.geometry),
  stac(wire, reader) {
    return toStac(wire, this, reader);
  },
  datetime: ({ properties }, reader) => reader.dateTime('properties.datetime', properties?.datetime),
  startDatetime: (wire, reader) => reader.dateTime('properties.start_datetime', intervalOf(wire).start),
  endDatetime: (wire, reader) => reader.dateTime('properties.end_datetime', intervalOf(wire).end),
  title: ({ properties }, reader) => reader.text('properties.title', properties?.title),
  satelliteId: ({ properties }, reader) => reader.nonEmptyText('properties.rd:sat_id', properties?.['rd:sat_id']),
  platform: ({ properties }, reader) => reader.text('properties.platform', properties?.platform),
  constellation: ({ properties }, reader) => reader.text('properties.constellation', properties?.constellation),
  instruments: ({ properties }, reader) => reader.texts('properties.instruments', properties?.instruments),
  gsdInM: ({ properties }, reader) => reader.number('properties.gsd', properties?.gsd, Number.MIN_VALUE),
  cloudCover: ({ properties }, reader) => reader.percent('properties.eo:cloud_cover', properties?.['eo:cloud_cover']),
  offNadir: ({ properties }, reader) =>
    reader.number('properties.view:off_nadir', properties?.['view:off_nadir'], -90, 90),
  sunAzimuth: ({ properties }, reader) =>
    reader.number('properties.view:sun_azimuth', properties?.['view:sun_azimuth'], -360, 360),
  sunElevation: ({ properties }, reader) =>
    reader.number('properties.view:sun_elevation', properties?.['view:sun_elevation'], -90, 90),
  productLevel: ({ properties }, reader) =>
    reader.text('properties.rd:product_level', properties?.['rd:product_level']),
  projection: ({ properties }, reader) => projectionOf(properties ?? {}, reader),
  properties: (wire, reader) => reader.json('properties', wire.properties),
  assets: (wire, reader) =>
    reader.entries('assets', wire.assets).map(([key, asset]) => toStacAsset(key, asset ?? {}, reader)),
  links: (wire, reader) => toStacLinks(wire.links, reader),
});

/** The item as received, with the properties that STAC requires in the form that STAC requires. */
function toStac(wire: AnyWireItem, item: StacItem, reader: WireReader): Feature {
  const { id, bbox, datetime, startDatetime, endDatetime, stacVersion } = item;
  const { properties, links, assets, bbox: _sent, ...others } = sentMembers(wire, reader);
  return {
    ...others,
    type: 'Feature',
    stac_version: stacVersion ?? '1.0.0',
    id,
    geometry: item.geometry,
    ...(bbox && { bbox }),
    properties: {
      ...(properties as object | null | undefined),
      datetime,
      ...(startDatetime && { start_datetime: startDatetime }),
      ...(endDatetime && { end_datetime: endDatetime }),
    },
    links: links ?? [],
    assets: assets ?? {},
  };
}

function sentMembers(wire: AnyWireItem, reader: WireReader): Record<string, unknown> {
  return Object.fromEntries(Object.entries(wire).map(([name, member]) => [name, reader.asSent(name, member)]));
}

/** The interval of capture. Some composites write it into `datetime`; they have no single instant then. */
function intervalOf({ properties }: AnyWireItem): { start: string | null | undefined; end: string | null | undefined } {
  const { datetime, startdatetime, start_datetime, end_datetime } = properties ?? {};
  const isInterval = typeof datetime === 'string' && datetime.includes('/');
  const [start, end] = isInterval ? datetime.split('/').map((open) => (open === '..' ? null : open)) : [];
  return { start: start_datetime ?? startdatetime ?? start, end: end_datetime ?? end };
}

/** The archive sends a code, the catalog and older items a number. Number 0 means unknown. */
function projectionOf(properties: { 'proj:code'?: string; 'proj:epsg'?: number }, reader: WireReader): string | null {
  const code = reader.nonEmptyText('properties.proj:code', properties['proj:code']);
  const [, ofCode] = /^EPSG:(-?\d+)$/i.exec(code ?? '') ?? [];
  if (code !== null && ofCode === undefined) return code;
  const number = reader.integer('properties.proj:epsg', ofCode ?? properties['proj:epsg'], 1);
  return number === null ? null : `EPSG:${number}`;
}

/** The links of an item or a collection. */
export function toStacLinks(wire: readonly Partial<WireLink>[] | null | undefined, reader: WireReader): StacLink[] {
  return reader.list('links', wire, (link) => ({
    href: reader.text('links.href', link.href),
    rel: reader.text('links.rel', link.rel),
    title: reader.text('links.title', link.title),
    type: reader.text('links.type', link.type),
  }));
}
