import { type Static, Type } from 'typebox';
import { WireAsset } from './asset.ts';
import type { Operation } from './operation.ts';
import { offsetAndLimit, WirePagination } from './pagination.ts';
import { WireExpressionType } from './spectral-index.ts';

const WireVisualizationStatus = Type.Enum(['creating', 'success', 'failed', 'partial_success']);

const WireVisualizationType = Type.Enum(['custom']);

const WireVisualizationMode = Type.Enum(['dynamic', 'theoretical']);

/** `area` has no stated unit. */
export const WireLegendItem = Type.Partial(
  Type.Object({
    label: Type.String(),
    color: Type.String(),
    min: Type.Number(),
    max: Type.Number(),
    area: Type.Number(),
    area_percentage: Type.Number(),
  }),
);
export type WireLegendItem = Static<typeof WireLegendItem>;

export const WireVisualizationLegends = Type.Partial(
  Type.Object({ dynamic: Type.Array(WireLegendItem), theoretical: Type.Array(WireLegendItem) }),
);
export type WireVisualizationLegends = Static<typeof WireVisualizationLegends>;

/** Legends by date. All dates about visualizations are written with underscores, `2024_05_06`. */
export const WireVisualizationMetadata = Type.Partial(
  Type.Object({
    legend: Type.Record(Type.String(), WireVisualizationLegends),
  }),
);
export type WireVisualizationMetadata = Static<typeof WireVisualizationMetadata>;

/** A visualization as the list gives it, much shorter than the detail. */
export const WireVisualizationRow = Type.Partial(
  Type.Object({
    id: Type.String(),
    aoi_id: Type.String(),
    index_id: Type.String(),
    tenant_id: Type.String(),
    user_id: Type.String(),
    status: WireVisualizationStatus,
    progress: Type.Integer(),
    created_at: Type.String(),
    updated_at: Type.String(),
  }),
);
export type WireVisualizationRow = Static<typeof WireVisualizationRow>;

/** The key is singular, the value a list. */
const WireVisualizationList = Type.Partial(
  Type.Object({ visualization: Type.Array(WireVisualizationRow), pagination: WirePagination }),
);

/** The detail, which only creation and rollback answer: there is no single read. */
export const WireVisualization = Type.Partial(
  Type.Object({
    ...WireVisualizationRow.properties,
    index_name: Type.String(),
    type: WireVisualizationType,
    expression: Type.String(),
    expression_type: WireExpressionType,
    rescale: Type.Array(Type.Integer()),
    metadata: WireVisualizationMetadata,
    assets: Type.Array(WireAsset),
  }),
);
export type WireVisualization = Static<typeof WireVisualization>;

/** Without `resolution` the satellite's own is used. */
export const WireNewVisualization = Type.Object(
  {
    index_id: Type.String(),
    src_asset_ids: Type.Optional(Type.Array(Type.String())),
    resolution: Type.Optional(Type.Number()),
  },
  { additionalProperties: false },
);
export type WireNewVisualization = Static<typeof WireNewVisualization>;

export const WireNewLegendItem = Type.Partial(
  Type.Object({ label: Type.String(), color: Type.String(), min: Type.Number(), max: Type.Number() }),
  { additionalProperties: false },
);
export type WireNewLegendItem = Static<typeof WireNewLegendItem>;

/** In dynamic mode, a date with null is recomputed in `dynamic_bins` equal steps: 1 to 15, required in that case. */
const WireLegendUpdate = Type.Object(
  {
    visualization_mode: WireVisualizationMode,
    legend: Type.Record(Type.String(), Type.Union([Type.Array(WireNewLegendItem), Type.Null()])),
    dynamic_bins: Type.Optional(Type.Integer()),
  },
  { additionalProperties: false },
);

const WireLegendRollback = Type.Object(
  { index_id: Type.String(), dates: Type.Array(Type.String()), visualization_mode: WireVisualizationMode },
  { additionalProperties: false },
);

const WirePngRequest = Type.Object(
  { index_id: Type.String(), date: Type.String(), visualization_mode: WireVisualizationMode },
  { additionalProperties: false },
);

const WireSldRequest = Type.Object(
  { dates: Type.Array(Type.String()), visualization_modes: Type.Array(WireVisualizationMode) },
  { additionalProperties: false },
);

/** Styles (XML) by mode, then by date. */
const WireSldAnswer = Type.Partial(
  Type.Object({ sld: Type.Record(Type.String(), Type.Record(Type.String(), Type.String())) }),
);

export const visualizationOperations = {
  ListVisualizations: {
    method: 'GET',
    path: '/v0/aois/{aoi_id}/visualizations',
    query: Type.Partial(
      Type.Object({
        ...offsetAndLimit,
        type: Type.String(),
        user_id: Type.String(),
        expression_type: Type.String(),
        index_id: Type.String(),
        visualization_id: Type.String(),
      }),
    ),
    answers: { 200: WireVisualizationList },
    format: 'json',
    access: 'read',
  },
  CreateVisualization: {
    method: 'POST',
    path: '/v0/aois/{aoi_id}/visualizations',
    body: WireNewVisualization,
    answers: { 201: WireVisualization },
    format: 'json',
    envelope: 'visualization',
    access: 'write',
  },
  // UpdateVisualizationMetadata
  UpdateVisualizationLegend: {
    method: 'PUT',
    path: '/v0/aois/{aoi_id}/visualizations/{visualization_id}/metadata',
    body: WireLegendUpdate,
    answers: { 200: WireVisualizationMetadata },
    format: 'json',
    access: 'write',
  },
  // RollbackVisualizationMetadata
  RollbackVisualizationLegend: {
    method: 'PATCH',
    path: '/v0/aois/{aoi_id}/visualizations/{visualization_id}/metadata',
    body: WireLegendRollback,
    answers: { 200: WireVisualization },
    format: 'json',
    envelope: 'visualization',
    access: 'write',
  },
  // GenerateIndexPng
  RenderVisualizationPng: {
    method: 'POST',
    path: '/v0/aois/{aoi_id}/visualizations/{visualization_id}/png',
    body: WirePngRequest,
    answers: { 200: Type.Unsafe<Buffer>(Type.Unknown()) },
    format: 'bytes',
    access: 'read',
  },
  // GenerateVisualizationSLD
  RenderVisualizationSld: {
    method: 'POST',
    path: '/v0/aois/{aoi_id}/visualizations/{visualization_id}/sld',
    body: WireSldRequest,
    answers: { 200: WireSldAnswer },
    format: 'json',
    access: 'read',
  },
} as const satisfies Record<string, Operation>;
