import type { OperationName } from '../../contract/operations.ts';

/** An upstream call that a field may cause. */
export interface UpstreamCost {
  operation: OperationName;
  /** `field`: once for all rows of the level (a few times if a batch is long); `row`: once for each distinct row. */
  per: 'field' | 'row';
}

/**
 * The value of `extensions.upstream` of a field: the calls that it may cause, declared once. The cost documents, the
 * list of paths whose calls grow with their rows, and the complexity limit are all made from it.
 */
export function calls(per: UpstreamCost['per'], ...operations: OperationName[]): UpstreamCost[] {
  return operations.map((operation) => ({ operation, per }));
}
