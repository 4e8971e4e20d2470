import { type Static, Type } from 'typebox';
import { WireStacItem } from './stac.ts';

export const WireRangeFilter = Type.Object(
  {
    id: Type.String(),
    min: Type.Integer(),
    max: Type.Integer(),
  },
  { additionalProperties: false },
);
export type WireRangeFilter = Static<typeof WireRangeFilter>;

export const WireSearchGeometry = Type.Partial(
  Type.Object({
    coordinates: Type.Unknown(),
    type: Type.String(),
  }),
);
export type WireSearchGeometry = Static<typeof WireSearchGeometry>;

export const WireSearchSatellite = Type.Object(
  {
    collection_id: Type.String(),
    satellite_id: Type.String(),
  },
  { additionalProperties: false },
);
export type WireSearchSatellite = Static<typeof WireSearchSatellite>;

export const WireImageSearch = Type.Object(
  {
    start_date: Type.String(),
    end_date: Type.String(),
    satellites: Type.Array(WireSearchSatellite),
    filters: Type.Optional(Type.Array(WireRangeFilter)),
    geometry: WireSearchGeometry,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10000 })),
  },
  { additionalProperties: false },
);
export type WireImageSearch = Static<typeof WireImageSearch>;

export const WireImageSearchAnswer = Type.Partial(
  Type.Object({
    items: Type.Record(Type.String(), WireStacItem),
    pagination: Type.Partial(
      Type.Object({
        limit: Type.Integer(),
        skip: Type.Integer(),
        total: Type.Integer(),
      }),
    ),
  }),
);
export type WireImageSearchAnswer = Static<typeof WireImageSearchAnswer>;
