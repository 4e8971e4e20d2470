import type { WirePagination } from '../../contract/pagination.ts';
import { invalid } from './handler.ts';

interface PageRequest {
  readonly offset?: number | undefined;
  readonly limit?: number | undefined;
}

/** One page of the rows by offset and limit, with the total before paging. */
export function pageOf<Row>(
  rows: readonly Row[],
  { offset = 0, limit }: PageRequest,
  { defaultLimit, pageCap }: { defaultLimit: number; pageCap: number },
): { rows: Row[]; pagination: Required<WirePagination> } {
  const asked = limit ?? defaultLimit;
  if (offset < 0) throw invalid('offset must not be negative', { offset });
  if (asked < 1) throw invalid('limit must be at least 1', { limit: asked });
  const given = Math.min(asked, pageCap);
  return {
    rows: rows.slice(offset, offset + given),
    pagination: { offset, limit: given, total: rows.length },
  };
}

/** Whether a value is the one that a filter asks for. A filter that was not sent asks for any. */
export function isAsked<Value>(value: Value, wanted: Value | undefined): boolean {
  return wanted === undefined || value === wanted;
}

/** The values of a query parameter that takes several, separated by commas; undefined if it was not sent. */
export function listOf(text: string | undefined): Set<string> | undefined {
  if (text === undefined || text === '') return undefined;
  return new Set(text.split(',').map((value) => value.trim()));
}
