import type { Context } from '../context.ts';
import { UpstreamFailure } from '../upstream/failure.ts';
import type { Page, PageRequest } from '../upstream/page.ts';

/** Properties that images have whether a collection lists them or not. */
const COMMON = ['datetime', 'start_datetime', 'end_datetime', 'created', 'updated', 'title', 'platform', 'instruments'];
const TYPED = ['constellation', 'gsd', 'eo:cloud_cover', 'view:off_nadir', 'view:sun_azimuth', 'view:sun_elevation'];
const OTHERS = ['rd:product_level', 'proj:code', 'proj:epsg'];
const ALWAYS_KNOWN = new Set([...COMMON, ...TYPED, ...OTHERS]);

/**
 * The page. If it is empty, a warning names each property of the raw conditions that the summary of no collection lists: the
 * upstream answers a misspelt property with no images. That reads the list of collections once.
 */
export async function namingUnknown<Row>(
  query: unknown,
  rows: Promise<Page<Row>>,
  { limit, offset }: PageRequest,
  context: Context,
): Promise<Page<Row>> {
  const page = await rows;
  const names = Object.keys(query ?? {}).filter((name) => !ALWAYS_KNOWN.has(name));
  if (page.items.length > 0 || names.length === 0 || limit === 0 || offset > 0) return page;
  const listed = await listedProperties(context);
  if (listed.size === 0) return page;
  for (const name of names) if (!listed.has(name)) context.record.warnings.unknownProperty(name);
  return page;
}

/** None if the collections cannot be read: that does not fail the search. */
async function listedProperties({ loaders }: Context): Promise<ReadonlySet<string>> {
  try {
    const collections = await loaders.stac.collections.list();
    return new Set(collections.flatMap(({ summaries }) => Object.keys(summaries ?? {})));
  } catch (failure) {
    if (!(failure instanceof UpstreamFailure)) throw failure;
    return new Set();
  }
}
