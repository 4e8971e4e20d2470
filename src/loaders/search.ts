import type { UpstreamClient } from '../upstream/http/client.ts';
import type { Page, PageRequest } from '../upstream/page.ts';
import { type ImageSearch, searchImages } from '../upstream/search.ts';
import type { StacItem } from '../upstream/stac-item.ts';

export interface SearchLoaders {
  /**
   * One call for a page; more if the upstream caps it. Rows are not primed: they come from another service than
   * the archive's items, whose version of the image may have more properties.
   */
  page(search: ImageSearch, request: PageRequest): Promise<Page<StacItem>>;
}

export function createSearchLoaders(client: UpstreamClient): SearchLoaders {
  return { page: (search, request) => searchImages(client, search, request) };
}
