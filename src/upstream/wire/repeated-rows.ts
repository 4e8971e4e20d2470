import { isDeepStrictEqual } from 'node:util';
import type { Member } from '../../contract/operation.ts';
import { isRecord } from './json.ts';
import { LateMember } from './late-member.ts';
import { isTooDeep } from './nesting.ts';

/** Finds rows of one list that came before: the same row once more. Two rows that share an id but differ are not repeated. */
export class RepeatedRows {
  readonly #rows: readonly unknown[];
  readonly #late: Member | undefined;
  readonly #firstAt = new Map<unknown, number>();

  /** @param late the member of each row that is decoded late, if the operation has one */
  constructor(rows: readonly unknown[], late: Member | undefined) {
    this.#rows = rows;
    this.#late = late;
  }

  /**
   * Whether an earlier row equals the one at a position. Rows are asked about in their order.
   * @param model what was read of the row; its `id` tells which rows to compare
   */
  includes(position: number, model: unknown): boolean {
    const id = idOf(model);
    if (id === undefined) return false;
    const first = this.#firstAt.get(id);
    if (first !== undefined) return isSame(this.#whole(first), this.#whole(position));
    this.#firstAt.set(id, position);
    return false;
  }

  /** A row with its late member decoded: as text, any two are equal. */
  #whole(position: number): unknown {
    const row = this.#rows[position];
    if (!this.#late || !isRecord(row)) return row;
    const { member } = this.#late;
    const value = row[member];
    return value instanceof LateMember ? { ...row, [member]: value.decode() } : row;
  }
}

/** Rows that are nested too deeply cannot be compared: the comparison would overflow the stack. */
function isSame(row: unknown, other: unknown): boolean {
  return !isTooDeep(row) && !isTooDeep(other) && isDeepStrictEqual(row, other);
}

function idOf(row: unknown): unknown {
  return typeof row === 'object' && row !== null && 'id' in row ? row.id : undefined;
}
