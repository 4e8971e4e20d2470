import { type Aoi, type AoiFilter, getAoi, listAois } from '../upstream/aoi.ts';
import type { UpstreamClient } from '../upstream/http/client.ts';
import { type Page, type PageRequest, pageOfWhole } from '../upstream/page.ts';
import { readAll } from '../upstream/read-page.ts';
import { type Loader, likelyPage, listOrCallPerId, type WholeSet, wholeSet } from './kit/batching.ts';
import { chunksOf } from './kit/chunks.ts';
import { type ParentPage, pagePerParent } from './kit/parent-pages.ts';

export interface AoiLoaders {
  /** 1 or 2 ids: one call each. 3 or more: one page of the list, then one call for each id that it lacks. The list can filter by only one id. */
  byId: Loader<string, Aoi | null>;
  /** One call for a page. The parts of an id list that is too long for a URL are each read whole. Rows are complete and primed into `byId`. */
  page(projectIds: readonly string[] | undefined, filter: AoiFilter, request: PageRequest): Promise<Page<Aoi>>;
  /** All AOIs that the key can access, read once. */
  all: WholeSet<Aoi>;
  /** The AOIs that were cut from this image: all AOIs of the key are read once, as no filter takes an image. */
  cutFrom(itemId: string): Promise<readonly Aoi[]>;
  /** One call for the pages of several projects together. Pages that it may truncate are read again, see `pagePerParent`. */
  pageByProjectId: Loader<ParentPage<AoiFilter>, Page<Aoi>>;
  /** Call it after a write that created the AOI. */
  created(aoi: Aoi): void;
}

export function createAoiLoaders(client: UpstreamClient): AoiLoaders {
  const byId = listOrCallPerId<Aoi>(
    'aoi.byId',
    (aoi) => aoi.id,
    (id) => getAoi(client, id),
    async (count) => (await page(undefined, {}, likelyPage(count))).items,
  );
  const page: AoiLoaders['page'] = async (projectIds, filter, request) => {
    const parts = chunksOf(projectIds ?? [], (id) => id);
    client.ensureCalls('ListAois', parts.length);
    const aois =
      parts.length > 1
        ? await pageOfLists(parts, filter, request)
        : await listAois(client, projectIds, filter, request);
    for (const aoi of aois.items) byId.prime(aoi.id, aoi);
    return aois;
  };
  /** A total that is wrong would shift all later lists, so each is read whole. */
  const pageOfLists = async (lists: readonly string[][], filter: AoiFilter, request: PageRequest) => {
    const read = (ids: readonly string[]) => readAll('ListAois', (rows) => listAois(client, ids, filter, rows));
    return pageOfWhole((await Promise.all(lists.map(read))).flat(), request);
  };
  const pageByProjectId = pagePerParent<AoiFilter, Aoi>('aoi.pageByProjectId', {
    read: page,
    parentOf: (aoi) => aoi.projectId,
  });
  const all = wholeSet('aoi.all', idOf, () => readAll('ListAois', (request) => page(undefined, {}, request)));
  let byImage: Promise<ReadonlyMap<string, Aoi[]>> | undefined;
  return {
    byId,
    page,
    pageByProjectId,
    all,
    async cutFrom(itemId) {
      byImage ??= all.list().then(byImageOf);
      return (await byImage).get(itemId) ?? [];
    },
    created(aoi) {
      byId.prime(aoi.id, aoi);
      byImage = undefined;
      all.changed();
      pageByProjectId.clearAll();
    },
  };
}

const idOf = ({ id }: Aoi) => id;

function byImageOf(aois: readonly Aoi[]): ReadonlyMap<string, Aoi[]> {
  const byImage = new Map<string, Aoi[]>();
  for (const aoi of aois) {
    for (const { itemId } of aoi.images) {
      const known = byImage.get(itemId);
      if (known) known.push(aoi);
      else byImage.set(itemId, [aoi]);
    }
  }
  return byImage;
}
