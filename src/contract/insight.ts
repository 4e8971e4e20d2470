import { type Static, Type } from 'typebox';
import { RawJson } from './raw-json.ts';

/**
 * A block run on an AOI. It does not say which block. `status` is a free word, `progress` per cent; `deleted_at` is
 * null unless the insight was deleted, and deleted ones may still be listed.
 */
export const WireInsight = Type.Partial(
  Type.Object({
    id: Type.String(),
    name: Type.String(),
    aoi_id: Type.String(),
    status: Type.String(),
    progress: Type.Number(),
    err_msg: Type.String(),
    cost: Type.Integer(),
    estimated_time_in_min: Type.Integer(),
    input: RawJson,
    output: RawJson,
    metadata: Type.Record(Type.String(), Type.String()),
    created_by: Type.String(),
    created_at: Type.String(),
    deleted_at: Type.String(),
  }),
);
export type WireInsight = Static<typeof WireInsight>;

export const WireInsightList = Type.Partial(Type.Object({ insights: Type.Array(WireInsight) }));

/** `block.string` is, by its description, the block's id. With `estimate` nothing is run. */
export const WireNewInsight = Type.Object(
  {
    name: Type.Optional(Type.String()),
    project_id: Type.Optional(Type.String()),
    block: Type.Object(
      { name: Type.Optional(Type.String()), version: Type.String(), string: Type.Optional(Type.String()) },
      { additionalProperties: false },
    ),
    input: RawJson,
    metadata: Type.Optional(Type.Record(Type.String(), Type.String())),
    estimate: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type WireNewInsight = Static<typeof WireNewInsight>;

export const WireCreatedInsight = Type.Partial(Type.Object({ id: Type.String(), message: Type.String() }));
export type WireCreatedInsight = Static<typeof WireCreatedInsight>;

export const WireInsightEstimate = Type.Partial(Type.Object({ estimate: Type.Integer() }));
export type WireInsightEstimate = Static<typeof WireInsightEstimate>;

/** Which of the insight's inputs and outputs to pack, by identifier. */
export const WireInsightDownloadRequest = Type.Partial(
  Type.Object({ inputs: Type.Array(Type.String()), outputs: Type.Array(Type.String()) }),
  { additionalProperties: false },
);
export type WireInsightDownloadRequest = Static<typeof WireInsightDownloadRequest>;

export const WireInsightDownload = Type.Partial(
  Type.Object({ id: Type.String(), status: Type.String(), signed_url: Type.String() }),
);
export type WireInsightDownload = Static<typeof WireInsightDownload>;
