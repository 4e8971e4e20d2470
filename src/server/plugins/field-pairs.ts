import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql';
import { fragmentsOf } from '../../schema/kit/fragments.ts';

/** Beyond the depth limit, so only cycles of fragments reach it. Another rule reports those. */
const DEEPEST = 50;

/**
 * Most response keys in one place. All types that can meet in one, those of `node`, have fewer than 200 names of fields together, and
 * a document has 100 aliases by default.
 */
export const MOST_KEYS = 500;

/**
 * Whether more than `most` pairs of fields must be compared. Fields with the same response key are merged. graphql-js compares
 * every pair of them, and then everything below, which is quadratic. A short document can cause a lot of work that way. So can
 * thousands of fields side by side, which no type has.
 */
export function hasMorePairsThan(most: number, document: DocumentNode): boolean {
  const fragments = fragmentsOf(document);
  let pairs = 0;
  let steps = 0;
  const meet = (sets: readonly SelectionSetNode[], depth: number): void => {
    const below = new Map<string, { count: number; sets: SelectionSetNode[] }>();
    const count = (name: string) => {
      const met = below.get(name) ?? { count: 0, sets: [] };
      below.set(name, met);
      if (below.size > MOST_KEYS) pairs = Number.POSITIVE_INFINITY;
      pairs += met.count;
      met.count += 1;
      return met;
    };
    const add = (set: SelectionSetNode): void => {
      for (const selection of set.selections) {
        steps += 1;
        if (pairs > most || steps > most) return;
        if (selection.kind === Kind.FIELD) {
          const met = count((selection.alias ?? selection.name).value);
          if (selection.selectionSet) met.sets.push(selection.selectionSet);
        } else if (selection.kind === Kind.INLINE_FRAGMENT) {
          add(selection.selectionSet);
        } else if (count(`...${selection.name.value}`).count === 1) {
          const fragment = fragments.get(selection.name.value);
          if (fragment) add(fragment.selectionSet);
        }
      }
    };
    sets.forEach(add);
    if (depth < DEEPEST) for (const met of below.values()) if (met.sets.length > 0) meet(met.sets, depth + 1);
  };
  // Fragments that are never spread count too, because graphql-js compares them as well.
  for (const definition of document.definitions) {
    if ('selectionSet' in definition) meet([definition.selectionSet], 0);
  }
  return pairs > most || steps > most;
}
