import type { UpstreamClient } from '../upstream/http/client.ts';
import type { Page, PageRequest } from '../upstream/page.ts';
import { getProject, listProjects, type Project } from '../upstream/project.ts';
import { callPerBatch, type Loader, likelyPage, listOrCallPerId } from './kit/batching.ts';

export interface ProjectLoaders {
  /** 1 or 2 ids: one call each. 3 or more: one page of the list, then one call for each id that it lacks. */
  byId: Loader<string, Project | null>;
  /** One call for a page. Rows are primed into `byId`, so relations to them cost nothing. */
  page(request: PageRequest): Promise<Page<Project>>;
  /** The project as a list row, with its member count: free after a list, otherwise one call for all projects of the operation. */
  listed: Loader<string, Project | null>;
}

/** Longest list of projects to read for member counts. */
const LISTED_PROJECTS = 1000;

export function createProjectLoaders(client: UpstreamClient): ProjectLoaders {
  const keep = (projects: readonly Project[]) => {
    for (const project of projects) {
      byId.prime(project.id, project);
      listed.prime(project.id, project);
    }
    return projects;
  };
  const list = async (request: PageRequest) => keep((await listProjects(client, request)).items);

  const byId = listOrCallPerId<Project>(
    'project.byId',
    (project) => project.id,
    (id) => getProject(client, id),
    (count) => list(likelyPage(count)),
  );
  const listed = callPerBatch<Project>(
    'project.listed',
    (project) => project.id,
    () => list({ offset: 0, limit: LISTED_PROJECTS, wantsTotal: false, wantsNext: false }),
  );

  return {
    byId,
    listed,
    async page(request) {
      const page = await listProjects(client, request);
      keep(page.items);
      return page;
    },
  };
}
