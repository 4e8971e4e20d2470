import { type Static, Type } from 'typebox';
import { WireAsset } from './asset.ts';
import { WirePagination } from './pagination.ts';
import { WireExpressionType } from './spectral-index.ts';

export const WireVisualizationStatus = Type.Enum(['creating', 'success', 'failed', 'partial_success']);
export type WireVisualizationStatus = Static<typeof WireVisualizationStatus>;

export const WireVisualizationType = Type.Enum(['custom']);
export type WireVisualizationType = Static<typeof WireVisualizationType>;

export const WireVisualizationMode = Type.Enum(['dynamic', 'theoretical']);
export type WireVisualizationMode = Static<typeof WireVisualizationMode>;

export const WireLegendItem = Type.Partial(
  Type.Object({
    area: Type.Number(),
    area_percentage: Type.Number(),
    color: Type.String(),
    label: Type.String(),
    max: Type.Number(),
    min: Type.Number(),
  }),
);
export type WireLegendItem = Static<typeof WireLegendItem>;

export const WireNewLegendItem = Type.Partial(
  Type.Object({
    color: Type.String(),
    label: Type.String(),
    max: Type.Number(),
    min: Type.Number(),
  }),
  { additionalProperties: false },
);
export type WireNewLegendItem = Static<typeof WireNewLegendItem>;

export const WireVisualizationLegends = Type.Partial(
  Type.Object({
    dynamic: Type.Array(WireLegendItem),
    theoretical: Type.Array(WireLegendItem),
  }),
);
export type WireVisualizationLegends = Static<typeof WireVisualizationLegends>;

export const WireVisualizationMetadata = Type.Partial(
  Type.Object({
    legend: Type.Record(Type.String(), WireVisualizationLegends),
  }),
);
export type WireVisualizationMetadata = Static<typeof WireVisualizationMetadata>;

export const WireVisualizationRow = Type.Partial(
  Type.Object({
    aoi_id: Type.String(),
    created_at: Type.String(),
    id: Type.String(),
    index_id: Type.String(),
    progress: Type.Integer(),
    status: WireVisualizationStatus,
    tenant_id: Type.String(),
    updated_at: Type.String(),
    user_id: Type.String(),
  }),
);
export type WireVisualizationRow = Static<typeof WireVisualizationRow>;

export const WireVisualizationList = Type.Partial(
  Type.Object({
    pagination: WirePagination,
    visualization: Type.Array(WireVisualizationRow),
  }),
);
export type WireVisualizationList = Static<typeof WireVisualizationList>;

export const WireVisualization = Type.Partial(
  Type.Object({
    aoi_id: Type.String(),
    assets: Type.Array(WireAsset),
    created_at: Type.String(),
    expression: Type.String(),
    expression_type: WireExpressionType,
    id: Type.String(),
    index_id: Type.String(),
    index_name: Type.String(),
    metadata: WireVisualizationMetadata,
    progress: Type.Integer(),
    rescale: Type.Array(Type.Integer()),
    status: WireVisualizationStatus,
    tenant_id: Type.String(),
    type: WireVisualizationType,
    updated_at: Type.String(),
    user_id: Type.String(),
  }),
);
export type WireVisualization = Static<typeof WireVisualization>;

export const WireNewVisualization = Type.Object(
  {
    index_id: Type.String(),
    src_asset_ids: Type.Optional(Type.Array(Type.String())),
    resolution: Type.Optional(Type.Number()),
  },
  { additionalProperties: false },
);
export type WireNewVisualization = Static<typeof WireNewVisualization>;

export const WireLegendUpdate = Type.Object(
  {
    visualization_mode: WireVisualizationMode,
    legend: Type.Record(Type.String(), Type.Array(WireNewLegendItem)),
    dynamic_bins: Type.Optional(Type.Integer()),
  },
  { additionalProperties: false },
);
export type WireLegendUpdate = Static<typeof WireLegendUpdate>;

export const WireLegendRollback = Type.Object(
  {
    index_id: Type.String(),
    dates: Type.Array(Type.String()),
    visualization_mode: WireVisualizationMode,
  },
  { additionalProperties: false },
);
export type WireLegendRollback = Static<typeof WireLegendRollback>;

export const WirePngRequest = Type.Object(
  {
    index_id: Type.String(),
    date: Type.String(),
    visualization_mode: Type.Enum(['dynamic', 'theoretical']),
  },
  { additionalProperties: false },
);
export type WirePngRequest = Static<typeof WirePngRequest>;

export const WireSldRequest = Type.Object(
  {
    dates: Type.Array(Type.String()),
    visualization_modes: Type.Array(WireVisualizationMode),
  },
  { additionalProperties: false },
);
export type WireSldRequest = Static<typeof WireSldRequest>;

export const WireSldAnswer = Type.Partial(
  Type.Object({
    sld: Type.Record(Type.String(), Type.Record(Type.String(), Type.String())),
  }),
);
export type WireSldAnswer = Static<typeof WireSldAnswer>;
