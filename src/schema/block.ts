import * as resolve from '../resolvers/block.ts';
import { globalIdOf } from '../resolvers/input/global-id.ts';
import { blockSupportedCollections } from '../resolvers/stac.ts';
import type { Block, BlockMode } from '../upstream/block.ts';
import type { AssetSource, BlockParameter } from '../upstream/block-parameter.ts';
import { builder } from './kit/builder.ts';
import { enumOf } from './kit/enum.ts';
import { calls } from './kit/upstream-cost.ts';
import { StacCollectionRef } from './stac.ts';

export const BlockRef = builder.objectRef<Block>('Block');

const AssetSourceRef = builder.objectRef<AssetSource>('AssetSource').implement({
  description: 'The asset that a raster was taken from.',
  fields: (t) => ({
    assetId: t.exposeID('assetId', { description: 'The asset, by its id in the Pixxel console and REST API.' }),
    type: t.exposeString('type', { description: 'What kind of asset it is, such as `raw_mosaic`.' }),
  }),
});

export const BlockParameterRef = builder.objectRef<BlockParameter>('BlockParameter').implement({
  description: 'An input or output of a block, and what it holds where the block was run.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name inside the block.' }),
    format: t.exposeString('format', { description: 'What it is: `raster`, `date`, `number` and the like.' }),
    type: t.exposeString('type', { description: 'How to read its value: `url`, `string` or `number`.' }),
    description: t.exposeString('description', { description: 'What it is for.' }),
    properties: t.expose('properties', { type: 'JSON', description: 'What else it must fulfil, such as its bands.' }),
    value: t.exposeString('value', { description: 'What it was given, always as text; null where nothing was.' }),
    stacUrl: t.exposeString('stacUrl', { description: 'The STAC item that a raster was given as.' }),
    assetSource: t.expose('assetSource', { type: AssetSourceRef, description: 'Where a raster came from.' }),
  }),
});

builder.node(BlockRef, {
  description: 'One version of a processing block, which runs alone as an insight or as a step of a workflow.',
  id: { resolve: ({ name, version }) => globalIdOf('Block', { name, version }) },
  loadOne: (id, context) => resolve.blockNode(id, context),
  fields: (t) => ({
    name: t.exposeString('name', { nullable: false, description: 'The name, the same for all versions.' }),
    version: t.exposeString('version', { nullable: false, description: 'The version, such as `1.10.0`.' }),
    pixxelId: t.exposeID('id', { description: 'The id in the Pixxel console and REST API.' }),
    specId: t.exposeID('specId', { description: 'The id of what is said of the block.' }),
    versionId: t.exposeID('versionId', { description: 'The id of this version.' }),
    title: t.exposeString('title', { description: 'The name to show to people.' }),
    kind: t.exposeString('kind', { description: 'What kind of block it is.' }),
    type: t.exposeString('type', { description: 'What it runs in, in the words of Pixxel.' }),
    description: t.exposeString('description', { description: 'What it does.' }),
    blockStatus: t.exposeString('blockStatus', { description: 'Where it stands, such as `released`.' }),
    status: t.exposeInt('status', { description: 'Where it stands, as the number that Pixxel keeps.' }),
    inputs: t.expose('inputs', { type: [BlockParameterRef], nullable: false, description: 'What it takes.' }),
    outputs: t.expose('outputs', { type: [BlockParameterRef], nullable: false, description: 'What it makes.' }),
    spec: t.expose('spec', { type: 'JSON', description: 'All that is said of it, as Pixxel sent it.' }),
    catalogContentUrl: t.exposeString('catalogContentUrl', { description: 'Where its documentation stands.' }),
    supportedCollectionIds: t.exposeIDList('supportedCollectionIds', {
      nullable: false,
      description: 'The STAC collections whose images it can work on.',
    }),
    supportedCollections: t.field({
      type: [StacCollectionRef],
      description: 'These collections, as far as the archive has them.',
      extensions: { upstream: calls('field', 'ListCollections', 'GetCollectionById') },
      resolve: blockSupportedCollections,
    }),
    error: t.exposeString('error', { description: 'What is wrong with it; null where nothing is.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When this version was made.' }),
    versions: t.field({
      type: [BlockRef],
      description: 'All versions of the block, this one among them, the newest first.',
      extensions: { upstream: calls('row', 'ListBlockVersions') },
      resolve: resolve.blockVersions,
    }),
  }),
});

const BlockModeRef = enumOf<BlockMode>('BlockMode', 'What a block runs in.', {
  INSIGHT: 'Runs alone, on an AOI.',
  WORKFLOW: 'Runs as a step of a workflow.',
});

builder.queryFields((t) => ({
  blocks: t.field({
    type: [BlockRef],
    description: 'The processing blocks.',
    args: { mode: t.arg({ type: BlockModeRef, description: 'Only what runs in this; all where it is left out.' }) },
    extensions: { upstream: calls('field', 'ListBlocks') },
    resolve: resolve.blocks,
  }),
  block: t.field({
    type: BlockRef,
    description: 'One version of a block; null where there is none.',
    args: {
      name: t.arg.string({ required: true, description: 'The name of the block.' }),
      version: t.arg.string({ description: 'The version; the newest where it is left out.' }),
    },
    extensions: { upstream: calls('field', 'GetBlockVersion', 'ListBlockVersions') },
    resolve: resolve.block,
  }),
}));
