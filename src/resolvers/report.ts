import type { Context } from '../context.ts';
import type { OrderReport } from '../upstream/report.ts';
import { faultAt } from './input/input-error.ts';
import type { Maybe } from './input/maybe.ts';

/** Query.orderReport */
export function orderReport(
  _root: unknown,
  { timeZone }: { timeZone?: Maybe<string> },
  { loaders }: Context,
): Promise<OrderReport | null> {
  if (typeof timeZone === 'string' && !isTimeZone(timeZone)) {
    throw faultAt(['timeZone'], `must be a time zone such as Asia/Kolkata, not ${JSON.stringify(timeZone)}`);
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
