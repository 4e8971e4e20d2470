import { globalIdOf } from '../resolvers/input/global-id.ts';
import * as resolve from '../resolvers/project.ts';
import type { Project } from '../upstream/project.ts';
import { builder } from './kit/builder.ts';
import { connectionOf } from './kit/connection.ts';
import { lookupOf } from './kit/relation.ts';
import { calls } from './kit/upstream-cost.ts';

export const ProjectRef = builder.objectRef<Project>('Project');

builder.node(ProjectRef, {
  description: 'A project: the workspace area that groups AOIs, workflows and order items.',
  id: { resolve: ({ id }) => globalIdOf('Project', { id }) },
  loadOne: (id, context) => resolve.project.load(resolve.project.key({ id }), context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'Id in the Pixxel console and REST API.' }),
    name: t.exposeString('name', { description: 'Short name (slug), as used in URLs.' }),
    title: t.exposeString('title', { description: 'Display name.' }),
    orgId: t.exposeID('orgId', { description: 'Id of the organization (workspace) that owns the project.' }),
    membersCount: t.int({
      description: 'Number of members.',
      extensions: { upstream: calls('field', 'ListProjects') },
      resolve: resolve.projectMembersCount,
    }),
    metadata: t.expose('metadata', {
      type: 'JSON',
      description: 'Metadata stored with the project, as Pixxel sent it.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the project was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});

builder.queryFields((t) => ({
  projects: connectionOf(t, ProjectRef, {
    description: 'Projects that the key can access.',
    upstream: calls('field', 'ListProjects'),
    resolve: resolve.projects,
  }),
  project: lookupOf(t, ProjectRef, {
    description: 'One project; null if it does not exist or the key cannot access it.',
    args: { id: t.arg.id({ required: true, description: 'The project, by global id or Pixxel id.' }) },
    upstream: calls('field', 'GetProjectById'),
    ...resolve.project,
  }),
}));
