import type { Context } from '../context.ts';
import type { Block, BlockKey } from '../upstream/block.ts';
import type { BlockParameter } from '../upstream/block-parameter.ts';
import type { NewInsight } from '../upstream/insight.ts';
import * as upstream from '../upstream/insight.ts';
import type { CostEstimate } from '../upstream/workflow.ts';
import { idOf, optionalIdOf } from './input/global-id.ts';
import { emptyFaults, faultAt, InputError, refuse } from './input/input-error.ts';
import type { Maybe } from './input/maybe.ts';
import { stringMapFaults, toStringMap } from './input/string-map.ts';
import { attempt, type Payload, tryOut } from './input/write.ts';
import { loadInsight } from './insight.ts';

interface ParameterInput {
  name: string;
  value?: Maybe<string>;
  stacUrl?: Maybe<string>;
  assetSource?: Maybe<{ assetId: string; type: string }>;
}

interface NewInsightInput {
  aoiId: string;
  projectId?: Maybe<string>;
  name?: Maybe<string>;
  block: BlockKey;
  inputs: readonly ParameterInput[];
  metadata?: unknown;
}

/** A new insight, as far as the answer to its creation describes it. */
export interface CreatedInsight {
  aoiId: string;
  insightId: string;
  message: string | null;
}

/** Query.insightEstimate */
export async function insightEstimate(
  _root: unknown,
  { input }: { input: NewInsightInput },
  { client, loaders }: Context,
): Promise<CostEstimate> {
  const insight = await newInsightOf(input, loaders, ['input']);
  return tryOut(input, ['input'], upstream.estimateInsight(client, insight));
}

/** Mutation.createInsight */
export function createInsight(
  _root: unknown,
  { input }: { input: NewInsightInput },
  { client, loaders }: Context,
): Promise<Payload<CreatedInsight>> {
  return attempt('`aoi { insights }`', input, async () => {
    const insight = await newInsightOf(input, loaders, []);
    const { id, message } = await upstream.createInsight(client, insight);
    loaders.insight.created();
    return { aoiId: insight.aoiId, insightId: id, message };
  });
}

/** CreateInsightPayload.insight: read back, because creation returns only the id. */
export const createdInsight = {
  key: ({ aoiId, insightId }: Payload<CreatedInsight>) => (aoiId && insightId ? { aoiId, id: insightId } : null),
  load: loadInsight,
};

type Path = readonly string[];

/**
 * The input of a new insight: each block input with the caller's value.
 * @param at path of the input in the arguments
 * @throws InputErrors, before any call, for problems of the input alone; then for inputs that the block does not have
 */
async function newInsightOf(input: NewInsightInput, loaders: Context['loaders'], at: Path): Promise<NewInsight> {
  const { name, version } = input.block;
  const placeOf = (index: number) => [...at, 'inputs', String(index)];
  const aoiId = idOf('Aoi', input.aoiId, [...at, 'aoiId']);
  const projectId = optionalIdOf('Project', input.projectId, [...at, 'projectId']);
  const sources = input.inputs.map(({ assetSource }, index) => assetSourceOf(assetSource, placeOf(index)));
  refuse([
    ...emptyFaults(input.name, [...at, 'name']),
    ...emptyFaults(name, [...at, 'block', 'name']),
    ...emptyFaults(version, [...at, 'block', 'version']),
    ...input.inputs.flatMap((given, index, all) => valueFaults(given, placeOf(index), all.slice(0, index))),
    ...stringMapFaults(input.metadata, [...at, 'metadata']),
  ]);

  const block = await loaders.block.byKey.load({ name, version });
  if (!block) throw new InputError(`There is no version ${version} of a block ${name}.`, [...at, 'block'], 'NOT_FOUND');
  const declared = new Map(block.inputs.map((parameter) => [parameter.name, parameter]));
  refuse(input.inputs.flatMap((given, index) => nameFaults(given, [...placeOf(index), 'name'], block)));

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
    metadata: toStringMap(input.metadata),
  };
}

function assetSourceOf(source: ParameterInput['assetSource'], path: Path): BlockParameter['assetSource'] {
  if (!source) return null;
  return { assetId: idOf('Asset', source.assetId, [...path, 'assetSource', 'assetId']), type: source.type };
}

function valueFaults(
  { name, value, stacUrl }: ParameterInput,
  path: Path,
  before: readonly ParameterInput[],
): InputError[] {
  if (before.some((other) => other.name === name)) {
    return [new InputError(`${path.join('.')} names the input ${name} again.`, [...path, 'name'])];
  }
  const given = [value, stacUrl].filter((part) => part?.trim());
  if (given.length === 1) return [];
  const fault = given.length === 0 ? 'needs a value or a stacUrl' : 'can have a value or a stacUrl, not both';
  return [faultAt(path, `(${name}) ${fault}`)];
}

function nameFaults({ name }: ParameterInput, path: Path, block: Block): InputError[] {
  const names = block.inputs.map((parameter) => parameter.name);
  if (names.includes(name)) return [];
  const has = names.length > 0 ? `its inputs are ${names.join(', ')}` : 'it has no inputs';
  return [new InputError(`${path.join('.')}: ${block.name} ${block.version} has no input ${name}; ${has}.`, path)];
}
