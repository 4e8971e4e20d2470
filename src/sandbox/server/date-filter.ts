import { day, isoDay, momentOf } from '../world/dates.ts';
import { invalid } from './handler.ts';

/**
 * A predicate for a date filter of a list. A day matches the whole day, a time matches that second, and two of
 * either, joined by a comma or a slash, match everything between. The upstream documents no syntax.
 */
export function dateFilter(parameter: string, text: string | undefined): (written: string | undefined) => boolean {
  if (text === undefined || text === '') return () => true;
  const bounds = text.split(/[,/]/).map((part) => {
    const from = momentOf(part.trim());
    if (Number.isNaN(from)) throw invalid(`${parameter} is not a date: ${JSON.stringify(part)}`);
    // A plain day is also written as its midnight.
    const isWholeDay = from === Date.parse(isoDay(from));
    return { from, until: from + (isWholeDay ? day : 1000) };
  });
  const [first, last] = [bounds[0], bounds.at(-1)];
  return (written) => {
    const moment = momentOf(written ?? '');
    return first !== undefined && last !== undefined && moment >= first.from && moment < last.until;
  };
}
