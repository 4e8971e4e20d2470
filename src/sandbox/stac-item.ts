import type { WireCatalogItem } from '../contract/catalog.ts';
import { day, isoDay, plainDate } from './world/dates.ts';
import { type Bbox, rectangleOf } from './world/geometry.ts';
import { createDice } from './world/identity.ts';
import type { StoredSatellite, StoredStacItem } from './world/store.ts';

interface Scene {
  readonly id: string;
  readonly satellite: StoredSatellite;
  readonly collection: string;
  readonly bbox: Bbox;
  /** When it was taken, in milliseconds since 1970. */
  readonly takenAt: number;
  /** Ground sampling distance, in metres. */
  readonly gsd: number;
}

/** The name of an image as Pixxel writes it: satellite, number, day, level, day of production, resolution, version, bands. */
export function pixxelName(
  satellite: 'FF01' | 'TD1' | 'TD2',
  number: number,
  takenAt: number,
  gsd: number,
  bands: number,
) {
  const compact = (moment: number) => isoDay(moment).replaceAll('-', '');
  const digits = (value: number, length: number) => String(value).padStart(length, '0');
  const product = `${digits(gsd, 3)}01${digits(bands, 3)}`;
  return `${satellite}_${digits(number, 6)}_${compact(takenAt)}_L2A_${compact(takenAt + 2 * day)}_${product}`;
}

/** A complete archive item. Its cloud cover and angles are computed from its id. */
export function stacItemOf({ id, satellite, collection, bbox, takenAt, gsd }: Scene): StoredStacItem {
  const dice = createDice(id);
  const rounded = (value: number) => Math.round(value * 100) / 100;
  const platform = satellite.name ?? '';
  const [west, south, east, north] = bbox;
  const utm = (north > 0 ? 32600 : 32700) + Math.floor((west + 180) / 6) + 1;
  const files = `https://storage.pixxel.example/${collection}/${id}`;
  const bands = (satellite.bands ?? []).slice(0, 12);
  return {
    id,
    type: 'Feature',
    collection,
    stac_version: '1.0.0',
    stac_extensions: [
      'https://stac-extensions.github.io/eo/v1.0.0/schema.json',
      'https://stac-extensions.github.io/projection/v2.0.0/schema.json',
      'https://stac-extensions.github.io/view/v1.0.0/schema.json',
    ],
    bbox: bbox.map(String),
    geometry: rectangleOf(bbox),
    properties: {
      title: id,
      datetime: plainDate(takenAt),
      created: plainDate(takenAt + 2 * day),
      updated: plainDate(takenAt + 2 * day),
      platform,
      constellation: platform.startsWith('Pixxel-FF') ? 'Firefly' : platform,
      instruments: ['VNIR'],
      gsd,
      'eo:cloud_cover': rounded(dice() * dice() * 60),
      'proj:code': `EPSG:${utm}`,
      'proj:shape': [7000, 7000],
      'proj:transform': [gsd, 0, 500000, 0, -gsd, 1000000],
      'rd:product_level': 'L2A',
      'rd:type': 'Reflectance',
      'rd:sat_id': satellite.id,
      'view:off_nadir': rounded(dice() * 25),
      'view:sun_azimuth': rounded(90 + dice() * 120),
      'view:sun_elevation': rounded(35 + dice() * 40),
      'view:scene_center_lat': rounded((south + north) / 2),
      'view:scene_center_lon': rounded((west + east) / 2),
    },
    assets: {
      analytic: {
        href: `${files}/analytic.tif`,
        title: 'Surface reflectance',
        type: 'image/tiff; application=geotiff; profile=cloud-optimized',
        roles: ['data', 'reflectance'],
        'eo:bands': bands.map(({ name = '', wavelength = 0 }) => ({
          name,
          center_wavelength: wavelength / 1000,
          fwhm: 0.01,
        })),
        'raster:bands': bands.map(() => ({ nodata: -9999, offset: 0, scale: 0.0001, spatial_resolution: gsd })),
      },
      thumbnail: { href: `${files}/thumbnail.png`, title: 'Thumbnail', type: 'image/png', roles: ['thumbnail'] },
    },
    links: [
      {
        rel: 'self',
        href: `https://stac.pixxel.space/collections/${collection}/items/${id}`,
        type: 'application/geo+json',
      },
      { rel: 'collection', href: `https://stac.pixxel.space/collections/${collection}`, type: 'application/json' },
    ],
  };
}

/** An archive item as the catalog writes it: numbers in `bbox`, the projection by its number, no raster bands. */
export function catalogItemOf({
  bbox,
  geometry,
  properties = {},
  assets = {},
  ...item
}: StoredStacItem): WireCatalogItem {
  const {
    datetime = '',
    created = '',
    updated = '',
    platform = '',
    constellation = '',
    instruments = [],
    gsd = 0,
  } = properties;
  return {
    ...item,
    assets: Object.fromEntries(
      Object.entries(assets).map(([name, { 'raster:bands': _archiveOnly, ...asset }]) => [name, asset]),
    ),
    bbox: bbox?.map(Number) ?? [],
    // Archive items of this world are polygons.
    geometry: { type: 'Polygon', coordinates: geometry?.coordinates as number[][][] },
    properties: {
      datetime,
      created,
      updated,
      platform,
      constellation,
      instruments,
      gsd,
      'proj:epsg': Number(properties['proj:code']?.slice(5)),
      'proj:shape': properties['proj:shape'] ?? [],
      'proj:transform': properties['proj:transform'] ?? [],
      'eo:cloud_cover': properties['eo:cloud_cover'] ?? 0,
      'view:off_nadir': properties['view:off_nadir'] ?? 0,
      'view:sun_azimuth': properties['view:sun_azimuth'] ?? 0,
      'view:sun_elevation': properties['view:sun_elevation'] ?? 0,
    },
  };
}
