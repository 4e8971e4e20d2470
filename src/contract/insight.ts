import { type Static, Type } from 'typebox';
import type { Operation } from './operation.ts';
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

const WireInsightList = Type.Partial(Type.Object({ insights: Type.Array(WireInsight) }));

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

const WireCreatedInsight = Type.Partial(Type.Object({ id: Type.String(), message: Type.String() }));

const WireInsightEstimate = Type.Partial(Type.Object({ estimate: Type.Integer() }));

/** Which of the insight's inputs and outputs to pack, by identifier. */
const WireInsightDownloadRequest = Type.Partial(
  Type.Object({ inputs: Type.Array(Type.String()), outputs: Type.Array(Type.String()) }),
  { additionalProperties: false },
);

const WireInsightDownload = Type.Partial(
  Type.Object({ id: Type.String(), status: Type.String(), signed_url: Type.String() }),
);

export const insightOperations = {
  // createInsights
  /** With `estimate` it answers 200 and runs nothing; it is still handled as a write: never repeated, never shared. */
  CreateInsight: {
    method: 'POST',
    path: '/v0/aoi/{aoi_id}/insights',
    body: WireNewInsight,
    answers: { 200: WireInsightEstimate, 201: WireCreatedInsight },
    format: 'json',
    access: 'write',
  },
  // listInsights
  ListInsights: {
    method: 'GET',
    path: '/v0/aoi/{aoiId}/insights',
    query: Type.Partial(
      Type.Object({ id: Type.String(), status: Type.String(), created_by: Type.String(), created_on: Type.String() }),
    ),
    answers: { 200: WireInsightList },
    format: 'json',
    access: 'read',
  },
  // downloadInsights
  RequestInsightDownload: {
    method: 'PUT',
    path: '/v0/aoi/{aoi_id}/insights/{insight_id}/download',
    body: WireInsightDownloadRequest,
    bodyIsOptional: true,
    answers: { 200: WireInsightDownload },
    format: 'json',
    access: 'write',
  },
  // deleteInsights
  DeleteInsight: {
    method: 'DELETE',
    path: '/v0/aoi/{aoi_id}/insights/{insight_id}',
    query: Type.Object({ project_id: Type.String() }),
    answers: { 200: Type.Unknown() },
    format: 'empty',
    access: 'write',
  },
} as const satisfies Record<string, Operation>;
