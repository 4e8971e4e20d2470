/** A stretch of time between two instants; null where it is open or not known. */
export interface Interval {
  start: string | null;
  end: string | null;
}

/** A date-time in any of the upstream's forms: `T` or a space between, any number of decimals, an offset, `Z` or none (then UTC). */
const DATE_TIME =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2}))?(\.\d+)?(?:\s*(?:(Z|UTC)|([+-]\d{2}):?(\d{2})?(?: UTC)?))?$/i;
const DAY_FIRST = /^(\d{2})[-_/](\d{2})[-_/](\d{4})$/;
const YEAR_FIRST = /^(\d{4})[-_/](\d{2})[-_/](\d{2})$/;

/** The usual forms, RFC 3339 but for a space: told without taking them apart, because rows have dates by the thousand. */
const USUAL_DATE_TIME =
  /^(?!0001)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])[T ](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const USUAL_DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/;

/** RFC 3339, and no other form that looks like it. */
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/i;

/** The text in upper case where it is an RFC 3339 date-time with an offset, else null: what callers write is never guessed. */
export function toStrictDateTime(text: string): string | null {
  return RFC_3339.test(text) ? toDateTime(text) : null;
}

/** The date-time in the one form of the graph: RFC 3339 in UTC, with a fraction only where it is not zero; null for what is not one. A bare date is its first moment. */
export function toDateTime(text: string): string | null {
  if (USUAL_DATE_TIME.test(text)) return inUtc(text.slice(0, 10), text.slice(11, 19), text.slice(19));
  const match = DATE_TIME.exec(text.trim());
  if (!match) {
    const date = toBareDate(text);
    return date === null ? null : `${date}T00:00:00Z`;
  }
  const [, year = '', month = '', date = '', hour = '', minute = '', second = '00', fraction = '', , hours, minutes] =
    match;
  // The year 1 is how Go writes «no time».
  if (year === '0001' || !isDay(year, month, date) || !isTime(hour, minute, second)) return null;
  if (hours !== undefined && !isTime(hours.slice(1), minutes ?? '00')) return null;
  const offset = hours === undefined ? 'Z' : `${hours}:${minutes ?? '00'}`;
  return inUtc(`${year}-${month}-${date}`, `${hour}:${minute}:${second}`, `${fraction}${offset}`);
}

/** @param rest a fraction of the second, where there is one, and an offset */
function inUtc(date: string, time: string, rest: string): string | null {
  if (rest === 'Z') return `${date}T${time}Z`;
  const offsetLength = rest.endsWith('Z') ? 1 : 6;
  const offset = rest.slice(-offsetLength);
  const fraction = trimmedFraction(rest.slice(0, -offsetLength));
  if (offset === 'Z' || offset.endsWith('00:00')) return `${date}T${time}${fraction}Z`;
  const moved = new Date(`${date}T${time}${offset}`).toISOString();
  // A year of more than four digits has no form in RFC 3339.
  return moved.length === 24 ? `${moved.slice(0, 19)}${fraction}Z` : null;
}

/** Without the zeros at its end, which no other form of the same instant has. */
function trimmedFraction(fraction: string): string {
  let end = fraction.length;
  while (end > 0 && (fraction[end - 1] === '0' || fraction[end - 1] === '.')) end -= 1;
  return fraction.slice(0, end);
}

/** The date as `YYYY-MM-DD`, from year or day first, with hyphens, underscores or slashes, or from a date-time; null in any other form. */
export function toDate(text: string): string | null {
  if (USUAL_DATE.test(text)) return text;
  return toBareDate(text) ?? toDateTime(text)?.slice(0, 10) ?? null;
}

function toBareDate(text: string): string | null {
  const trimmed = text.trim();
  const [, year = '', month = '', date = ''] = YEAR_FIRST.exec(trimmed) ?? yearFirst(DAY_FIRST.exec(trimmed)) ?? [];
  return isDay(year, month, date) ? `${year}-${month}-${date}` : null;
}

function isTime(hour: string, minute: string, second = '00'): boolean {
  return Number(hour) <= 23 && Number(minute) <= 59 && Number(second) <= 59;
}

function yearFirst(match: RegExpExecArray | null): string[] | null {
  return match && [match[0], match[3] ?? '', match[2] ?? '', match[1] ?? ''];
}

/** False for a day that no calendar has, such as the 30th of February. */
function isDay(year: string, month: string, date: string): boolean {
  const day = Number(date);
  return day >= 1 && day <= daysIn(Number(year), Number(month));
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  if (month < 1 || month > 12) return 0;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** The form in which visualization dates are sent: `2024_05_06`. */
export function toUnderscoredDay(day: string): string {
  return day.replaceAll('-', '_');
}
