import type { Context } from '../context.ts';
import { boxAround } from '../geometry/bounds.ts';
import type { Feature } from '../geometry/standard.ts';
import type { Aoi, AoiFilter } from '../upstream/aoi.ts';
import { emptyPage, type Page, type PageRequest } from '../upstream/page.ts';
import type { Project } from '../upstream/project.ts';
import { readAll } from '../upstream/read-page.ts';
import { type AoiFilterInput, aoiPage } from './aoi-filter.ts';
import type { FilteredArgs } from './input/filtered-page.ts';
import { idOf, idsOf } from './input/global-id.ts';
import type { Maybe } from './input/maybe.ts';
import { loadProject } from './project.ts';
import { inSatellites } from './satellite.ts';

/** An AOI by its id. */
export function loadAoi({ id }: { id: string }, { loaders }: Context): Promise<Aoi | null> {
  return loaders.aoi.byId.load(id);
}

/** Query.aoi */
export const aoi = { key: ({ id }: { id: string }) => ({ id: idOf('Aoi', id) }), load: loadAoi };

/** Query.aois */
export function aois(
  _root: unknown,
  { projectIds, filter, page }: FilteredArgs<AoiFilterInput> & { projectIds?: Maybe<readonly string[]> },
  context: Context,
): Page<Aoi> | Promise<Page<Aoi>> {
  const ids = idsOf('Project', projectIds, ['projectIds']);
  if (ids?.length === 0) return emptyPage;
  return aoiPage(filter, page, (sent, rows) => context.loaders.aoi.page(ids, sent, rows), context);
}

/** Project.aois */
export function projectAois(
  { id }: Pick<Project, 'id'>,
  { filter, page }: FilteredArgs<AoiFilterInput>,
  context: Context,
): Page<Aoi> | Promise<Page<Aoi>> {
  const read = (sent: AoiFilter, rows: PageRequest) =>
    context.loaders.aoi.pageByProjectId.load({ parentId: id, filter: sent, page: rows });
  return aoiPage(filter, page, read, context);
}

/** Project.bbox: around all its AOIs; null if none has an outline. */
export async function projectBbox({ id }: Pick<Project, 'id'>, _args: unknown, { loaders }: Context) {
  const aois = await readAll('ListAois', (page) => {
    return loaders.aoi.pageByProjectId.load({ parentId: id, filter: {}, page });
  });
  const boxes = aois.flatMap(({ bbox }) => (bbox ? [bbox] : []));
  return boxes.length > 0 ? boxAround(boxes) : null;
}

/** Aoi.project */
export const aoiProject = {
  key: ({ projectId }: Aoi) => (projectId === null ? null : { id: projectId }),
  load: loadProject,
};

/** Aoi.satellite */
export const aoiSatellite = {
  key: ({ satelliteId }: Aoi) => (satelliteId === null ? null : { id: satelliteId }),
  ...inSatellites,
};

/** An AOI as a GeoJSON feature. */
export function aoiFeature(aoi: Aoi): Feature {
  const { id, outline } = aoi;
  const { name, description, projectId, satelliteId, status, state, progress, areaInSqM, createdAt, updatedAt } = aoi;
  return {
    type: 'Feature',
    id,
    geometry: outline,
    properties: {
      pixxelId: id,
      name,
      description,
      projectId,
      satelliteId,
      status,
      state,
      progress,
      areaInSqM,
      createdAt,
      updatedAt,
    },
  };
}
