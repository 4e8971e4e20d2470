import { compare } from 'semver';
import { type Handlers, invalid, notFound } from './server/handler.ts';
import type { StoredBlock } from './world/store.ts';

export const blockHandlers: Handlers<'ListBlocks' | 'ListBlockVersions' | 'GetBlockVersion'> = {
  /** The newest version of each block. */
  ListBlocks({ store, query: { mode } }) {
    if (mode !== undefined && mode !== 'insight' && mode !== 'workflow') {
      throw invalid('mode must be insight or workflow', { mode });
    }
    const newest = new Map<string, StoredBlock>();
    for (const block of store.blocks.values()) {
      const { name, version, type } = block.spec;
      if (mode !== undefined && type !== mode) continue;
      const known = newest.get(name);
      if (!known || compare(version, known.spec.version) > 0) newest.set(name, block);
    }
    return { blocks: [...newest.values()] };
  },

  ListBlockVersions({ store, path }) {
    const blocks = store.blocks
      .values()
      .filter(({ spec }) => spec.name === path.name)
      .toArray();
    if (blocks.length === 0) throw notFound('block not found');
    return { blocks };
  },

  GetBlockVersion({ store, path }) {
    const block = store.blocks.values().find(({ spec }) => spec.name === path.name && spec.version === path.version);
    if (!block) throw notFound('block version not found');
    return block;
  },
};
