import { type Static, Type } from 'typebox';
import type { Operation } from './operation.ts';
import { WireStacItem } from './stac.ts';

/** A closed range on one property of the items; `eo:cloud_cover` is the only `id` shown anywhere. */
const WireRangeFilter = Type.Object(
  { id: Type.String(), min: Type.Integer(), max: Type.Integer() },
  { additionalProperties: false },
);

const WireSearchSatellite = Type.Object(
  { satellite_id: Type.String(), collection_id: Type.String() },
  { additionalProperties: false },
);

const WireSearchGeometry = Type.Partial(Type.Object({ type: Type.String(), coordinates: Type.Unknown() }));

/** `next_token` is sent back as an answer gave it. */
export const WireImageSearch = Type.Object(
  {
    satellites: Type.Array(WireSearchSatellite),
    start_date: Type.String(),
    end_date: Type.String(),
    geometry: WireSearchGeometry,
    filters: Type.Optional(Type.Array(WireRangeFilter)),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10000 })),
    next_token: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
export type WireImageSearch = Static<typeof WireImageSearch>;

/**
 * `items` is a map, most likely keyed by item id. The document's prose tells of a `next_token` that leads to the next
 * page and declares it nowhere, so it may stand in either place.
 */
const WireImageSearchAnswer = Type.Partial(
  Type.Object({
    items: Type.Record(Type.String(), WireStacItem),
    next_token: Type.String(),
    pagination: Type.Partial(
      Type.Object({ total: Type.Integer(), skip: Type.Integer(), limit: Type.Integer(), next_token: Type.String() }),
    ),
  }),
);

export const searchOperations = {
  // SearchSatelliteImages
  SearchImages: {
    method: 'POST',
    path: '/v0/search',
    body: WireImageSearch,
    answers: { 200: WireImageSearchAnswer },
    map: { member: 'items' },
    format: 'json',
    access: 'read',
  },
} as const satisfies Record<string, Operation>;
