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
  description: 'The asset that a raster input comes from.',
  fields: (t) => ({
    assetId: t.exposeID('assetId', { description: 'Pixxel id of the asset.' }),
    type: t.exposeString('type', { description: 'Kind of asset, such as `raw_mosaic`.' }),
  }),
});

export const BlockParameterRef = builder.objectRef<BlockParameter>('BlockParameter').implement({
  description: 'An input or output of a block, with its value if the block was run.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name within the block.' }),
    format: t.exposeString('format', { description: 'Format of the value, such as `raster`, `date` or `number`.' }),
    type: t.exposeString('type', { description: 'How to interpret `value`: `url`, `string` or `number`.' }),
    description: t.exposeString('description', { description: 'What the parameter is for.' }),
    properties: t.expose('properties', {
      type: 'JSON',
      description: 'Further requirements, such as the bands a raster must have.',
    }),
    value: t.exposeString('value', { description: 'The value, always as a string; null if none was given.' }),
    stacUrl: t.exposeString('stacUrl', { description: 'URL of the STAC item given as a raster.' }),
    assetSource: t.expose('assetSource', { type: AssetSourceRef, description: 'The asset that a raster comes from.' }),
  }),
});

builder.node(BlockRef, {
  description: 'One version of a processing block. A block runs on an AOI as an insight, or as a step of a workflow.',
  id: { resolve: ({ name, version }) => globalIdOf('Block', { name, version }) },
  loadOne: (id, context) => resolve.blockNode(id, context),
  fields: (t) => ({
    name: t.exposeString('name', { nullable: false, description: 'Name, the same for all versions.' }),
    version: t.exposeString('version', { nullable: false, description: 'Version, such as `1.10.0`.' }),
    pixxelId: t.exposeID('id', { description: 'Id in the Pixxel console and REST API.' }),
    specId: t.exposeID('specId', { description: "Id of the block's specification." }),
    versionId: t.exposeID('versionId', { description: 'Id of this version.' }),
    title: t.exposeString('title', { description: 'Display name.' }),
    kind: t.exposeString('kind', { description: "Kind of block, in Pixxel's words." }),
    type: t.exposeString('type', { description: "Where it runs, in Pixxel's words, such as `insight`." }),
    description: t.exposeString('description', { description: 'What the block does.' }),
    blockStatus: t.exposeString('blockStatus', { description: 'Release status, such as `released`.' }),
    status: t.exposeInt('status', { description: 'Numeric status that Pixxel stores in the specification.' }),
    inputs: t.expose('inputs', { type: [BlockParameterRef], nullable: false, description: 'Inputs of the block.' }),
    outputs: t.expose('outputs', { type: [BlockParameterRef], nullable: false, description: 'Outputs of the block.' }),
    spec: t.expose('spec', { type: 'JSON', description: 'The full specification, as Pixxel sent it.' }),
    catalogContentUrl: t.exposeString('catalogContentUrl', { description: 'URL of its documentation.' }),
    supportedCollectionIds: t.exposeIDList('supportedCollectionIds', {
      nullable: false,
      description: 'Ids of the STAC collections whose images it can process.',
    }),
    supportedCollections: t.field({
      type: [StacCollectionRef],
      description:
        'The STAC collections whose images it can process. Collections missing from the archive are left out.',
      extensions: { upstream: calls('field', 'ListCollections', 'GetCollectionById') },
      resolve: blockSupportedCollections,
    }),
    error: t.exposeString('error', {
      description: 'Error that Pixxel reports for this version; null if it reports none.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When this version was created.' }),
    versions: t.field({
      type: [BlockRef],
      description: 'All versions of the block, including this one, newest first.',
      extensions: { upstream: calls('row', 'ListBlockVersions') },
      resolve: resolve.blockVersions,
    }),
  }),
});

const BlockModeRef = enumOf<BlockMode>('BlockMode', 'Where a block can run.', {
  INSIGHT: 'Runs on an AOI, as an insight.',
  WORKFLOW: 'Runs as a step of a workflow.',
});

builder.queryFields((t) => ({
  blocks: t.field({
    type: [BlockRef],
    description: 'Processing blocks.',
    args: { mode: t.arg({ type: BlockModeRef, description: 'Only blocks that run in this mode; all if omitted.' }) },
    extensions: { upstream: calls('field', 'ListBlocks') },
    resolve: resolve.blocks,
  }),
  block: t.field({
    type: BlockRef,
    description: 'One version of a block; null if it does not exist.',
    args: {
      name: t.arg.string({ required: true, description: 'Name of the block.' }),
      version: t.arg.string({ description: 'Version of the block; the newest if omitted.' }),
    },
    extensions: { upstream: calls('field', 'GetBlockVersion', 'ListBlockVersions') },
    resolve: resolve.block,
  }),
}));
