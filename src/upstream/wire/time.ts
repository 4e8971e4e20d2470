/** A time range; null for an end that is open or unknown. */
export interface Interval {
  start: string | null;
  end: string | null;
}

/** A date-time in any of the upstream's forms: `T` or a space, any number of decimals, and an offset, `Z` or nothing (UTC). */
const DATE_TIME =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2}))?(\.\d+)?(?:\s*(?:(Z|UTC)|([+-]\d{2}):?(\d{2})?(?: UTC)?))?$/i;
/** Order tasks send `15-05-2024`, so `06-05-2024` is 6 May, too. */
const DAY_FIRST = /^(\d{2})[-_/](\d{2})[-_/](\d{4})$/;
const YEAR_FIRST = /^(\d{4})[-_/](\d{2})[-_/](\d{2})$/;

/** The usual forms: RFC 3339, or with a space. Recognized without capture groups, because answers hold thousands of dates. */
const USUAL_DATE_TIME =
  /^(?!0001)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])[T ](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const USUAL_DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/;

/** Strict RFC 3339. */
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/i;

/** Like `toDateTime`, but null for anything else than an RFC 3339 date-time with an offset: input is never guessed. */
export function toStrictDateTime(text: string): string | null {
  return RFC_3339.test(text) ? toDateTime(text) : null;
}

/** The date-time in the graph's form: RFC 3339 in UTC, with a fraction only if it is not zero. Null for anything else. A bare date is its midnight. */
export function toDateTime(text: string): string | null {
  if (USUAL_DATE_TIME.test(text)) return inUtc(text.slice(0, 10), text.slice(11, 19), text.slice(19));
  const match = DATE_TIME.exec(text.trim());
  if (!match) {
    const date = toBareDate(text);
    return date === null ? null : `${date}T00:00:00Z`;
  }
  const [, year = '', month = '', date = '', hour = '', minute = '', second = '00', fraction = '', , hours, minutes] =
    match;
  // Go writes "no time" as year 1.
  if (year === '0001' || !isDay(year, month, date) || !isTime(hour, minute, second)) return null;
  if (hours !== undefined && !isTime(hours.slice(1), minutes ?? '00')) return null;
  const offset = hours === undefined ? 'Z' : `${hours}:${minutes ?? '00'}`;
  // JavaScript and most clients cannot read a leap second, so it becomes the second before it.
  const readableSecond = second === '60' ? '59' : second;
  return inUtc(`${year}-${month}-${date}`, `${hour}:${minute}:${readableSecond}`, `${fraction}${offset}`);
}

/** @param rest a fraction of the second, if there is one, and an offset */
function inUtc(date: string, time: string, rest: string): string | null {
  if (rest === 'Z') return `${date}T${time}Z`;
  const offsetLength = rest.endsWith('Z') ? 1 : 6;
  const offset = rest.slice(-offsetLength);
  const fraction = trimmedFraction(rest.slice(0, -offsetLength));
  if (offset === 'Z' || offset.endsWith('00:00')) return `${date}T${time}${fraction}Z`;
  const moved = new Date(`${date}T${time}${offset}`).toISOString();
  // RFC 3339 has no years of more than four digits.
  return moved.length === 24 ? `${moved.slice(0, 19)}${fraction}Z` : null;
}

/** Without trailing zeros, so equal instants have equal text. */
function trimmedFraction(fraction: string): string {
  let end = fraction.length;
  while (end > 0 && (fraction[end - 1] === '0' || fraction[end - 1] === '.')) end -= 1;
  return fraction.slice(0, end);
}

/** The date as `YYYY-MM-DD`, from year first or day first, with hyphens, underscores or slashes, or from a date-time; null for any other form. */
export function toDate(text: string): string | null {
  if (USUAL_DATE.test(text)) return text;
  return toBareDate(text) ?? toDateTime(text)?.slice(0, 10) ?? null;
}

/** The date as `YYYY-MM-DD`, from the forms of `toDate` that have no time; null for any other form. */
export function toBareDate(text: string): string | null {
  const trimmed = text.trim();
  const [, year = '', month = '', date = ''] = YEAR_FIRST.exec(trimmed) ?? yearFirst(DAY_FIRST.exec(trimmed)) ?? [];
  return isDay(year, month, date) ? `${year}-${month}-${date}` : null;
}

function isTime(hour: string, minute: string, second = '00'): boolean {
  return Number(hour) <= 23 && Number(minute) <= 59 && Number(second) <= 60;
}

function yearFirst(match: RegExpExecArray | null): string[] | null {
  return match && [match[0], match[3] ?? '', match[2] ?? '', match[1] ?? ''];
}

/** False for a day that does not exist, such as 30 February. */
function isDay(year: string, month: string, date: string): boolean {
  const day = Number(date);
  return day >= 1 && day <= daysIn(Number(year), Number(month));
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  if (month < 1 || month > 12) return 0;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** The upstream's form of visualization dates: `2024_05_06`. */
export function toUnderscoredDay(day: string): string {
  return day.replaceAll('-', '_');
}
