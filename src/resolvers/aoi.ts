import type { Context } from '../context.ts';
import type { Loadable } from '../loaders/kit/batching.ts';
import type { Aoi, AoiFilter, NewAoi } from '../upstream/aoi.ts';
import * as upstream from '../upstream/aoi.ts';
import { emptyPage, type Page, type PageRequest } from '../upstream/page.ts';
import type { Project } from '../upstream/project.ts';
import type { Satellite } from '../upstream/satellite.ts';
import { geoJsonFaults } from './input/geojson.ts';
import { idOf, idsOf } from './input/global-id.ts';
import { emptyFaults, refuse } from './input/input-error.ts';
import { attempt, type Payload } from './input/write.ts';

interface FilteredPage {
  filter?: { name?: string | null | undefined } | null | undefined;
  page: PageRequest;
}

/** Query.aoi */
export function aoi(_root: unknown, args: { id: string }, { loaders }: Context): Loadable<Aoi | null> {
  return loaders.aoi.byId.load(idOf('Aoi', args.id));
}

/** Query.aois */
export function aois(
  _root: unknown,
  { projectIds, filter, page }: FilteredPage & { projectIds?: readonly string[] | null | undefined },
  { loaders }: Context,
): Loadable<Page<Aoi>> {
  const ids = idsOf('Project', projectIds, ['projectIds']);
  return ids?.length === 0 ? emptyPage : loaders.aoi.page(ids, toAoiFilter(filter), page);
}

/** Project.aois */
export function projectAois(
  { id }: Project,
  { filter, page }: FilteredPage,
  { loaders }: Context,
): Loadable<Page<Aoi>> {
  return loaders.aoi.pageByProjectId.load({ parentId: id, filter: toAoiFilter(filter), page });
}

/** Aoi.project */
export function aoiProject({ projectId }: Aoi, _args: unknown, { loaders }: Context): Loadable<Project | null> {
  return projectId === null ? null : loaders.project.byId.load(projectId);
}

/** Aoi.satellite */
export function aoiSatellite({ satelliteId }: Aoi, _args: unknown, { loaders }: Context): Loadable<Satellite | null> {
  return satelliteId === null ? null : loaders.satellite.all.byId(satelliteId);
}

/** Mutation.createAoi */
export function createAoi(
  _root: unknown,
  { input }: { input: NewAoi },
  { client, loaders }: Context,
): Promise<Payload<{ aoi: Aoi }>> {
  return attempt('`aois(filter: { name })`', input, async () => {
    refuse([
      ...emptyFaults(input.name, ['name']),
      ...geoJsonFaults(input.geometry, ['geometry']),
      ...emptyFaults(input.itemIds, ['itemIds']),
    ]);
    const aoi = await upstream.createAoi(client, {
      ...input,
      projectId: idOf('Project', input.projectId, ['projectId']),
      satelliteId: idOf('Satellite', input.satelliteId, ['satelliteId']),
      itemIds: idsOf('StacItem', input.itemIds, ['itemIds']),
    });
    loaders.aoi.byId.prime(aoi.id, aoi);
    loaders.aoi.pageByProjectId.clearAll();
    return { aoi };
  });
}

function toAoiFilter(filter: FilteredPage['filter']): AoiFilter {
  return { name: filter?.name ?? undefined };
}
