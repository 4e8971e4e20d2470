import type { WireCollection } from '../contract/stac.ts';
import type { UpstreamClient } from './http/client.ts';
import { type StacLink, toStacLinks } from './stac-item.ts';
import { joinedIds } from './wire/ids.ts';
import { rowOf } from './wire/row.ts';
import type { Interval } from './wire/time.ts';

/** A collection of the archive: images of one product. */
export interface StacCollection {
  id: string;
  title: string | null;
  description: string | null;
  license: string | null;
  stacVersion: string | null;
  stacExtensions: readonly string[];
  /** Extent in space: the first box is the overall extent. */
  bboxes: (readonly number[])[];
  /** Extent in time: the first interval is the overall extent. */
  intervals: Interval[];
  summaries: unknown;
  providers: StacProvider[];
  links: StacLink[];
  createdAt: string | null;
  updatedAt: string | null;
}

export interface StacProvider {
  name: string | null;
  description: string | null;
  roles: readonly string[];
  url: string | null;
}

/** GetCollectionById. @throws UpstreamFailure, of kind `notFound` if it does not exist */
export async function getCollection(client: UpstreamClient, id: string): Promise<StacCollection> {
  const { answer, reader } = await client.call('GetCollectionById', { path: { cid: id } });
  return toCollection(answer, reader);
}

/** ListCollections: the named collections that exist, or all if none is named. */
export async function listCollections(client: UpstreamClient, ids?: readonly string[]): Promise<StacCollection[]> {
  const { answer, reader } = await client.call('ListCollections', {
    query: { ids: joinedIds('ListCollections', ids) },
  });
  return reader.rows('collections', answer.collections, (collection) => toCollection(collection, reader)).items;
}

const toCollection = rowOf<StacCollection, WireCollection>({
  id: (wire, reader) => reader.id('id', wire.id),
  title: (wire, reader) => reader.text('title', wire.title),
  description: (wire, reader) => reader.text('description', wire.description),
  license: (wire, reader) => reader.text('license', wire.license),
  stacVersion: (wire, reader) => reader.text('stac_version', wire.stac_version),
  stacExtensions: (wire, reader) => {
    const extensions = reader.json('stac_extensions', wire.stac_extensions);
    return reader.texts('stac_extensions', Array.isArray(extensions) ? extensions : null);
  },
  bboxes(wire, reader) {
    const sent = wire.extent?.spatial?.bbox;
    const boxes = reader.list('extent.spatial.bbox', sent, (box) => reader.boundingBox('extent.spatial.bbox', box));
    // The first covers all others, so none of them can stand in its place.
    return sent?.[0] && boxes[0] ? boxes.filter((box) => box !== null) : [];
  },
  intervals: (wire, reader) =>
    reader.list('extent.temporal.interval', wire.extent?.temporal?.interval, (interval) => {
      const [start, end] = Array.isArray(interval) ? interval : [interval];
      return {
        start: reader.dateTime('extent.temporal.interval', start),
        end: reader.dateTime('extent.temporal.interval', end),
      };
    }),
  summaries: (wire, reader) => reader.json('summaries', wire.summaries),
  providers: (wire, reader) =>
    reader.list('providers', wire.providers, (provider) => ({
      name: reader.text('providers.name', provider.name),
      description: reader.text('providers.description', provider.description),
      roles: reader.texts('providers.roles', provider.roles),
      url: reader.text('providers.url', provider.url),
    })),
  links: (wire, reader) => toStacLinks(wire.links, reader),
  createdAt: (wire, reader) => reader.dateTime('created_at', wire.created_at),
  updatedAt: (wire, reader) => reader.dateTime('updated_at', wire.updated_at),
});
