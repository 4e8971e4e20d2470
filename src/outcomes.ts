import type { FieldNode } from 'graphql';

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
  /** Those of calls that were started before their row came, as promises that wait for all that is selected below, too. */
  readonly early = new Map<string, Promise<unknown>>();
}

/**
 * What the resolvers of one operation gave, by place. It belongs to the context: as the value of a `WeakMap`, it would outlive
 * its operation, because V8 drops such values only in its rare full collections.
 */
export type Places = Map<object, Outcomes>;

/** The outcomes at one place. */
export function outcomesAt(places: Places, place: object): Outcomes {
  let outcomes = places.get(place);
  if (!outcomes) {
    outcomes = new Outcomes();
    places.set(place, outcomes);
  }
  return outcomes;
}

/** The outcome of a row's field; undefined if it was not resolved ahead. */
export function knownOutcome(places: Places, fieldNodes: readonly FieldNode[], row: unknown): unknown {
  return places.get(placeOf(fieldNodes))?.byRow.get(row);
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
