import type { Context } from '../context.ts';
import type { OrderReport } from '../upstream/report.ts';
import { InputError } from './input/input-error.ts';
import type { Maybe } from './input/maybe.ts';

/** Query.orderReport */
export function orderReport(
  _root: unknown,
  { timeZone }: { timeZone?: Maybe<string> },
  { loaders }: Context,
): Promise<OrderReport | null> {
  if (timeZone != null && !isTimeZone(timeZone)) {
    throw new InputError(`timeZone must be a time zone such as Asia/Kolkata, not ${JSON.stringify(timeZone)}.`, [
      'timeZone',
    ]);
  }
  return loaders.report.byTimeZone.load({ timeZone: timeZone ?? undefined });
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name }).format();
    return true;
  } catch {
    return false;
  }
}

/** OrderReport.sizeInBytes */
export function reportSize({ csv }: OrderReport): number {
  return Buffer.byteLength(csv);
}
