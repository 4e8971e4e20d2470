import { UpstreamFailure } from './failure.ts';
import type { Page } from './page.ts';
import type { Interval } from './wire/time.ts';

/** A range of numbers, both ends inclusive; null if open. */
export interface NumberRange {
  min: number | null;
  max: number | null;
}

/** What stands for an open end: some parsers take none. */
const EARLIEST = '1970-01-01T00:00:00Z';
const LATEST = '9999-12-31T23:59:59Z';
/** The surface of the Earth. */
const LARGEST_IN_SQ_KM = 510_072_000;

/** The interval as a query parameter: two instants with a comma between them. */
export function toWireInterval(interval: Interval | undefined): string | undefined {
  return interval && `${interval.start ?? EARLIEST},${interval.end ?? LATEST}`;
}

/** The areas, in square kilometres, as a query parameter: two numbers with a comma between them. */
export function toWireAreas(range: NumberRange | undefined): string | undefined {
  return range && `${range.min ?? 0},${range.max ?? LARGEST_IN_SQ_KM}`;
}

/**
 * Reads a list with range parameters. The API's document does not say how a range is written. So a list that is refused or
 * empty with them is read again without them; the caller checks the rows in any case.
 * @param read reads the list, with those of the parameters that it gets
 */
export async function withRanges<Ranges extends Record<string, string | undefined>, Row>(
  ranges: Ranges,
  read: (ranges: Partial<Ranges>) => Promise<Page<Row>>,
): Promise<Page<Row>> {
  if (Object.values(ranges).every((range) => range === undefined)) return read({});
  try {
    const page = await read(ranges);
    if (page.items.length > 0 || (page.total ?? 0) > 0) return page;
  } catch (failure) {
    if (!isAboutRange(failure)) throw failure;
  }
  return read({});
}

/** A refusal, or a 404 or 500: the list of AOIs declares no other status for input that it cannot read. */
function isAboutRange(failure: unknown): boolean {
  if (!(failure instanceof UpstreamFailure)) return false;
  const { kind, status } = failure;
  return kind === 'badRequest' || kind === 'notFound' || status === 500;
}
