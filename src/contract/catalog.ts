import { type Static, Type } from 'typebox';
import { WireDeliveryStatus } from './delivery.ts';
import { WirePagination } from './pagination.ts';

export const WireCatalogEoBand = Type.Partial(
  Type.Object({
    center_wavelength: Type.Number(),
    common_name: Type.String(),
    fwhm: Type.Number(),
    name: Type.String(),
  }),
);
export type WireCatalogEoBand = Static<typeof WireCatalogEoBand>;

export const WireCatalogLink = Type.Partial(
  Type.Object({
    href: Type.String(),
    rel: Type.String(),
    title: Type.String(),
    type: Type.String(),
  }),
);
export type WireCatalogLink = Static<typeof WireCatalogLink>;

export const WireCatalogAsset = Type.Partial(
  Type.Object({
    'eo:bands': Type.Array(WireCatalogEoBand),
    href: Type.String(),
    roles: Type.Array(Type.String()),
    title: Type.String(),
    type: Type.String(),
  }),
);
export type WireCatalogAsset = Static<typeof WireCatalogAsset>;

export const WireCatalogGeometry = Type.Partial(
  Type.Object({
    coordinates: Type.Array(Type.Array(Type.Array(Type.Number()))),
    type: Type.String(),
  }),
);
export type WireCatalogGeometry = Static<typeof WireCatalogGeometry>;

export const WireCatalogProperties = Type.Partial(
  Type.Object({
    constellation: Type.String(),
    created: Type.String(),
    datetime: Type.String(),
    'eo:cloud_cover': Type.Number(),
    gsd: Type.Integer(),
    instruments: Type.Array(Type.String()),
    platform: Type.String(),
    'proj:epsg': Type.Integer(),
    'proj:shape': Type.Array(Type.Integer()),
    'proj:transform': Type.Array(Type.Number()),
    'proj:wkt2': Type.String(),
    'sat:orbit_state': Type.String(),
    'sat:relative_orbit': Type.Integer(),
    'sci:doi': Type.String(),
    updated: Type.String(),
    'view:off_nadir': Type.Number(),
    'view:satellite_look_angle': Type.Number(),
    'view:sun_azimuth': Type.Number(),
    'view:sun_elevation': Type.Number(),
  }),
);
export type WireCatalogProperties = Static<typeof WireCatalogProperties>;

export const WireCatalogItem = Type.Partial(
  Type.Object({
    assets: Type.Record(Type.String(), WireCatalogAsset),
    bbox: Type.Array(Type.Number()),
    collection: Type.String(),
    geometry: WireCatalogGeometry,
    id: Type.String(),
    links: Type.Array(WireCatalogLink),
    properties: WireCatalogProperties,
    stac_extensions: Type.Array(Type.Unknown()),
    stac_version: Type.String(),
    type: Type.String(),
  }),
);
export type WireCatalogItem = Static<typeof WireCatalogItem>;

export const WireCatalog = Type.Partial(
  Type.Object({
    area: Type.Number(),
    bandset_id: Type.String(),
    created_at: Type.String(),
    created_by: Type.String(),
    delivery_status: WireDeliveryStatus,
    details: WireCatalogItem,
    id: Type.String(),
    org_id: Type.String(),
    task_id: Type.String(),
    updated_at: Type.String(),
    updated_by: Type.String(),
  }),
);
export type WireCatalog = Static<typeof WireCatalog>;

export const WireCatalogList = Type.Partial(
  Type.Object({
    catalogs: Type.Array(WireCatalog),
    pagination: WirePagination,
  }),
);
export type WireCatalogList = Static<typeof WireCatalogList>;

export const WireSortingOrder = Type.Enum(['ASC', 'DESC']);
export type WireSortingOrder = Static<typeof WireSortingOrder>;

export const WireCatalogSearch = Type.Partial(
  Type.Object({
    bbox: Type.Array(Type.Number()),
    collections: Type.Array(Type.String()),
    datetime: Type.String(),
    ids: Type.Array(Type.String()),
    intersects: WireCatalogGeometry,
    item_ids: Type.Array(Type.String()),
    limit: Type.Integer({ default: 2 }),
    offset: Type.Integer({ minimum: 0, default: 0 }),
    order_ids: Type.Array(Type.String()),
    order_item_ids: Type.Array(Type.String()),
    query: Type.Record(Type.String(), Type.Record(Type.String(), Type.Unknown())),
    sort_by: Type.Array(Type.Record(Type.String(), WireSortingOrder)),
  }),
  { additionalProperties: false },
);
export type WireCatalogSearch = Static<typeof WireCatalogSearch>;

export const WireNewCatalogDownload = Type.Object(
  {
    catalog_ids: Type.Array(Type.String()),
    order_item_ids: Type.Array(Type.String()),
  },
  { additionalProperties: false },
);
export type WireNewCatalogDownload = Static<typeof WireNewCatalogDownload>;

export const WireCatalogDownloadStatus = Type.Enum(['success', 'created', 'failed', 'in_progress']);
export type WireCatalogDownloadStatus = Static<typeof WireCatalogDownloadStatus>;

export const WireCatalogDownload = Type.Partial(
  Type.Object({
    id: Type.String(),
    signed_url: Type.String(),
    status: WireCatalogDownloadStatus,
  }),
);
export type WireCatalogDownload = Static<typeof WireCatalogDownload>;
