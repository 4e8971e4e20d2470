import type { WireCatalogProperties } from '../contract/catalog.ts';
import type { WireEoBand, WireLink, WireRasterBand, WireStacAsset, WireStacProperties } from '../contract/stac.ts';
import type { Region } from '../geometry/region.ts';
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
  readonly stac: object;
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

/** A file of an image. */
export interface StacAsset {
  /** Its name within the image. */
  key: string;
  href: string | null;
  title: string | null;
  type: string | null;
  roles: readonly string[];
  bands: EoBand[];
  rasterBands: RasterBand[];
}

export interface EoBand {
  name: string | null;
  commonName: string | null;
  centerWavelength: number | null;
  fwhm: number | null;
  solarIrradiance: number | null;
}

export interface RasterBand {
  scale: number | null;
  offset: number | null;
  nodata: number | null;
  spatialResolution: number | null;
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
  assets?: Record<string, WireStacAsset>;
  links?: readonly Partial<WireLink>[];
}

/** @throws UpstreamFailure of kind `invalidAnswer` if there is no id */
export function toStacItem(wire: AnyWireItem, reader: WireReader): StacItem {
  const properties = wire.properties ?? {};
  return {
    id: reader.id('id', wire.id),
    collectionId: reader.reference('collection', wire.collection),
    stacVersion: reader.text('stac_version', wire.stac_version),
    stacExtensions: reader.texts('stac_extensions', wire.stac_extensions),
    bbox: reader.boundingBox('bbox', wire.bbox) ?? reader.bbox('geometry', wire.geometry),
    get geometry() {
      return reader.geometry('geometry', wire.geometry);
    },
    get centroid() {
      return reader.centroid('geometry', wire.geometry);
    },
    get region() {
      return reader.region('geometry', wire.geometry);
    },
    get stac() {
      return toStac(wire, this, reader);
    },
    ...timesOf(properties, reader),
    title: reader.text('properties.title', properties.title),
    satelliteId: reader.nonEmptyText('properties.rd:sat_id', properties['rd:sat_id']),
    platform: reader.text('properties.platform', properties.platform),
    constellation: reader.text('properties.constellation', properties.constellation),
    instruments: reader.texts('properties.instruments', properties.instruments),
    gsdInM: reader.number('properties.gsd', properties.gsd, Number.MIN_VALUE),
    cloudCover: reader.percent('properties.eo:cloud_cover', properties['eo:cloud_cover']),
    offNadir: reader.number('properties.view:off_nadir', properties['view:off_nadir'], -90, 90),
    sunAzimuth: reader.number('properties.view:sun_azimuth', properties['view:sun_azimuth'], -360, 360),
    sunElevation: reader.number('properties.view:sun_elevation', properties['view:sun_elevation'], -90, 90),
    productLevel: reader.text('properties.rd:product_level', properties['rd:product_level']),
    projection: projectionOf(properties, reader),
    properties: reader.json('properties', wire.properties),
    // Read on first access: bands of every asset are the bulk of an item and rarely selected.
    get assets() {
      return reader.entries('assets', wire.assets).map(([key, asset]) => toStacAsset(key, asset ?? {}, reader));
    },
    get links() {
      return toStacLinks(wire.links, reader);
    },
  };
}

/** The item as received, with the properties that STAC requires in the form that STAC requires. */
function toStac(wire: AnyWireItem, item: StacItem, reader: WireReader): object {
  const { id, bbox, datetime, startDatetime, endDatetime, stacVersion } = item;
  const { properties, links, assets, ...others } = sentMembers(wire, reader);
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

/** Time of capture. Some composites write their interval into `datetime`; it has no single instant then. */
function timesOf(
  { datetime, startdatetime, start_datetime, end_datetime }: WireProperties,
  reader: WireReader,
): Pick<StacItem, 'datetime' | 'startDatetime' | 'endDatetime'> {
  const isInterval = typeof datetime === 'string' && datetime.includes('/');
  const [start, end] = isInterval ? datetime.split('/').map((open) => (open === '..' ? null : open)) : [];
  return {
    datetime: reader.dateTime('properties.datetime', datetime),
    startDatetime: reader.dateTime('properties.start_datetime', start_datetime ?? startdatetime ?? start),
    endDatetime: reader.dateTime('properties.end_datetime', end_datetime ?? end),
  };
}

/** The archive sends a code, the catalog and older items a number. Number 0 means unknown. */
function projectionOf(properties: { 'proj:code'?: string; 'proj:epsg'?: number }, reader: WireReader): string | null {
  const code = reader.nonEmptyText('properties.proj:code', properties['proj:code']);
  const [, ofCode] = /^EPSG:(-?\d+)$/i.exec(code ?? '') ?? [];
  if (code !== null && ofCode === undefined) return code;
  const number = reader.integer('properties.proj:epsg', ofCode ?? properties['proj:epsg'], 1);
  return number === null ? null : `EPSG:${number}`;
}

function toStacAsset(key: string, wire: WireStacAsset, reader: WireReader): StacAsset {
  return {
    key,
    href: reader.text('assets.href', wire.href),
    title: reader.text('assets.title', wire.title),
    type: reader.text('assets.type', wire.type),
    roles: reader.texts('assets.roles', wire.roles),
    bands: reader.list('assets.eo:bands', wire['eo:bands'], (band) => toEoBand(band, reader)),
    rasterBands: reader.list('assets.raster:bands', wire['raster:bands'], (band) => toRasterBand(band, reader)),
  };
}

function toEoBand(wire: WireEoBand, reader: WireReader): EoBand {
  return {
    name: reader.text('eo:bands.name', wire.name),
    commonName: reader.text('eo:bands.common_name', wire.common_name),
    centerWavelength: reader.number('eo:bands.center_wavelength', wire.center_wavelength, 0),
    fwhm: reader.number('eo:bands.fwhm', wire.fwhm, 0),
    solarIrradiance: reader.number('eo:bands.solar_irradiance', wire.solar_irradiance, 0),
  };
}

function toRasterBand(wire: WireRasterBand, reader: WireReader): RasterBand {
  return {
    scale: reader.number('raster:bands.scale', wire.scale),
    offset: reader.number('raster:bands.offset', wire.offset),
    nodata: reader.number('raster:bands.nodata', wire.nodata),
    spatialResolution: reader.number('raster:bands.spatial_resolution', wire.spatial_resolution, 0),
  };
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
