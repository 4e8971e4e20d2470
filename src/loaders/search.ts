import type { UpstreamClient } from '../upstream/http/client.ts';
import type { Page, PageRequest } from '../upstream/page.ts';
import { type ImageSearch, searchImages } from '../upstream/search.ts';
import type { StacItem } from '../upstream/stac-item.ts';

export interface SearchLoaders {
  /**
   * One call for a page; more where the upstream caps it. Its rows are not primed: they come from another service than
   * the archive's items, which may say more of the same image.
   */
  page(search: ImageSearch, request: PageRequest): Promise<Page<StacItem>>;
}

export function createSearchLoaders(client: UpstreamClient): SearchLoaders {
  return { page: (search, request) => searchImages(client, search, request) };
}
