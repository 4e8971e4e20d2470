import { globalIdOf } from '../resolvers/input/global-id.ts';
import * as resolve from '../resolvers/project.ts';
import type { Project } from '../upstream/project.ts';
import { builder } from './kit/builder.ts';
import { connectionOf } from './kit/connection.ts';
import { calls } from './kit/upstream-cost.ts';

export const ProjectRef = builder.objectRef<Project>('Project');

builder.node(ProjectRef, {
  description: 'A project: the space in which AOIs, workflows and orders are kept and shared.',
  id: { resolve: ({ id }) => globalIdOf('Project', { id }) },
  loadOne: (id, context) => resolve.project(null, { id }, context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'The id in the Pixxel console and REST API.' }),
    name: t.exposeString('name', { description: 'The short name, as it stands in addresses.' }),
    title: t.exposeString('title', { description: 'The name to show to people.' }),
    orgId: t.exposeID('orgId', { description: 'The organization (workspace) that owns the project.' }),
    membersCount: t.int({
      description: 'How many people are members.',
      extensions: { upstream: calls('field', 'ListProjects') },
      resolve: resolve.projectMembersCount,
    }),
    metadata: t.expose('metadata', { type: 'JSON', description: 'Free data kept with the project.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the project was made.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it was last changed.' }),
  }),
});

builder.queryFields((t) => ({
  projects: connectionOf(t, ProjectRef, {
    description: 'The projects that the key can reach.',
    upstream: calls('field', 'ListProjects'),
    resolve: resolve.projects,
  }),
  project: t.field({
    type: ProjectRef,
    description: 'One project; null where there is none that the key can reach.',
    args: { id: t.arg.id({ required: true, description: 'The project, by either of its ids.' }) },
    extensions: { upstream: calls('field', 'GetProjectById') },
    resolve: resolve.project,
  }),
}));
