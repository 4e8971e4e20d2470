import type { FieldNode } from 'graphql';
import type { Context } from '../../context.ts';

/** What a resolver threw, or what its promise was rejected with. */
export class Failed {
  readonly reason: unknown;

  constructor(reason: unknown) {
    this.reason = reason;
  }
}

/**
 * What one field at one place of the document gave: its value (null for undefined), a `Failed`, or the promise while it is in flight.
 */
export class Outcomes {
  readonly byRow = new Map<unknown, unknown>();
  /** The outcomes of a field that says what it needs of its row, by the JSON of that: rows with equal needs share one. */
  readonly byNeeds = new Map<string, unknown>();
}

/** The outcomes of one operation, by place. */
export type Places = Map<object, Outcomes>;

const placesOf = new WeakMap<Context, Places>();

/** Where the outcomes of an operation are kept; made when it is first asked for. */
export function outcomesOf(context: Context): Places {
  let places = placesOf.get(context);
  if (!places) {
    places = new Map();
    placesOf.set(context, places);
  }
  return places;
}

/** The outcomes at one place. */
export function outcomesAt(places: Places, place: object): Outcomes {
  let outcomes = places.get(place);
  if (!outcomes) {
    outcomes = new Outcomes();
    places.set(place, outcomes);
  }
  return outcomes;
}

/** Forgets everything: after a write the same rows may have other relations. */
export function forgetOutcomes(context: Context): void {
  placesOf.delete(context);
}

/** What is known of a field of a row; undefined where it was not resolved ahead. */
export function knownOutcome(context: Context, fieldNodes: readonly FieldNode[], row: unknown): unknown {
  return placesOf.get(context)?.get(placeOf(fieldNodes))?.byRow.get(row);
}

const mergedPlaces = new WeakMap<object, WeakMap<FieldNode, object>>();

/**
 * The object that stands for a place in a document: the field node, or one object for each list of nodes that are merged into one
 * field. The first node alone would not do: within a fragment, it can be merged with others at one place and stand alone at another.
 */
export function placeOf(fieldNodes: readonly FieldNode[]): object {
  const [first, ...others] = fieldNodes;
  if (!first) throw new Error('A field has at least one node.');
  let place: object = first;
  for (const node of others) {
    let next = mergedPlaces.get(place);
    if (!next) {
      next = new WeakMap();
      mergedPlaces.set(place, next);
    }
    let merged = next.get(node);
    if (!merged) {
      merged = {};
      next.set(node, merged);
    }
    place = merged;
  }
  return place;
}
