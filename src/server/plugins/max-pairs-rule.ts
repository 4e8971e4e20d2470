import { type DocumentNode, Kind, type SelectionSetNode, type ValidationRule } from 'graphql';
import { refusal } from '../errors/refusal.ts';

/** Deeper than the limit on depth lets any document be; circles of fragments, which another rule names, end here too. */
const DEEPEST = 50;

/**
 * Fields of one name in one place, be it by repetition, inline fragments or spreads, are merged: graphql compares each with each
 * other, and then all that is below them. That takes the square of their number, which a short document can make large.
 */
export function maxPairsRule(most: number): ValidationRule {
  return (context) => ({
    Document({ definitions }: DocumentNode) {
      let pairs = 0;
      let steps = 0;
      const meet = (sets: readonly SelectionSetNode[], depth: number): void => {
        const below = new Map<string, { count: number; sets: SelectionSetNode[] }>();
        const count = (name: string) => {
          const met = below.get(name) ?? { count: 0, sets: [] };
          below.set(name, met);
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
              const fragment = context.getFragment(selection.name.value);
              if (fragment) add(fragment.selectionSet);
            }
          }
        };
        sets.forEach(add);
        if (depth < DEEPEST) for (const met of below.values()) if (met.sets.length > 0) meet(met.sets, depth + 1);
      };
      // Also those of fragments that nothing spreads: they are compared all the same.
      for (const definition of definitions) {
        if ('selectionSet' in definition) meet([definition.selectionSet], 0);
      }
      if (pairs > most || steps > most) {
        context.reportError(
          refusal(
            'OPERATION_TOO_LARGE',
            'Too many fields of the same name meet in one place: ask for each field once.',
          ),
        );
      }
    },
  });
}
