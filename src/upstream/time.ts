/** A stretch of time between two instants; null where it is open or not known. */
export interface Interval {
  start: string | null;
  end: string | null;
}

/** An instant in any of the upstream's forms: `T` or a space between, any number of decimals, an offset, `Z` or none (then UTC). */
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}(?::\d{2})?)(\.\d+)?\s*(Z|z|UTC|[+-]\d{2}(?::?\d{2})?)?(?: UTC)?$/;
const DAY_FIRST = /^(\d{2})[-_/](\d{2})[-_/](\d{4})$/;
const YEAR_FIRST = /^(\d{4})[-_/](\d{2})[-_/](\d{2})$/;

/** The instant as RFC 3339, at the precision and offset it came with; null for what is none. A bare day is its first moment in UTC. */
export function toInstant(text: string): string | null {
  const match = INSTANT.exec(text.trim());
  if (!match) {
    const day = toDay(text);
    return day === null ? null : `${day}T00:00:00Z`;
  }
  const [, day, time, fraction = '', zone = 'Z'] = match;
  if (day === undefined || time === undefined || toDay(day) === null) return null;
  const instant = `${day}T${time.length === 5 ? `${time}:00` : time}${fraction}${offsetOf(zone)}`;
  return Number.isNaN(Date.parse(instant)) ? null : instant;
}

function offsetOf(zone: string): string {
  if (!/^[+-]/.test(zone)) return 'Z';
  const [hours, minutes] = [zone.slice(0, 3), zone.slice(3).replace(':', '')];
  return `${hours}:${minutes === '' ? '00' : minutes}`;
}

/** The day as `YYYY-MM-DD`, from year or day first, with hyphens, underscores or slashes, or from an instant; null for what is none. */
export function toDay(text: string): string | null {
  const trimmed = text.trim();
  const yearFirst = YEAR_FIRST.exec(
    trimmed.length > 10 && /[Tt ]/.test(trimmed.charAt(10)) ? trimmed.slice(0, 10) : trimmed,
  );
  if (yearFirst) return existing(`${yearFirst[1]}-${yearFirst[2]}-${yearFirst[3]}`);
  const dayFirst = DAY_FIRST.exec(trimmed);
  return dayFirst ? existing(`${dayFirst[3]}-${dayFirst[2]}-${dayFirst[1]}`) : null;
}

/** Null for a day that no calendar has, such as the 30th of February. */
function existing(day: string): string | null {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? day : null;
}

/** The form in which visualization dates are sent: `2024_05_06`. */
export function toUnderscoredDay(day: string): string {
  return day.replaceAll('-', '_');
}
