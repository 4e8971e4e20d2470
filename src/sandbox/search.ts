import { createHash } from 'node:crypto';
import type { WireImageSearch } from '../contract/search.ts';
import { type Handlers, invalid } from './server/handler.ts';
import { pageOf } from './server/paging.ts';
import { itemsFor } from './stac.ts';
import { checkedGeometry, overlaps, propertyOf, sorted } from './stac-filter.ts';
import { momentOf } from './world/dates.ts';
import type { Store } from './world/store.ts';

export const searchHandlers: Handlers<'SearchImages'> = {
  /** Newest first. The answer has a `next_token` while there are more. */
  SearchImages(call) {
    const { next_token: token, ...search } = call.body;
    const [from, until] = [momentOf(search.start_date), momentOf(search.end_date)];
    if (Number.isNaN(from) || Number.isNaN(until)) throw invalid('start_date and end_date must be RFC 3339');
    if (from > until) throw invalid('end_date must not be before start_date');
    const area = checkedGeometry('geometry', search.geometry);
    const platforms = platformsOf(call.store, search.satellites);
    const found = itemsFor(call)
      .filter(({ collection, properties, ...item }) => {
        const moment = momentOf(properties?.datetime ?? '');
        return (
          moment >= from &&
          moment <= until &&
          platforms.has(`${collection} ${properties?.platform}`) &&
          overlaps(item, area)
        );
      })
      .filter(
        (item) =>
          search.filters?.every(({ id, min, max }) => {
            const value = propertyOf(item, id);
            return typeof value === 'number' && value >= min && value <= max;
          }) ?? true,
      );
    const matching = sorted(found, [['datetime', 'desc']], propertyOf);

    const { limit, ...question } = search;
    const offset = token === undefined ? 0 : offsetOf(token, question);
    const { rows, pagination } = pageOf(matching, { offset, limit }, { defaultLimit: 10, pageCap: call.pageCap });
    const next = offset + rows.length;
    return {
      items: Object.fromEntries(rows.map((item) => [item.id, item])),
      pagination: { limit: pagination.limit, skip: offset, total: pagination.total },
      ...(next < pagination.total && { next_token: tokenOf(next, question) }),
    };
  },
};

/** Collection and platform of each satellite that is searched. */
function platformsOf(store: Store, wanted: WireImageSearch['satellites']): Set<string> {
  if (wanted.length === 0) throw invalid('satellites must name at least one');
  return new Set(
    wanted.map(({ satellite_id, collection_id }) => {
      const satellite = store.satellites.get(satellite_id);
      if (!satellite) throw invalid(`satellites names an unknown satellite: ${satellite_id}`);
      if (!satellite.collections?.some(({ id }) => id === collection_id)) {
        throw invalid(`satellites names a collection that this satellite does not fill: ${collection_id}`);
      }
      return `${collection_id} ${satellite.name}`;
    }),
  );
}

type Question = Omit<WireImageSearch, 'limit' | 'next_token'>;

/** Depends on the search, so a token of one search does not page through another. */
const digestOf = (question: Question) =>
  createHash('sha1')
    .update(JSON.stringify(Object.entries(question).toSorted()))
    .digest('hex')
    .slice(0, 8);

const tokenOf = (offset: number, question: Question) =>
  Buffer.from(`${offset} ${digestOf(question)}`).toString('base64url');

function offsetOf(token: string, question: Question): number {
  const [offset = '', digest] = Buffer.from(token, 'base64url').toString().split(' ');
  if (!/^\d+$/.test(offset) || digest !== digestOf(question))
    throw invalid('next_token does not belong to this search');
  return Number(offset);
}
