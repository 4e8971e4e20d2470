import type { Context } from '../context.ts';
import type { Aoi, NewAoi } from '../upstream/aoi.ts';
import * as upstream from '../upstream/aoi.ts';
import type { Satellite } from '../upstream/satellite.ts';
import type { StacItem } from '../upstream/stac-item.ts';
import { isSameId } from '../upstream/wire/ids.ts';
import { FAULTS, quoted } from './input/bounds.ts';
import { geometryFaults, geometryOf } from './input/geometry.ts';
import { idOf, idsOf, optionalIdOf } from './input/global-id.ts';
import { emptyFaults, InputError, refuse } from './input/input-error.ts';
import type { Maybe } from './input/maybe.ts';
import { attempt, type Payload } from './input/write.ts';
import { satellitesOf } from './satellite.ts';
import { loadStacItem } from './stac.ts';

type Provider = NewAoi['provider'];

/** What the images can tell may be omitted. */
interface CreateAoiInput extends Omit<NewAoi, 'description' | 'satelliteId' | 'provider'> {
  description?: Maybe<string>;
  satelliteId?: Maybe<string>;
  provider?: Maybe<Provider>;
}

/** Mutation.createAoi */
export function createAoi(
  _root: unknown,
  { input }: { input: CreateAoiInput },
  context: Context,
): Promise<Payload<{ aoi: Aoi }>> {
  return attempt('`aois(filter: { name })`', input, async () => {
    const { name, description, geometry, itemIds, provider } = input;
    refuse([
      ...emptyFaults(name, ['name']),
      ...geometryFaults(geometry, ['Polygon'], ['geometry']),
      ...emptyFaults(itemIds, ['itemIds']),
    ]);
    const given = {
      name,
      description: description ?? name,
      projectId: idOf('Project', input.projectId, ['projectId']),
      geometry: geometryOf(geometry, ['Polygon']),
      itemIds: idsOf('StacItem', itemIds, ['itemIds']),
    };
    const satelliteId = optionalIdOf('Satellite', input.satelliteId, ['satelliteId']);
    const source =
      satelliteId && provider
        ? { satelliteId, provider }
        : await sourceOf(given.itemIds, satelliteId, provider, context);
    const aoi = await upstream.createAoi(context.client, { ...given, ...source });
    context.loaders.aoi.created(aoi);
    return { aoi };
  });
}

/** Satellite and provider of images, as far as they are not given. @throws InputError if the images do not tell */
async function sourceOf(
  itemIds: readonly string[],
  satelliteId: string | undefined,
  provider: Maybe<Provider>,
  context: Context,
): Promise<Pick<NewAoi, 'satelliteId' | 'provider'>> {
  const [items, satellites] = await Promise.all([loadImages(itemIds, context), context.loaders.satellite.all.list()]);
  const satellite = satelliteId
    ? satellites.find(({ id }) => isSameId(id, satelliteId))
    : theOnly('satelliteId', 'satellite', [...new Set(items.flatMap((item) => satellitesOf(item, satellites)))]);
  if (!satellite)
    throw new InputError('satelliteId names a satellite that does not exist.', ['satelliteId'], 'NOT_FOUND');
  return { satelliteId: satellite.id, provider: provider ?? providerOf(items, satellite) };
}

/** @throws InputErrors that name the ids of missing images */
async function loadImages(ids: readonly string[], context: Context): Promise<StacItem[]> {
  const items = await Promise.all(ids.map((id) => loadStacItem({ collectionId: null, id }, context)));
  const missing = ids.filter((_id, index) => items[index] === null).slice(0, FAULTS);
  refuse(
    missing.map((id) => {
      const words = `itemIds names an image that is not in the archive: ${quoted(id)}.`;
      return new InputError(words, ['itemIds'], 'NOT_FOUND');
    }),
  );
  return items.filter((item) => item !== null);
}

function providerOf(items: readonly StacItem[], { collections }: Satellite): Provider {
  const providers = items.flatMap((item) => {
    const collection = collections.find(({ collectionId }) => collectionId === item.collectionId);
    return PROVIDERS.filter((provider) => provider === collection?.provider?.toUpperCase());
  });
  return theOnly(
    'provider',
    'provider',
    [...new Set(providers)].map((name) => ({ name })),
  ).name;
}

const PROVIDERS: readonly Provider[] = ['PIXXEL', 'PLANETARY'];

/** @throws InputError that asks for the field unless the images tell exactly one */
function theOnly<Named extends { name: string | null }>(field: string, what: string, found: readonly Named[]): Named {
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  const reason = only
    ? `belong to more than one (${found.map(({ name }) => name ?? 'without a name').join(', ')})`
    : 'do not tell it';
  throw new InputError(`${field} is required: the images of itemIds ${reason}. Give the ${what}.`, [field]);
}
