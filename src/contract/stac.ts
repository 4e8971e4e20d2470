import { type Static, Type } from 'typebox';

export const WireGeometryType = Type.Enum([
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
  'GeometryCollection',
]);
export type WireGeometryType = Static<typeof WireGeometryType>;

export const WireGeometry = Type.Partial(
  Type.Object({
    type: WireGeometryType,
    coordinates: Type.Unknown(),
  }),
);
export type WireGeometry = Static<typeof WireGeometry>;

export const WireLink = Type.Object({
  href: Type.String(),
  rel: Type.String(),
  title: Type.Optional(Type.String()),
  type: Type.Optional(Type.String()),
});
export type WireLink = Static<typeof WireLink>;

export const WireEoBand = Type.Partial(
  Type.Object({
    center_wavelength: Type.Number(),
    common_name: Type.String(),
    fwhm: Type.Number(),
    name: Type.String(),
    solar_irradiance: Type.Number(),
  }),
);
export type WireEoBand = Static<typeof WireEoBand>;

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
    'eo:bands': Type.Array(WireEoBand),
    href: Type.String(),
    'raster:bands': Type.Array(WireRasterBand),
    roles: Type.Array(Type.String()),
    title: Type.String(),
    type: Type.String(),
  }),
);
export type WireStacAsset = Static<typeof WireStacAsset>;

export const WireStacProperties = Type.Partial(
  Type.Object({
    altitude: Type.Number(),
    constellation: Type.String(),
    created: Type.String(),
    datetime: Type.String(),
    description: Type.String(),
    'eo:cloud_cover': Type.Number(),
    gsd: Type.Number(),
    instruments: Type.Array(Type.String()),
    license: Type.String(),
    platform: Type.String(),
    'proj:code': Type.String(),
    'proj:shape': Type.Array(Type.Integer()),
    'proj:transform': Type.Array(Type.Number()),
    'rd:anomalous_pixels': Type.Number(),
    'rd:earth_sun_distance': Type.Number(),
    'rd:product_level': Type.String(),
    'rd:sat_id': Type.String(),
    'rd:type': Type.String(),
    'sci:doi': Type.String(),
    startdatetime: Type.String(),
    title: Type.String(),
    updated: Type.String(),
    'view:off_nadir': Type.Number(),
    'view:scene_center_lat': Type.Number(),
    'view:scene_center_lon': Type.Number(),
    'view:sun_azimuth': Type.Number(),
    'view:sun_elevation': Type.Number(),
  }),
);
export type WireStacProperties = Static<typeof WireStacProperties>;

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

export const WireStacItemList = Type.Partial(
  Type.Object({
    type: Type.String(),
    features: Type.Array(WireStacItem),
    links: Type.Array(WireLink),
  }),
);
export type WireStacItemList = Static<typeof WireStacItemList>;

export const WireCollection = Type.Partial(
  Type.Object({
    created_at: Type.String(),
    description: Type.String(),
    extent: Type.Partial(
      Type.Object({
        spatial: Type.Partial(
          Type.Object({
            bbox: Type.Array(Type.Array(Type.Number())),
          }),
        ),
        temporal: Type.Partial(
          Type.Object({
            interval: Type.Array(Type.Array(Type.String())),
          }),
        ),
      }),
    ),
    id: Type.String(),
    license: Type.String(),
    links: Type.Array(WireLink),
    providers: Type.Array(
      Type.Partial(
        Type.Object({
          description: Type.String(),
          name: Type.String(),
          roles: Type.Array(Type.String()),
          url: Type.String(),
        }),
      ),
    ),
    stac_extensions: Type.Unknown(),
    stac_version: Type.String(),
    summaries: Type.Unknown(),
    title: Type.String(),
    type: Type.String(),
    updated_at: Type.String(),
  }),
);
export type WireCollection = Static<typeof WireCollection>;

export const WireCollectionList = Type.Partial(
  Type.Object({
    collections: Type.Array(WireCollection),
  }),
);
export type WireCollectionList = Static<typeof WireCollectionList>;

export const WireArchiveSearch = Type.Partial(
  Type.Object({
    bbox: Type.Array(Type.Number()),
    collections: Type.Array(Type.String()),
    datetime: Type.String(),
    ids: Type.Array(Type.String()),
    intersects: WireGeometry,
    limit: Type.Integer({ default: 10 }),
    offset: Type.Integer(),
    query: Type.Record(Type.String(), Type.Record(Type.String(), Type.Unknown())),
    sortby: Type.Array(Type.Record(Type.String(), Type.String())),
  }),
  { additionalProperties: false },
);
export type WireArchiveSearch = Static<typeof WireArchiveSearch>;
