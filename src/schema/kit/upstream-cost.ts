import type { OperationName } from '../../contract/operations.ts';
import { chunksOf } from '../../loaders/kit/chunks.ts';
import { idOf, type NodeType } from '../../resolvers/input/global-id.ts';

/** An upstream call that a field may cause. */
export interface UpstreamCost {
  operation: OperationName;
  /**
   * `field`: once for all rows of the level (a few times if a batch is long); `row`: once for each distinct row; `each`: once for
   * each row of another list that the field reads, whose length nobody knows before.
   */
  per: 'field' | 'row' | 'each';
  /** The arguments that are lists of ids, by name, with the type of their ids. A list that is too long for one URL takes several calls. */
  idLists?: Readonly<Record<string, NodeType>>;
}

/**
 * The value of `extensions.upstream` of a field: the calls that it may cause, declared once. The cost documents, the
 * list of paths whose calls grow with their rows, and the complexity limit are all made from it.
 */
export function calls(per: UpstreamCost['per'], ...operations: OperationName[]): UpstreamCost[] {
  return operations.map((operation) => ({ operation, per }));
}

/** `calls('field', operation)` for a field whose calls grow with the ids in its arguments. */
export function callsForIds(
  idLists: NonNullable<UpstreamCost['idLists']>,
  operation: OperationName,
): [UpstreamCost, ...UpstreamCost[]] {
  return [{ operation, per: 'field', idLists }];
}

/** How many calls the ids in the arguments take: one for each combination of the parts of the lists. */
export function callsOfIds({ idLists = {} }: UpstreamCost, args: Readonly<Record<string, unknown>>): number {
  return Object.entries(idLists).reduce((product, [name, type]) => {
    const ids = args[name];
    if (!Array.isArray(ids)) return product;
    return product * Math.max(1, chunksOf(ids, (id) => pixxelIdOf(type, String(id))).length);
  }, 1);
}

/** The id that is sent. The resolver refuses what cannot be an id, such as half of a surrogate pair. */
function pixxelIdOf(type: NodeType, id: string): string {
  try {
    return idOf(type, id);
  } catch {
    return id.toWellFormed();
  }
}

/** The keys in the arguments of a field that has one row for each; undefined for any other field. */
export function keysIn(args: Readonly<Record<string, unknown>>): readonly unknown[] | undefined {
  const keys = args.ids ?? args.representations ?? args.dates;
  return Array.isArray(keys) ? keys : undefined;
}
