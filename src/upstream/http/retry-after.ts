/** One week. A longer wait cannot be meant. */
const MAX_SECONDS = 7 * 24 * 60 * 60;
const NUMBER = /^\d{1,15}(?:\.\d{0,9})?$/;
/** The three forms of RFC 9110 all begin with the name of a day. `Date.parse` alone would read `1.5` as a day in 2001. */
const DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? .{10,30}$/;

/**
 * Seconds to wait, from either form of the `Retry-After` header: seconds (decimals are rounded up) or a date.
 * @returns 0 to one week in seconds; undefined for any other value
 */
export function retryAfterSeconds(header: string | string[] | undefined, now: number): number | undefined {
  const text = (Array.isArray(header) ? header[0] : header)?.trim() ?? '';
  if (NUMBER.test(text)) return Math.min(MAX_SECONDS, Math.ceil(Number(text)));
  const seconds = DATE.test(text) ? Math.ceil((Date.parse(text) - now) / 1000) : Number.NaN;
  return Number.isNaN(seconds) ? undefined : Math.min(MAX_SECONDS, Math.max(0, seconds));
}
