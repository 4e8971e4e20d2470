import { coerce, parse, rcompare, type SemVer } from 'semver';
import type { WireBlock } from '../contract/block.ts';
import { type BlockParameter, toBlockParameters } from './block-parameter.ts';
import type { UpstreamClient } from './http/client.ts';
import type { WireReader } from './wire/wire-reader.ts';
import { toWireWord } from './wire/word.ts';

export type BlockMode = 'INSIGHT' | 'WORKFLOW';

/** Key of a block version. */
export interface BlockKey {
  name: string;
  version: string;
}

/** One version of a processing block. */
export interface Block extends BlockKey {
  id: string | null;
  specId: string | null;
  versionId: string | null;
  title: string | null;
  kind: string | null;
  type: string | null;
  description: string | null;
  blockStatus: string | null;
  status: number | null;
  inputs: BlockParameter[];
  outputs: BlockParameter[];
  /** The block's full specification, as the upstream sends it. */
  spec: unknown;
  catalogContentUrl: string | null;
  supportedCollectionIds: readonly string[];
  error: string | null;
  createdAt: string | null;
}

/** GetBlockVersion. @throws UpstreamFailure, of kind `notFound` if it does not exist */
export async function getBlock(client: UpstreamClient, { name, version }: BlockKey): Promise<Block> {
  const { answer, reader } = await client.call('GetBlockVersion', { path: { name, version } });
  // The docs show the block in a list of one; the document shows it bare.
  const { blocks } = answer as { blocks?: WireBlock[] };
  return toBlock(blocks?.[0] ?? answer, reader);
}

/** ListBlocks: the blocks that run in insights or in workflows, or all if no mode is given, in one answer. */
export async function listBlocks(client: UpstreamClient, mode: BlockMode | undefined): Promise<Block[]> {
  const { answer, reader } = await client.call('ListBlocks', { query: { mode: mode && toWireWord(mode) } });
  return reader.rows('blocks', answer.blocks, (block) => toBlock(block, reader)).items;
}

/** ListBlockVersions: all versions of a block, newest first. @throws UpstreamFailure, of kind `notFound` if the block does not exist */
export async function listBlockVersions(client: UpstreamClient, name: string): Promise<Block[]> {
  const { answer, reader } = await client.call('ListBlockVersions', { path: { name } });
  return newestVersionFirst(reader.rows('blocks', answer.blocks, (block) => toBlock(block, reader)).items);
}

/** By semantic version. Versions without a number come last. */
function newestVersionFirst(blocks: readonly Block[]): Block[] {
  const versions = new Map(blocks.map((block) => [block, versionOf(block)]));
  return blocks.toSorted((a, b) => {
    const [one, other] = [versions.get(a), versions.get(b)];
    return one && other ? rcompare(one, other) : Number(Boolean(other)) - Number(Boolean(one));
  });
}

/** `1.2` is read as `1.2.0`. */
function versionOf({ version }: Block): SemVer | null {
  return parse(version, { loose: true }) ?? coerce(version);
}

function toBlock(wire: WireBlock, reader: WireReader): Block {
  const spec = wire.spec ?? {};
  return {
    name: reader.id('spec.name', spec.name),
    version: reader.id('spec.version', spec.version),
    id: reader.reference('id', wire.id),
    specId: reader.reference('spec.id', spec.id),
    versionId: reader.reference('spec.version_id', spec.version_id),
    title: reader.text('spec.title', spec.title),
    kind: reader.text('spec.kind', spec.kind),
    type: reader.text('spec.type', spec.type),
    description: reader.text('spec.description', spec.description),
    blockStatus: reader.text('block_status', wire.block_status),
    status: reader.integer('spec.status', spec.status),
    inputs: toBlockParameters('spec.inputs', reader.json('spec.inputs', spec.inputs), reader),
    outputs: toBlockParameters('spec.outputs', reader.json('spec.outputs', spec.outputs), reader),
    spec: reader.json('spec', wire.spec),
    catalogContentUrl: reader.nonEmptyText('spec.catalog_content_url', spec.catalog_content_url),
    supportedCollectionIds: reader.references('spec.supported_collections_id', spec.supported_collections_id),
    error: reader.nonEmptyText('err', wire.err),
    createdAt: reader.dateTime('created_at', wire.created_at),
  };
}
