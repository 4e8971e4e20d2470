import {
  type Block,
  type BlockKey,
  type BlockMode,
  getBlock,
  listBlocks,
  listBlockVersions,
} from '../upstream/block.ts';
import type { UpstreamClient } from '../upstream/http/client.ts';
import { callPerId, callPerKey, type Loader, listOrCallPerKey } from './kit/batching.ts';

export interface BlockLoaders {
  /** One call for all blocks of a mode, or of both modes. Rows are primed into `byKey`. */
  list: Loader<{ mode: BlockMode | undefined }, readonly Block[] | null>;
  /** 1 or 2 versions: one call each. 3 or more: the list of all blocks, then one call for each version that it lacks. */
  byKey: Loader<BlockKey, Block | null>;
  /** One call for each name: all versions of the block, newest first. Rows are primed into `byKey`. */
  versions: Loader<string, readonly Block[] | null>;
}

export function createBlockLoaders(client: UpstreamClient): BlockLoaders {
  const keep = <Blocks extends readonly Block[]>(blocks: Blocks): Blocks => {
    for (const block of blocks) byKey.prime(block, block);
    return blocks;
  };
  const list = callPerKey<{ mode: BlockMode | undefined }, readonly Block[]>(
    'block.list',
    ({ mode }) => mode ?? '',
    async ({ mode }) => keep(await listBlocks(client, mode)),
  );
  const byKey = listOrCallPerKey<BlockKey, Block>(
    'block.byKey',
    ({ name, version }) => JSON.stringify([name, version]),
    (block) => block,
    (key) => getBlock(client, key),
    async () => (await list.load({ mode: undefined })) ?? [],
  );
  const versions = callPerId<readonly Block[]>('block.versions', async (name) =>
    keep(await listBlockVersions(client, name)),
  );

  return { list, byKey, versions };
}
