/** A stretch of time between two instants; null where it is open or not known. */
export interface Interval {
  start: string | null;
  end: string | null;
}

/** An instant in any of the upstream's forms: `T` or a space between, any number of decimals, an offset, `Z` or none (then UTC). */
const INSTANT =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2}))?(\.\d+)?(?:\s*(?:(Z|UTC)|([+-]\d{2}):?(\d{2})?(?: UTC)?))?$/i;
const DAY_FIRST = /^(\d{2})[-_/](\d{2})[-_/](\d{4})$/;
const YEAR_FIRST = /^(\d{4})[-_/](\d{2})[-_/](\d{2})(?:[Tt ].*)?$/;

/** The usual forms, RFC 3339 but for a space: told without taking them apart, because rows have dates by the thousand. */
const USUAL_INSTANT =
  /^(?!0001)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])[T ](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;
const USUAL_DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/;

/** The instant as RFC 3339, at the precision and offset it came with; null for what is none. A bare day is its first moment in UTC. */
export function toInstant(text: string): string | null {
  if (USUAL_INSTANT.test(text)) return text[10] === 'T' ? text : text.replace(' ', 'T');
  const match = INSTANT.exec(text.trim());
  if (!match) {
    const day = toDay(text);
    return day === null ? null : `${day}T00:00:00Z`;
  }
  const [, year = '', month = '', date = '', hour = '', minute = '', second = '00', fraction = '', , hours, minutes] =
    match;
  // The year 1 is how Go writes «no time».
  if (year === '0001' || !isDay(year, month, date) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    return null;
  const offset = hours === undefined ? 'Z' : `${hours}:${minutes ?? '00'}`;
  return `${year}-${month}-${date}T${hour}:${minute}:${second}${fraction}${offset}`;
}

/** The day as `YYYY-MM-DD`, from year or day first, with hyphens, underscores or slashes, or from an instant; null for what is none. */
export function toDay(text: string): string | null {
  if (USUAL_DAY.test(text)) return text;
  const trimmed = text.trim();
  const [, year = '', month = '', date = ''] = YEAR_FIRST.exec(trimmed) ?? yearFirst(DAY_FIRST.exec(trimmed)) ?? [];
  return isDay(year, month, date) ? `${year}-${month}-${date}` : null;
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
