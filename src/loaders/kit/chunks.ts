/** Longest comma-joined list of ids, in characters. It keeps URLs under about 2,000. */
const IDS_LENGTH = 1_700;

/** Splits a list into parts whose joined ids fit in a URL. */
export function chunksOf<Item>(items: readonly Item[], idOf: (item: Item) => string): Item[][] {
  const chunks: Item[][] = [];
  let chunk: Item[] = [];
  let length = 0;
  for (const item of items) {
    const needed = encodeURIComponent(idOf(item)).length + 1;
    if (chunk.length > 0 && length + needed > IDS_LENGTH) {
      chunks.push(chunk);
      chunk = [];
      length = 0;
    }
    chunk.push(item);
    length += needed;
  }
  if (chunk.length > 0) chunks.push(chunk);
  return chunks;
}

/**
 * The rows of a list that is filtered by ids, joined in its URL. The API does not say how they are joined, so a list that has no row
 * for several ids may have taken them for one. The first id alone shows that; then each has its own call.
 */
export async function rowsByIds<Row>(
  ids: readonly string[],
  read: (ids: readonly string[]) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const rows = (await Promise.all(chunksOf(ids, (id) => id).map(read))).flat();
  const [first, ...others] = ids;
  if (rows.length > 0 || first === undefined || others.length === 0) return rows;
  const alone = await read([first]);
  if (alone.length === 0) return rows;
  return [...alone, ...(await Promise.all(others.map((id) => read([id])))).flat()];
}

/** Ids in one request body, at most. */
export const IDS_PER_BODY = 500;

/** Splits a list into parts of at most `size`. */
export function chunksOfSize<Item>(items: readonly Item[], size: number): Item[][] {
  const chunks: Item[][] = [];
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size));
  return chunks;
}
