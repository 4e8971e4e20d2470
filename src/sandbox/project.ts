import { type Handlers, invalid, notFound, projectOf } from './server/handler.ts';

export const projectHandlers: Handlers<'ListProjects' | 'GetProjectById'> = {
  ListProjects({ store, account, query, pageCap }) {
    const { page_num = 1, page_size = 50 } = query;
    if (page_num < 1) throw invalid('page_num must be at least 1');
    if (page_size < 1) throw invalid('page_size must be at least 1');
    const projects = [...store.projects.values()].filter((project) => project.org_id === account.orgId);
    const given = Math.min(page_size, pageCap);
    return { count: projects.length, projects: projects.slice((page_num - 1) * given, page_num * given) };
  },

  GetProjectById(call) {
    const row = projectOf(call, call.path.id);
    if (!row) throw notFound('project not found');
    const { members_count: _listOnly, ...project } = row;
    return { project };
  },
};
