import { type Static, Type } from 'typebox';
import { WirePagination } from './pagination.ts';

export const WireExpressionType = Type.Enum(['composite', 'index', 'grayscale']);
export type WireExpressionType = Static<typeof WireExpressionType>;

export const WireIndexType = Type.Enum(['custom', 'preset']);
export type WireIndexType = Static<typeof WireIndexType>;

export const WireNewIndex = Type.Object(
  {
    name: Type.String(),
    description: Type.String(),
    rescale: Type.Array(Type.Integer()),
    expression: Type.String(),
    colormap: Type.String(),
    satellite_id: Type.String(),
    expression_type: WireExpressionType,
  },
  { additionalProperties: false },
);
export type WireNewIndex = Static<typeof WireNewIndex>;

export const WireIndex = Type.Partial(
  Type.Object({
    bands: Type.Array(Type.String()),
    colormap: Type.String(),
    created_at: Type.String(),
    description: Type.String(),
    expression: Type.String(),
    expression_type: WireExpressionType,
    id: Type.String(),
    name: Type.String(),
    rescale: Type.Array(Type.Integer()),
    satellite_id: Type.String(),
    type: WireIndexType,
    updated_at: Type.String(),
  }),
);
export type WireIndex = Static<typeof WireIndex>;

export const WireIndexList = Type.Partial(
  Type.Object({
    indices: Type.Array(WireIndex),
    pagination: WirePagination,
  }),
);
export type WireIndexList = Static<typeof WireIndexList>;
