/** A week: whoever is told to wait longer has been told something else. */
const MAX_SECONDS = 7 * 24 * 60 * 60;
const NUMBER = /^\d{1,15}(?:\.\d{0,9})?$/;
/** The three forms of RFC 9110: all begin with the name of a day. `Date.parse` alone takes `1.5` for a day in 2001. */
const DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? .{10,30}$/;

/**
 * Seconds to wait, from either form of the `Retry-After` header: seconds (a decimal number is rounded up) or a date.
 * @returns from 0 to a week; undefined where the header says neither
 */
export function retryAfterSeconds(header: string | string[] | undefined, now: number): number | undefined {
  const text = (Array.isArray(header) ? header[0] : header)?.trim() ?? '';
  if (NUMBER.test(text)) return Math.min(MAX_SECONDS, Math.ceil(Number(text)));
  const seconds = DATE.test(text) ? Math.ceil((Date.parse(text) - now) / 1000) : Number.NaN;
  return Number.isNaN(seconds) ? undefined : Math.min(MAX_SECONDS, Math.max(0, seconds));
}
