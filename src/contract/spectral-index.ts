import { type Static, Type } from 'typebox';
import type { Operation } from './operation.ts';
import { offsetAndLimit, WirePagination } from './pagination.ts';

export const WireExpressionType = Type.Enum(['composite', 'index', 'grayscale']);
export type WireExpressionType = Static<typeof WireExpressionType>;

const WireIndexType = Type.Enum(['custom', 'preset']);

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

const WireIndexList = Type.Partial(Type.Object({ indices: Type.Array(WireIndex), pagination: WirePagination }));

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

export const spectralIndexOperations = {
  ListIndices: {
    method: 'GET',
    path: '/v0/indices',
    query: Type.Partial(
      Type.Object({
        ...offsetAndLimit,
        satellite_id: Type.String(),
        type: Type.String(),
        expression_type: Type.String(),
        index_id: Type.String(),
      }),
    ),
    answers: { 200: WireIndexList },
    format: 'json',
    access: 'read',
  },
  CreateIndex: {
    method: 'POST',
    path: '/v0/indices',
    body: WireNewIndex,
    answers: { 201: WireIndex },
    format: 'json',
    envelope: 'index',
    access: 'write',
  },
} as const satisfies Record<string, Operation>;
