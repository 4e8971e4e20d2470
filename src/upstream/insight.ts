import type { WireInsight } from '../contract/insight.ts';
import { type BlockParameter, toBlockParameters } from './block-parameter.ts';
import type { UpstreamClient } from './client.ts';
import { UpstreamFailure } from './failure.ts';
import { type LifecycleState, stateOf } from './lifecycle.ts';
import type { WireReader } from './wire-reader.ts';

/** Which insight of which AOI. */
export interface InsightKey {
  aoiId: string;
  id: string;
}

/** A block run on an AOI. Which block it was is not told. */
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

/** What the upstream can narrow a list by; status words are free and are left to the gateway. */
export interface InsightFilter {
  createdBy?: string | undefined;
  createdOn?: string | undefined;
}

/** ListInsights by id: there is no single read. @throws UpstreamFailure, of kind `notFound` where the list lacks it */
export async function getInsight(client: UpstreamClient, { aoiId, id }: InsightKey): Promise<Insight> {
  const insights = await readInsights(client, aoiId, { id });
  const insight = insights.find((one) => one.id === id);
  if (!insight) throw new UpstreamFailure('notFound', 'ListInsights');
  return insight;
}

/** ListInsights: all insights of an AOI, which come in one answer. Deleted ones may be among them. */
export function listInsights(client: UpstreamClient, aoiId: string, filter: InsightFilter): Promise<Insight[]> {
  return readInsights(client, aoiId, { created_by: filter.createdBy, created_on: filter.createdOn });
}

async function readInsights(
  client: UpstreamClient,
  aoiId: string,
  query: { id?: string; created_by?: string | undefined; created_on?: string | undefined },
): Promise<Insight[]> {
  const reader = client.reader('ListInsights');
  const { insights } = await client.call('ListInsights', { path: { aoiId }, query });
  return reader.list('insights', insights, (insight) => toInsight(insight, aoiId, reader));
}

function toInsight(wire: WireInsight, aoiId: string, reader: WireReader): Insight {
  const rawInput = reader.json('input', wire.input);
  const rawOutput = reader.json('output', wire.output);
  return {
    id: reader.id('id', wire.id),
    aoiId,
    name: reader.text('name', wire.name),
    status: reader.text('status', wire.status),
    state: stateOf(wire.status),
    progress: reader.percent('progress', wire.progress),
    cost: reader.integer('cost', wire.cost),
    estimatedDurationInMinutes: reader.integer('estimated_time_in_min', wire.estimated_time_in_min),
    error: reader.reference('err_msg', wire.err_msg),
    inputs: toBlockParameters('input', rawInput, reader),
    outputs: toBlockParameters('output', rawOutput, reader),
    rawInput,
    rawOutput,
    metadata: reader.json('metadata', wire.metadata),
    createdBy: reader.reference('created_by', wire.created_by),
    createdAt: reader.instant('created_at', wire.created_at),
    deletedAt: reader.instant('deleted_at', wire.deleted_at),
  };
}
