import { isOutOfCalls } from '../../upstream/failure.ts';

/** Parents whose rows are read at the same time. */
const AT_ONCE = 50;

/** Rows that were read parent by parent. */
interface RowsOfParents<Row> {
  rows: Row[];
  /** How many parents were read: fewer than there are if the operation may make no more calls. */
  read: number;
}

/**
 * The rows of several parents, which the API lists for one parent at a time. Stops when the operation runs out of calls.
 * @param read returns the rows of one parent; null if it does not exist
 * @throws UpstreamFailure if a parent cannot be read for another reason, or if there were no calls left for the first
 */
export async function readEach<Parent, Row>(
  parents: readonly Parent[],
  read: (parent: Parent) => Promise<readonly Row[] | null>,
): Promise<RowsOfParents<Row>> {
  const rows: Row[] = [];
  let count = 0;
  for (let start = 0; start < parents.length; start += AT_ONCE) {
    const results = await Promise.allSettled(parents.slice(start, start + AT_ONCE).map(read));
    const failures = results.filter((result) => result.status === 'rejected').map(({ reason }): unknown => reason);
    const other = failures.find((failure) => !isOutOfCalls(failure));
    if (other !== undefined) throw other;
    for (const result of results) {
      if (result.status === 'rejected') continue;
      count += 1;
      // A list of one parent can be too long for the arguments of `push`.
      for (const row of result.value ?? []) rows.push(row);
    }
    if (failures.length > 0) {
      if (count === 0) throw failures[0];
      break;
    }
  }
  return { rows, read: count };
}
