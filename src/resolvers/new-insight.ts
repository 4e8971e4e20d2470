import type { Context } from '../context.ts';
import type { Loadable } from '../loaders/batching.ts';
import type { Block, BlockKey } from '../upstream/block.ts';
import type { BlockParameter } from '../upstream/block-parameter.ts';
import type { Insight, NewInsight } from '../upstream/insight.ts';
import * as upstream from '../upstream/insight.ts';
import type { CostEstimate } from '../upstream/workflow.ts';
import { idOf } from './global-id.ts';
import { InputError, refuse } from './input-error.ts';
import { attempt, type Payload } from './write.ts';

interface ParameterInput {
  name: string;
  value?: string | null | undefined;
  stacUrl?: string | null | undefined;
  assetSource?: { assetId: string; type: string } | null | undefined;
}

interface NewInsightInput {
  aoiId: string;
  projectId?: string | null | undefined;
  name?: string | null | undefined;
  block: BlockKey;
  inputs: readonly ParameterInput[];
  metadata?: unknown;
}

/** An insight that was made, as far as its creation tells. */
export interface CreatedInsight {
  aoiId: string;
  insightId: string | null;
  message: string | null;
}

/** Query.insightEstimate */
export async function insightEstimate(
  _root: unknown,
  { input }: { input: NewInsightInput },
  { client, loaders }: Context,
): Promise<CostEstimate> {
  return upstream.estimateInsight(client, await newInsightOf(input, loaders));
}

/** Mutation.createInsight */
export function createInsight(
  _root: unknown,
  { input }: { input: NewInsightInput },
  { client, loaders }: Context,
): Promise<Payload<CreatedInsight>> {
  return attempt('`aoi { insights }`', async () => {
    const insight = await newInsightOf(input, loaders);
    const { id, message } = await upstream.createInsight(client, insight);
    loaders.insight.ofAoi.clearAll();
    return { aoiId: insight.aoiId, insightId: id, message };
  });
}

/** CreateInsightPayload.insight: read back, since the creation tells no more than its id. */
export function createdInsight(
  { aoiId, insightId }: Payload<CreatedInsight>,
  _args: unknown,
  { loaders }: Context,
): Loadable<Insight | null> {
  return aoiId && insightId ? loaders.insight.byKey.load({ aoiId, id: insightId }) : null;
}

/**
 * The insight as it is to be made: each input as the block describes it, with what the caller gives it.
 * @throws InputErrors for what can be seen in the input alone, before any call; then for what the block does not have
 */
async function newInsightOf(input: NewInsightInput, loaders: Context['loaders']): Promise<NewInsight> {
  const aoiId = idOf('Aoi', input.aoiId, ['aoiId']);
  const projectId = input.projectId ? idOf('Project', input.projectId, ['projectId']) : undefined;
  const sources = input.inputs.map(({ assetSource }, index) => assetSourceOf(assetSource, index));
  refuse([...input.inputs.flatMap(valueFaults), ...metadataFaults(input.metadata)]);

  const { name, version } = input.block;
  const block = await loaders.block.byKey.load({ name, version });
  if (!block) throw new InputError(`There is no version ${version} of a block ${name}.`, ['block'], 'NOT_FOUND');
  const declared = new Map(block.inputs.map((parameter) => [parameter.name, parameter]));
  refuse(input.inputs.flatMap((given, index) => nameFaults(given, index, block)));

  return {
    aoiId,
    projectId,
    name: input.name ?? undefined,
    block: { name, version },
    inputs: input.inputs.flatMap(({ name: wanted, value, stacUrl }, index) => {
      const parameter = declared.get(wanted);
      if (!parameter) return [];
      const assetSource = sources[index] ?? null;
      return [{ ...parameter, value: value ?? null, stacUrl: stacUrl ?? null, assetSource }];
    }),
    // Checked above to be texts by name.
    metadata: (input.metadata as Record<string, string> | null | undefined) ?? undefined,
  };
}

function assetSourceOf(source: ParameterInput['assetSource'], index: number): BlockParameter['assetSource'] {
  if (!source) return null;
  return {
    assetId: idOf('Asset', source.assetId, ['inputs', String(index), 'assetSource', 'assetId']),
    type: source.type,
  };
}

function valueFaults(
  { name, value, stacUrl }: ParameterInput,
  index: number,
  all: readonly ParameterInput[],
): InputError[] {
  const path = ['inputs', String(index)];
  if (all.findIndex((other) => other.name === name) < index) {
    return [new InputError(`${path.join('.')} names the input ${name} again.`, [...path, 'name'])];
  }
  const given = [value, stacUrl].filter((part) => part !== null && part !== undefined);
  if (given.length === 1) return [];
  const fault = given.length === 0 ? 'needs a value or a stacUrl' : 'can have a value or a stacUrl, not both';
  return [new InputError(`${path.join('.')} (${name}) ${fault}.`, path)];
}

function nameFaults({ name }: ParameterInput, index: number, block: Block): InputError[] {
  const names = block.inputs.map((parameter) => parameter.name);
  if (names.includes(name)) return [];
  const path = ['inputs', String(index), 'name'];
  const has = names.length > 0 ? `its inputs are ${names.join(', ')}` : 'it has no inputs';
  return [new InputError(`${path.join('.')}: ${block.name} ${block.version} has no input ${name}; ${has}.`, path)];
}

function metadataFaults(metadata: unknown): InputError[] {
  if (metadata === null || metadata === undefined) return [];
  if (typeof metadata !== 'object' || Array.isArray(metadata)) {
    return [new InputError('metadata must be an object of texts.', ['metadata'])];
  }
  return Object.entries(metadata)
    .filter(([, value]) => typeof value !== 'string')
    .map(([key]) => new InputError(`metadata.${key} must be a text.`, ['metadata', key]));
}
