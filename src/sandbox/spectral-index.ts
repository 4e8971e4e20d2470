import { conflict, type Handlers, invalid, isVisible } from './server/handler.ts';
import { isAsked, pageOf } from './server/paging.ts';
import { spacedDate } from './world/dates.ts';
import type { StoredIndex } from './world/store.ts';

export const spectralIndexHandlers: Handlers<'ListIndices' | 'CreateIndex'> = {
  ListIndices(call) {
    const { store, query } = call;
    const { rows, pagination } = pageOf(
      store.indices
        .values()
        .filter(
          (index) =>
            isVisible(call, index.id) &&
            isAsked(index.satellite_id, query.satellite_id) &&
            isAsked(index.type, query.type) &&
            isAsked(index.expression_type, query.expression_type) &&
            isAsked(index.id, query.index_id),
        )
        .toArray(),
      query,
      { defaultLimit: 10, pageCap: call.pageCap },
    );
    return { indices: rows, pagination };
  },

  CreateIndex(call) {
    const { store, account, body } = call;
    const satellite = store.satellites.get(body.satellite_id);
    if (!satellite) throw invalid('satellite_id names no known satellite');
    const bands = [...new Set(body.expression.match(/\bB\w+/g))];
    const known = new Set(satellite.bands?.map(({ name }) => name));
    const unknown = bands.find((band) => !known.has(band));
    if (bands.length === 0) throw invalid('expression names no band');
    if (unknown) throw invalid(`expression names a band that the satellite does not have: ${unknown}`);
    const [low, high] = body.rescale;
    if (body.rescale.length !== 2 || low === undefined || high === undefined || low >= high) {
      throw invalid('rescale must be two numbers, the smaller one first');
    }
    if (
      store.indices
        .values()
        .some(
          ({ id, name, satellite_id }) =>
            name === body.name && satellite_id === body.satellite_id && isVisible(call, id),
        )
    ) {
      throw conflict('an index of this name exists already for this satellite');
    }
    const created = spacedDate(store.now());
    const index: StoredIndex = {
      ...body,
      id: store.newId(),
      type: 'custom',
      bands,
      created_at: created,
      updated_at: created,
    };
    store.indices.set(index.id, index);
    store.owners.set(index.id, account.orgId);
    return index;
  },
};
