import { type Static, Type } from 'typebox';
import { WireDeliveryStatus } from './delivery.ts';
import type { Operation } from './operation.ts';
import { WirePagination } from './pagination.ts';

const WireCatalogGeometry = Type.Partial(
  Type.Object({
    type: Type.String(),
    coordinates: Type.Array(Type.Array(Type.Array(Type.Number()))),
  }),
);

/** The archive says `proj:code` where this says `proj:epsg`. */
export const WireCatalogProperties = Type.Partial(
  Type.Object({
    datetime: Type.String(),
    created: Type.String(),
    updated: Type.String(),
    constellation: Type.String(),
    platform: Type.String(),
    instruments: Type.Array(Type.String()),
    gsd: Type.Integer(),
    'eo:cloud_cover': Type.Number(),
    'proj:epsg': Type.Integer(),
    'proj:shape': Type.Array(Type.Integer()),
    'proj:transform': Type.Array(Type.Number()),
    'proj:wkt2': Type.String(),
    'sat:orbit_state': Type.String(),
    'sat:relative_orbit': Type.Integer(),
    'sci:doi': Type.String(),
    'view:off_nadir': Type.Number(),
    'view:satellite_look_angle': Type.Number(),
    'view:sun_azimuth': Type.Number(),
    'view:sun_elevation': Type.Number(),
  }),
);
export type WireCatalogProperties = Static<typeof WireCatalogProperties>;

const WireCatalogEoBand = Type.Partial(
  Type.Object({
    name: Type.String(),
    common_name: Type.String(),
    center_wavelength: Type.Number(),
    fwhm: Type.Number(),
  }),
);

const WireCatalogAsset = Type.Partial(
  Type.Object({
    href: Type.String(),
    title: Type.String(),
    type: Type.String(),
    roles: Type.Array(Type.String()),
    'eo:bands': Type.Array(WireCatalogEoBand),
  }),
);

const WireCatalogLink = Type.Partial(
  Type.Object({ href: Type.String(), rel: Type.String(), title: Type.String(), type: Type.String() }),
);

/** The STAC item of a delivered image: the archive's item again, declared apart and a little otherwise. */
export const WireCatalogItem = Type.Partial(
  Type.Object({
    id: Type.String(),
    type: Type.String(),
    collection: Type.String(),
    stac_version: Type.String(),
    stac_extensions: Type.Array(Type.Unknown()),
    bbox: Type.Array(Type.Number()),
    geometry: WireCatalogGeometry,
    properties: WireCatalogProperties,
    assets: Type.Record(Type.String(), WireCatalogAsset),
    links: Type.Array(WireCatalogLink),
  }),
);
export type WireCatalogItem = Static<typeof WireCatalogItem>;

/** One delivered image. `area` in square kilometres. Only `task_id` leads back to an order; no order item is named. */
export const WireCatalog = Type.Partial(
  Type.Object({
    id: Type.String(),
    org_id: Type.String(),
    task_id: Type.String(),
    bandset_id: Type.String(),
    area: Type.Number(),
    delivery_status: WireDeliveryStatus,
    details: WireCatalogItem,
    created_at: Type.String(),
    created_by: Type.String(),
    updated_at: Type.String(),
    updated_by: Type.String(),
  }),
);
export type WireCatalog = Static<typeof WireCatalog>;

const WireCatalogList = Type.Partial(Type.Object({ catalogs: Type.Array(WireCatalog), pagination: WirePagination }));

const WireSortingOrder = Type.Enum(['ASC', 'DESC']);

/** Without `limit` two rows come. The archive search spells `sort_by` without the underscore. */
export const WireCatalogSearch = Type.Partial(
  Type.Object({
    ids: Type.Array(Type.String()),
    item_ids: Type.Array(Type.String()),
    order_ids: Type.Array(Type.String()),
    order_item_ids: Type.Array(Type.String()),
    collections: Type.Array(Type.String()),
    datetime: Type.String(),
    bbox: Type.Array(Type.Number()),
    intersects: WireCatalogGeometry,
    query: Type.Record(Type.String(), Type.Record(Type.String(), Type.Unknown())),
    sort_by: Type.Array(Type.Record(Type.String(), WireSortingOrder)),
    limit: Type.Integer({ default: 2 }),
    offset: Type.Integer({ minimum: 0, default: 0 }),
  }),
  { additionalProperties: false },
);
export type WireCatalogSearch = Static<typeof WireCatalogSearch>;

/** Exactly one of the two lists may be sent, although the document requires both. */
export const WireNewCatalogDownload = Type.Partial(
  Type.Object({
    catalog_ids: Type.Array(Type.String(), { uniqueItems: true }),
    order_item_ids: Type.Array(Type.String(), { uniqueItems: true }),
  }),
  { additionalProperties: false },
);
export type WireNewCatalogDownload = Static<typeof WireNewCatalogDownload>;

const WireCatalogDownloadStatus = Type.Enum(['success', 'created', 'failed', 'in_progress']);

/** `signed_url` is filled only when the package is done. */
export const WireCatalogDownload = Type.Partial(
  Type.Object({ id: Type.String(), status: WireCatalogDownloadStatus, signed_url: Type.String() }),
);
export type WireCatalogDownload = Static<typeof WireCatalogDownload>;

export const catalogOperations = {
  // CreateDownload
  RequestCatalogDownload: {
    method: 'POST',
    path: '/v0/catalogs/download',
    body: WireNewCatalogDownload,
    answers: { 201: WireCatalogDownload },
    format: 'json',
    envelope: 'download',
    access: 'write',
  },
  // GetDownloadById
  GetCatalogDownload: {
    method: 'GET',
    path: '/v0/catalogs/download/{download_id}',
    answers: { 200: WireCatalogDownload },
    answersOne: true,
    format: 'json',
    envelope: 'download',
    access: 'read',
  },
  SearchCatalogs: {
    method: 'POST',
    path: '/v0/catalogs/search',
    body: WireCatalogSearch,
    answers: { 200: WireCatalogList },
    format: 'json',
    access: 'read',
    batchedBy: ['ids', 'item_ids', 'order_ids', 'order_item_ids'],
  },
  GetCatalogById: {
    method: 'GET',
    path: '/v0/catalogs/{id}',
    answers: { 200: WireCatalog },
    answersOne: true,
    format: 'json',
    envelope: 'catalog',
    access: 'read',
  },
} as const satisfies Record<string, Operation>;
