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
 * The outcome of one field at one place of the document: its value (null for undefined), a `Failed`, or the promise while it is in flight.
 */
export class Outcomes {
  readonly byRow = new Map<unknown, unknown>();
  /** Outcomes of a field that declares which properties of its row it reads, by the JSON of these: rows with equal properties share one. */
  readonly byNeeds = new Map<string, unknown>();
}

/** The outcomes of one operation, by place. */
export type Places = Map<object, Outcomes>;

const placesOf = new WeakMap<Context, Places>();

/** The outcomes of one operation; created on first use. */
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

/** Clears everything. After a write, the same rows may have other relations. */
export function forgetOutcomes(context: Context): void {
  placesOf.delete(context);
}

/** The outcome of a row's field; undefined if it was not resolved ahead. */
export function knownOutcome(context: Context, fieldNodes: readonly FieldNode[], row: unknown): unknown {
  return placesOf.get(context)?.get(placeOf(fieldNodes))?.byRow.get(row);
}

const mergedPlaces = new WeakMap<object, WeakMap<FieldNode, object>>();

/**
 * The object that identifies a place in a document: the field node, or one object for each list of nodes that are merged into one
 * field. The first node alone is not enough: within a fragment, it can be merged with others at one place and not at another.
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
