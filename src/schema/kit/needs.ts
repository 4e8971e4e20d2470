import type { Context } from '../../context.ts';
import { hasTime, nextTurn } from '../../scheduling/turns.ts';
import type { Step } from './plan.ts';

/** Rows that are named without a look at the clock. */
export const ROWS_AT_ONCE = 100;

/** What a step needs of its parent, as a text; null if that is not known. */
export function nameOfNeeds({ ahead }: Step, parent: object): string | null {
  const needs = ahead.needs?.(parent as never) ?? null;
  return needs === null || Object.values(needs).includes(undefined) ? null : JSON.stringify(needs);
}

/** What each step needs of each row, in the order of the rows. Thousands of rows take tens of milliseconds, so they are named in turns. */
export async function namesInTurns(
  rows: readonly object[],
  steps: readonly Step[],
  operation: Context,
): Promise<ReadonlyMap<Step, readonly (string | null)[]>> {
  const names = new Map(steps.map((step): [Step, (string | null)[]] => [step, []]));
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    if (!hasTime()) await nextTurn(operation);
    const some = rows.slice(start, start + ROWS_AT_ONCE);
    for (const [step, known] of names) for (const row of some) known.push(nameOfNeeds(step, row));
  }
  return names;
}
