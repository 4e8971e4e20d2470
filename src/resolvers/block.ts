import type { Context } from '../context.ts';
import { type Loadable, mapLoadable } from '../loaders/kit/batching.ts';
import type { Block, BlockMode } from '../upstream/block.ts';
import { keysOf } from './input/global-id.ts';

/** Query.blocks */
export function blocks(
  _root: unknown,
  { mode }: { mode?: BlockMode | null | undefined },
  { loaders }: Context,
): Loadable<readonly Block[] | null> {
  return loaders.block.list.load({ mode: mode ?? undefined });
}

/** Query.block */
export function block(
  _root: unknown,
  { name, version }: { name: string; version?: string | null | undefined },
  { loaders }: Context,
): Loadable<Block | null> {
  if (version !== null && version !== undefined) return loaders.block.byKey.load({ name, version });
  return mapLoadable(loaders.block.versions.load(name), (versions) => versions?.[0] ?? null);
}

/** Block as a node */
export function blockNode(id: string, { loaders }: Context): Loadable<Block | null> {
  const { name, version } = keysOf('Block', id);
  return name === undefined || version === undefined ? null : loaders.block.byKey.load({ name, version });
}

/** Block.versions */
export function blockVersions(
  { name }: Block,
  _args: unknown,
  { loaders }: Context,
): Loadable<readonly Block[] | null> {
  return loaders.block.versions.load(name);
}
