import { type Static, Type } from 'typebox';
import type { Operation } from './operation.ts';

const WireGeometryType = Type.Enum([
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
  'GeometryCollection',
]);

/** `coordinates` is left open: its depth follows `type`. */
export const WireGeometry = Type.Partial(Type.Object({ type: WireGeometryType, coordinates: Type.Unknown() }));
export type WireGeometry = Static<typeof WireGeometry>;

export const WireLink = Type.Object({
  href: Type.String(),
  rel: Type.String(),
  title: Type.Optional(Type.String()),
  type: Type.Optional(Type.String()),
});
export type WireLink = Static<typeof WireLink>;

/** `center_wavelength` and `fwhm` in micrometres, where satellites and bandsets count nanometres. */
export const WireEoBand = Type.Partial(
  Type.Object({
    name: Type.String(),
    common_name: Type.String(),
    center_wavelength: Type.Number(),
    fwhm: Type.Number(),
    solar_irradiance: Type.Number(),
  }),
);
export type WireEoBand = Static<typeof WireEoBand>;

/** `spatial_resolution` in metres. */
export const WireRasterBand = Type.Partial(
  Type.Object({
    nodata: Type.Number(),
    offset: Type.Number(),
    scale: Type.Number(),
    spatial_resolution: Type.Number(),
  }),
);
export type WireRasterBand = Static<typeof WireRasterBand>;

export const WireStacAsset = Type.Partial(
  Type.Object({
    href: Type.String(),
    title: Type.String(),
    type: Type.String(),
    roles: Type.Array(Type.String()),
    'eo:bands': Type.Array(WireEoBand),
    'raster:bands': Type.Array(WireRasterBand),
  }),
);
export type WireStacAsset = Static<typeof WireStacAsset>;

/** `gsd` and `altitude` in metres, cloud cover and anomalous pixels in per cent, angles in degrees. */
export const WireStacProperties = Type.Partial(
  Type.Object({
    title: Type.String(),
    description: Type.String(),
    license: Type.String(),
    datetime: Type.String(),
    startdatetime: Type.String(),
    created: Type.String(),
    updated: Type.String(),
    constellation: Type.String(),
    platform: Type.String(),
    instruments: Type.Array(Type.String()),
    altitude: Type.Number(),
    gsd: Type.Number(),
    'eo:cloud_cover': Type.Number(),
    'proj:code': Type.String(),
    'proj:shape': Type.Array(Type.Integer()),
    'proj:transform': Type.Array(Type.Number()),
    'rd:anomalous_pixels': Type.Number(),
    'rd:earth_sun_distance': Type.Number(),
    'rd:product_level': Type.String(),
    'rd:sat_id': Type.String(),
    'rd:type': Type.String(),
    'sci:doi': Type.String(),
    'view:off_nadir': Type.Number(),
    'view:scene_center_lat': Type.Number(),
    'view:scene_center_lon': Type.Number(),
    'view:sun_azimuth': Type.Number(),
    'view:sun_elevation': Type.Number(),
  }),
);
export type WireStacProperties = Static<typeof WireStacProperties>;

/** An image of the archive. `bbox` is declared as strings here, as numbers in the catalog. */
export const WireStacItem = Type.Object({
  id: Type.String(),
  type: Type.Optional(Type.String()),
  collection: Type.Optional(Type.String()),
  stac_version: Type.Optional(Type.String()),
  stac_extensions: Type.Optional(Type.Array(Type.String())),
  bbox: Type.Optional(Type.Array(Type.String())),
  geometry: Type.Optional(WireGeometry),
  properties: Type.Optional(WireStacProperties),
  assets: Type.Optional(Type.Record(Type.String(), WireStacAsset)),
  links: Type.Optional(Type.Array(WireLink)),
});
export type WireStacItem = Static<typeof WireStacItem>;

/** A FeatureCollection. It carries no total: only a further page shows whether more remains. */
export const WireStacItemList = Type.Partial(
  Type.Object({ type: Type.String(), features: Type.Array(WireStacItem), links: Type.Array(WireLink) }),
);
export type WireStacItemList = Static<typeof WireStacItemList>;

export const WireCollection = Type.Partial(
  Type.Object({
    id: Type.String(),
    title: Type.String(),
    description: Type.String(),
    license: Type.String(),
    type: Type.String(),
    stac_version: Type.String(),
    stac_extensions: Type.Unknown(),
    extent: Type.Partial(
      Type.Object({
        spatial: Type.Partial(Type.Object({ bbox: Type.Array(Type.Array(Type.Number())) })),
        temporal: Type.Partial(Type.Object({ interval: Type.Array(Type.Array(Type.String())) })),
      }),
    ),
    summaries: Type.Unknown(),
    providers: Type.Array(
      Type.Partial(
        Type.Object({
          name: Type.String(),
          description: Type.String(),
          roles: Type.Array(Type.String()),
          url: Type.String(),
        }),
      ),
    ),
    links: Type.Array(WireLink),
    created_at: Type.String(),
    updated_at: Type.String(),
  }),
);
export type WireCollection = Static<typeof WireCollection>;

const WireCollectionList = Type.Partial(Type.Object({ collections: Type.Array(WireCollection) }));

/** One of `bbox` and `intersects`. The catalog search spells `sortby` with an underscore. */
export const WireArchiveSearch = Type.Partial(
  Type.Object({
    ids: Type.Array(Type.String()),
    collections: Type.Array(Type.String()),
    datetime: Type.String(),
    bbox: Type.Array(Type.Number()),
    intersects: WireGeometry,
    query: Type.Record(Type.String(), Type.Record(Type.String(), Type.Unknown())),
    sortby: Type.Array(Type.Record(Type.String(), Type.String())),
    limit: Type.Integer({ default: 10 }),
    offset: Type.Integer(),
  }),
  { additionalProperties: false },
);
export type WireArchiveSearch = Static<typeof WireArchiveSearch>;

export const stacOperations = {
  ListCollections: {
    method: 'GET',
    path: '/v0/archives/collections',
    query: Type.Partial(Type.Object({ ids: Type.String() })),
    answers: { 200: WireCollectionList },
    format: 'json',
    access: 'read',
    batchedBy: ['ids'],
    isReference: true,
  },
  GetCollectionById: {
    method: 'GET',
    path: '/v0/archives/collections/{cid}',
    answers: { 200: WireCollection },
    answersOne: true,
    format: 'json',
    envelope: 'collection',
    access: 'read',
    isReference: true,
  },
  // ListItemInCollection
  ListCollectionItems: {
    method: 'GET',
    path: '/v0/archives/collections/{cid}/items',
    query: Type.Partial(Type.Object({ limit: Type.Integer(), offset: Type.Integer() })),
    answers: { 200: WireStacItemList },
    late: { rows: 'features', member: 'assets' },
    format: 'json',
    access: 'read',
  },
  GetCollectionItemById: {
    method: 'GET',
    path: '/v0/archives/collections/{cid}/items/{id}',
    answers: { 200: WireStacItem },
    answersOne: true,
    format: 'json',
    envelope: 'item',
    access: 'read',
  },
  // SearchItemInArchive
  SearchArchive: {
    method: 'POST',
    path: '/v0/archives/search',
    body: WireArchiveSearch,
    answers: { 200: WireStacItemList },
    late: { rows: 'features', member: 'assets' },
    format: 'json',
    access: 'read',
    batchedBy: ['ids'],
  },
} as const satisfies Record<string, Operation>;
