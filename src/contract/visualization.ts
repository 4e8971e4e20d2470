import { type Static, Type } from 'typebox';
import { WireAsset } from './asset.ts';
import { WirePagination } from './pagination.ts';
import { WireExpressionType } from './spectral-index.ts';

export const WireVisualizationStatus = Type.Enum(['creating', 'success', 'failed', 'partial_success']);

export const WireVisualizationType = Type.Enum(['custom']);

export const WireVisualizationMode = Type.Enum(['dynamic', 'theoretical']);
export type WireVisualizationMode = Static<typeof WireVisualizationMode>;

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
export const WireVisualizationList = Type.Partial(
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
export const WireLegendUpdate = Type.Object(
  {
    visualization_mode: WireVisualizationMode,
    legend: Type.Record(Type.String(), Type.Union([Type.Array(WireNewLegendItem), Type.Null()])),
    dynamic_bins: Type.Optional(Type.Integer()),
  },
  { additionalProperties: false },
);
export type WireLegendUpdate = Static<typeof WireLegendUpdate>;

export const WireLegendRollback = Type.Object(
  { index_id: Type.String(), dates: Type.Array(Type.String()), visualization_mode: WireVisualizationMode },
  { additionalProperties: false },
);
export type WireLegendRollback = Static<typeof WireLegendRollback>;

export const WirePngRequest = Type.Object(
  { index_id: Type.String(), date: Type.String(), visualization_mode: WireVisualizationMode },
  { additionalProperties: false },
);
export type WirePngRequest = Static<typeof WirePngRequest>;

export const WireSldRequest = Type.Object(
  { dates: Type.Array(Type.String()), visualization_modes: Type.Array(WireVisualizationMode) },
  { additionalProperties: false },
);
export type WireSldRequest = Static<typeof WireSldRequest>;

/** Styles (XML) by mode, then by date. */
export const WireSldAnswer = Type.Partial(
  Type.Object({ sld: Type.Record(Type.String(), Type.Record(Type.String(), Type.String())) }),
);
export type WireSldAnswer = Static<typeof WireSldAnswer>;
