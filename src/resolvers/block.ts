import type { Context } from '../context.ts';
import type { Block, BlockKey, BlockMode } from '../upstream/block.ts';
import { keysOf } from './input/global-id.ts';
import type { Maybe } from './input/maybe.ts';

/** Query.blocks */
export function blocks(
  _root: unknown,
  { mode }: { mode?: Maybe<BlockMode> },
  { loaders }: Context,
): Promise<readonly Block[] | null> {
  return loaders.block.list.load({ mode: mode ?? undefined });
}

/** Query.block */
export async function block(
  _root: unknown,
  { name, version }: { name: string; version?: Maybe<string> },
  { loaders }: Context,
): Promise<Block | null> {
  if (version !== null && version !== undefined) return loaders.block.byKey.load({ name, version });
  return (await loaders.block.versions.load(name))?.[0] ?? null;
}

/** A block by its name and version. */
export function loadBlock({ name, version }: BlockKey, { loaders }: Context): Promise<Block | null> {
  return loaders.block.byKey.load({ name, version });
}

/** Block as a node */
export async function blockNode(id: string, context: Context): Promise<Block | null> {
  const { name, version } = keysOf('Block', id);
  return name === undefined || version === undefined ? null : loadBlock({ name, version }, context);
}

/** Block.versions */
export function blockVersions({ name }: Block, _args: unknown, { loaders }: Context): Promise<readonly Block[] | null> {
  return loaders.block.versions.load(name);
}
