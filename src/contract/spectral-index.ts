import { type Static, Type } from 'typebox';
import { WirePagination } from './pagination.ts';

export const WireExpressionType = Type.Enum(['composite', 'index', 'grayscale']);
export type WireExpressionType = Static<typeof WireExpressionType>;

export const WireIndexType = Type.Enum(['custom', 'preset']);

/** A formula over bands, drawn with a colour map between the two ends of `rescale`. */
export const WireIndex = Type.Partial(
  Type.Object({
    id: Type.String(),
    name: Type.String(),
    description: Type.String(),
    type: WireIndexType,
    expression: Type.String(),
    expression_type: WireExpressionType,
    bands: Type.Array(Type.String()),
    colormap: Type.String(),
    rescale: Type.Array(Type.Integer()),
    satellite_id: Type.String(),
    created_at: Type.String(),
    updated_at: Type.String(),
  }),
);
export type WireIndex = Static<typeof WireIndex>;

export const WireIndexList = Type.Partial(Type.Object({ indices: Type.Array(WireIndex), pagination: WirePagination }));

export const WireNewIndex = Type.Object(
  {
    name: Type.String(),
    description: Type.String(),
    expression: Type.String(),
    expression_type: WireExpressionType,
    colormap: Type.String(),
    rescale: Type.Array(Type.Integer()),
    satellite_id: Type.String(),
  },
  { additionalProperties: false },
);
export type WireNewIndex = Static<typeof WireNewIndex>;
