import { type Static, Type } from 'typebox';
import { RawJson } from './raw-json.ts';

export const WireInsight = Type.Partial(
  Type.Object({
    name: Type.String(),
    created_at: Type.String(),
    err_msg: Type.String(),
    created_by: Type.String(),
    estimated_time_in_min: Type.Integer(),
    deleted_at: Type.String(),
    id: Type.String(),
    status: Type.String(),
    input: RawJson,
    output: RawJson,
    metadata: Type.Record(Type.String(), Type.String()),
    aoi_id: Type.String(),
    cost: Type.Integer(),
    progress: Type.Number(),
  }),
);
export type WireInsight = Static<typeof WireInsight>;

export const WireInsightList = Type.Partial(
  Type.Object({
    insights: Type.Array(WireInsight),
  }),
);
export type WireInsightList = Static<typeof WireInsightList>;

export const WireNewInsight = Type.Object(
  {
    name: Type.Optional(Type.String()),
    block: Type.Object({
      name: Type.Optional(Type.String()),
      string: Type.Optional(Type.String()),
      version: Type.String(),
    }),
    input: RawJson,
    project_id: Type.Optional(Type.String()),
    metadata: Type.Optional(Type.Record(Type.String(), Type.String())),
    estimate: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type WireNewInsight = Static<typeof WireNewInsight>;

export const WireCreatedInsight = Type.Partial(
  Type.Object({
    id: Type.String(),
    message: Type.String(),
  }),
);
export type WireCreatedInsight = Static<typeof WireCreatedInsight>;

export const WireInsightEstimate = Type.Partial(
  Type.Object({
    estimate: Type.Integer(),
  }),
);
export type WireInsightEstimate = Static<typeof WireInsightEstimate>;

export const WireInsightDownloadRequest = Type.Partial(
  Type.Object({
    inputs: Type.Array(Type.String()),
    outputs: Type.Array(Type.String()),
  }),
  { additionalProperties: false },
);
export type WireInsightDownloadRequest = Static<typeof WireInsightDownloadRequest>;

export const WireInsightDownload = Type.Partial(
  Type.Object({
    id: Type.String(),
    status: Type.String(),
    signed_url: Type.String(),
  }),
);
export type WireInsightDownload = Static<typeof WireInsightDownload>;
