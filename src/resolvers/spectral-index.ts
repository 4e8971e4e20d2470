import type { Context } from '../context.ts';
import type { Page } from '../upstream/page.ts';
import type { Satellite } from '../upstream/satellite.ts';
import type { ExpressionType, IndexFilter, IndexType, NewIndex, SpectralIndex } from '../upstream/spectral-index.ts';
import * as upstream from '../upstream/spectral-index.ts';
import type { FilteredArgs } from './input/filtered-page.ts';
import { idOf, optionalIdOf } from './input/global-id.ts';
import { emptyFaults, InputError, refuse } from './input/input-error.ts';
import type { Maybe } from './input/maybe.ts';
import { attempt, type Payload } from './input/write.ts';
import { inSatellites } from './satellite.ts';

interface IndexFilterInput {
  type?: Maybe<IndexType>;
  expressionType?: Maybe<ExpressionType>;
}

/** An index by its id. */
export function loadIndex({ id }: { id: string }, { loaders }: Context): Promise<SpectralIndex | null> {
  return loaders.spectralIndex.byId.load(id);
}

/** Query.index */
export const index = { key: ({ id }: { id: string }) => ({ id: idOf('SpectralIndex', id) }), load: loadIndex };

/** Query.indices */
export function indices(
  _root: unknown,
  { satelliteId, filter, page }: FilteredArgs<IndexFilterInput> & { satelliteId?: Maybe<string> },
  { loaders }: Context,
): Promise<Page<SpectralIndex>> {
  const id = optionalIdOf('Satellite', satelliteId, ['satelliteId']);
  return loaders.spectralIndex.page(id, toIndexFilter(filter), page);
}

/** Satellite.indices */
export function satelliteIndices(
  { id }: Pick<Satellite, 'id'>,
  { filter, page }: FilteredArgs<IndexFilterInput>,
  { loaders }: Context,
): Promise<Page<SpectralIndex>> {
  return loaders.spectralIndex.pageBySatelliteId.load({ parentId: id, filter: toIndexFilter(filter), page });
}

/** SpectralIndex.satellite */
export const indexSatellite = {
  key: ({ satelliteId }: SpectralIndex) => (satelliteId === null ? null : { id: satelliteId }),
  ...inSatellites,
};

/** Mutation.createIndex */
export function createIndex(
  _root: unknown,
  { input }: { input: NewIndex },
  { client, loaders }: Context,
): Promise<Payload<{ index: SpectralIndex }>> {
  return attempt('`indices(filter: { type: CUSTOM })`', input, async () => {
    refuse([
      ...emptyFaults(input.name, ['name']),
      ...emptyFaults(input.expression, ['expression']),
      ...emptyFaults(input.colormap, ['colormap']),
      ...rescaleFaults(input.rescale),
    ]);
    const created = await upstream.createIndex(client, {
      ...input,
      satelliteId: idOf('Satellite', input.satelliteId, ['satelliteId']),
    });
    loaders.spectralIndex.created(created);
    return { index: created };
  });
}

function rescaleFaults(rescale: readonly number[]): InputError[] {
  const [low, high] = rescale;
  const isRange = rescale.length === 2 && low !== undefined && high !== undefined && low < high;
  return isRange ? [] : [new InputError('rescale must be two numbers, the lower one first.', ['rescale'])];
}

function toIndexFilter(filter: Maybe<IndexFilterInput>): IndexFilter {
  return { type: filter?.type ?? undefined, expressionType: filter?.expressionType ?? undefined };
}
