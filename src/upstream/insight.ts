import type { WireInsight, WireNewInsight } from '../contract/insight.ts';
import type { BlockKey } from './block.ts';
import { type BlockParameter, toBlockParameters, toWireParameter } from './block-parameter.ts';
import { type Download, toDownload } from './download.ts';
import type { UpstreamClient } from './http/client.ts';
import { rowWithId } from './list-answer.ts';
import { type LifecycleState, stateOf } from './wire/lifecycle.ts';
import { rowOf } from './wire/row.ts';
import type { CostEstimate } from './workflow.ts';

/** Key of an insight. */
export interface InsightKey {
  aoiId: string;
  id: string;
}

/** The result of a block run on an AOI. The upstream does not say which block. */
export interface Insight extends InsightKey {
  name: string | null;
  status: string | null;
  state: LifecycleState;
  progress: number | null;
  /** Tokens. */
  cost: number | null;
  estimatedDurationInMinutes: number | null;
  error: string | null;
  inputs: BlockParameter[];
  outputs: BlockParameter[];
  rawInput: unknown;
  rawOutput: unknown;
  metadata: unknown;
  createdBy: string | null;
  createdAt: string | null;
  deletedAt: string | null;
}

/** Filters that the upstream offers. Status words have no closed list, and the date is one moment, so the gateway filters by state and interval. */
export interface InsightFilter {
  createdBy?: string | undefined;
}

/** ListInsights by id, because there is no single read. @throws UpstreamFailure, of kind `notFound` if it does not exist */
export async function getInsight(client: UpstreamClient, { aoiId, id }: InsightKey): Promise<Insight> {
  return rowWithId(await readInsights(client, aoiId, { id }), id, 'ListInsights');
}

/** ListInsights: all insights of an AOI, in one answer. Deleted ones may be included. */
export function listInsights(client: UpstreamClient, aoiId: string, filter: InsightFilter): Promise<Insight[]> {
  return readInsights(client, aoiId, { created_by: filter.createdBy });
}

async function readInsights(
  client: UpstreamClient,
  aoiId: string,
  query: { id?: string; created_by?: string | undefined },
): Promise<Insight[]> {
  const { answer, reader } = await client.call('ListInsights', { path: { aoiId }, query });
  return reader.rows('insights', answer.insights, (insight) => toInsight(insight, reader, { aoiId })).items;
}

/** Input of `createInsight`. */
export interface NewInsight {
  aoiId: string;
  projectId?: string | undefined;
  name?: string | undefined;
  block: BlockKey;
  /** The block's own inputs and their values. */
  inputs: readonly BlockParameter[];
  metadata?: Record<string, string> | undefined;
}

/** The answer to a creation: only the id. */
export interface CreatedInsight {
  id: string;
  message: string | null;
}

/** CreateInsight. The block runs on after the answer. @throws UpstreamFailure */
export async function createInsight(client: UpstreamClient, insight: NewInsight): Promise<CreatedInsight> {
  const input = { path: { aoi_id: insight.aoiId }, body: toWireNewInsight(insight) };
  // Without `estimate` the answer is always that of a creation.
  const { answer, reader } = await client.call('CreateInsight', input);
  const { id, message } = answer as { id?: string; message?: string };
  return { id: reader.id('id', id), message: reader.text('message', message) };
}

/** CreateInsight with `estimate`: nothing runs. @throws UpstreamFailure */
export async function estimateInsight(client: UpstreamClient, insight: NewInsight): Promise<CostEstimate> {
  const input = { path: { aoi_id: insight.aoiId }, body: { ...toWireNewInsight(insight), estimate: true } };
  const { answer, reader } = await client.call('CreateInsight', input);
  const { estimate } = answer as { estimate?: number };
  return { tokens: reader.integer('estimate', estimate, 0) };
}

/** DeleteInsight. It cannot be undone. @throws UpstreamFailure */
export async function deleteInsight(
  client: UpstreamClient,
  { aoiId, id }: InsightKey,
  projectId: string,
): Promise<void> {
  await client.call('DeleteInsight', { path: { aoi_id: aoiId, insight_id: id }, query: { project_id: projectId } });
}

/** Inputs and outputs of an insight to pack; all if neither list is given. */
export interface InsightPackage {
  inputs?: string[] | undefined;
  outputs?: string[] | undefined;
}

/** RequestInsightDownload. Repeating the request returns the status of the package: there is no status call. @throws UpstreamFailure */
export async function requestInsightDownload(
  client: UpstreamClient,
  { aoiId, id }: InsightKey,
  { inputs, outputs }: InsightPackage,
): Promise<Download> {
  // Without lists everything is packed. Strict servers still require a JSON body.
  const body = { ...(inputs && { inputs }), ...(outputs && { outputs }) };
  const input = { path: { aoi_id: aoiId, insight_id: id }, body };
  const { answer, reader } = await client.call('RequestInsightDownload', input);
  return toDownload('INSIGHT', answer, reader);
}

function toWireNewInsight({ projectId, name, block, inputs, metadata }: NewInsight): WireNewInsight {
  return {
    ...(name === undefined ? {} : { name }),
    ...(projectId === undefined ? {} : { project_id: projectId }),
    block: { name: block.name, version: block.version },
    input: inputs.map(toWireParameter),
    ...(metadata === undefined ? {} : { metadata }),
  };
}

const toInsight = rowOf<Insight, WireInsight, { aoiId: string }>({
  id: (wire, reader) => reader.id('id', wire.id),
  aoiId: (_wire, _reader, { aoiId }) => aoiId,
  name: (wire, reader) => reader.text('name', wire.name),
  status: (wire, reader) => reader.text('status', wire.status),
  state: (wire) => stateOf(wire.status),
  progress: (wire, reader) => reader.progress('progress', wire.progress),
  cost: (wire, reader) => reader.integer('cost', wire.cost, 0),
  estimatedDurationInMinutes: (wire, reader) => reader.integer('estimated_time_in_min', wire.estimated_time_in_min, 0),
  error: (wire, reader) => reader.nonEmptyText('err_msg', wire.err_msg),
  inputs(_wire, reader) {
    return toBlockParameters('input', this.rawInput, reader);
  },
  outputs(_wire, reader) {
    return toBlockParameters('output', this.rawOutput, reader);
  },
  rawInput: (wire, reader) => reader.json('input', wire.input),
  rawOutput: (wire, reader) => reader.json('output', wire.output),
  metadata: (wire, reader) => reader.json('metadata', wire.metadata),
  createdBy: (wire, reader) => reader.nonEmptyText('created_by', wire.created_by),
  createdAt: (wire, reader) => reader.dateTime('created_at', wire.created_at),
  deletedAt: (wire, reader) => reader.dateTime('deleted_at', wire.deleted_at),
});
