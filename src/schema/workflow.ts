import { globalIdOf } from '../resolvers/input/global-id.ts';
import * as resolve from '../resolvers/workflow.ts';
import type { Workflow, WorkflowError } from '../upstream/workflow.ts';
import { builder } from './kit/builder.ts';
import { checkedByGateway, connectionOf } from './kit/connection.ts';
import { lookupOf, needing, relationOf } from './kit/relation.ts';
import { calls } from './kit/upstream-cost.ts';
import { ProjectRef } from './project.ts';
import { TimeIntervalInputRef } from './shared/interval.ts';

export const WorkflowRef = builder.objectRef<Workflow>('Workflow');

export const WorkflowErrorRef = builder.objectRef<WorkflowError>('WorkflowError').implement({
  description: 'A problem that prevents a workflow from running.',
  fields: (t) => ({
    from: t.exposeString('from', { description: 'Step at which the faulty connection starts.' }),
    to: t.exposeString('to', { description: 'Step at which the faulty connection ends.' }),
    error: t.exposeString('error', { description: 'Kind of problem.' }),
    reason: t.exposeString('reason', { description: 'What is wrong, as a sentence.' }),
    componentName: t.exposeString('componentName', { description: 'Step that has the problem.' }),
  }),
});

builder.node(WorkflowRef, {
  description: 'A graph of processing blocks, designed in the Pixxel console. Each run is a job.',
  id: { resolve: ({ projectId, id }) => globalIdOf('Workflow', { projectId: projectId ?? '', id }) },
  loadOne: (id, context) => resolve.workflow.load(resolve.workflow.key({ id }), context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'Id in the Pixxel console and REST API.' }),
    name: t.exposeString('name', { description: 'Display name.' }),
    description: t.exposeString('description', { description: 'Free-text description.' }),
    createdBy: t.exposeID('createdBy', { description: 'Id of the user who created it.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    legacyProjectId: t.id({
      description: 'Former id of its project. Nothing can be read with it.',
      extensions: { upstream: calls('row', 'ListWorkflows'), ahead: needing('id') },
      resolve: resolve.workflowLegacyProjectId,
    }),
    estimatedCost: t.int({
      description: 'Estimated cost of one run in tokens.',
      extensions: { upstream: calls('row', 'GetWorkflowEstimate') },
      resolve: resolve.workflowEstimatedCost,
    }),
    spec: t.field({
      type: 'JSON',
      description: 'The graph of blocks, as Pixxel sent it.',
      extensions: { upstream: calls('row', 'GetWorkflowById') },
      resolve: resolve.workflowSpec,
    }),
    validationErrors: t.field({
      type: [WorkflowErrorRef],
      description: 'Problems that prevent it from running; empty if it can run.',
      extensions: { upstream: calls('row', 'GetWorkflowById') },
      resolve: resolve.workflowValidationErrors,
    }),
    project: relationOf(t, ProjectRef, {
      description: 'The project that it belongs to.',
      upstream: calls('field', 'ListProjects', 'GetProjectById'),
      ...resolve.workflowProject,
    }),
  }),
});

const WorkflowFilterRef = builder.inputType('WorkflowFilter', {
  description: `Filters a list of workflows. A workflow must match every field given. ${checkedByGateway('`createdAt` and `updatedAt`')}`,
  fields: (t) => ({
    name: t.string({ description: 'Only workflows with exactly this name.' }),
    createdBy: t.id({ description: 'Only workflows created by this user.' }),
    createdAt: t.field({ type: TimeIntervalInputRef, description: 'Only workflows created in this interval.' }),
    updatedAt: t.field({ type: TimeIntervalInputRef, description: 'Only workflows last changed in this interval.' }),
  }),
});

function isFilteredHere({
  filter,
}: {
  filter?: { createdAt?: unknown; updatedAt?: unknown } | null | undefined;
}): boolean {
  return Boolean(filter?.createdAt ?? filter?.updatedAt);
}

builder.objectFields(ProjectRef, (t) => ({
  workflows: connectionOf(t, WorkflowRef, {
    description: 'Workflows of this project.',
    args: { filter: t.arg({ type: WorkflowFilterRef, description: 'Only matching workflows; all if omitted.' }) },
    upstream: [...calls('field', 'ListWorkflows'), ...calls('row', 'ListWorkflows')],
    readsOn: isFilteredHere,
    needs: ['id'],
    resolve: resolve.projectWorkflows,
  }),
}));

builder.queryFields((t) => ({
  workflows: connectionOf(t, WorkflowRef, {
    description: 'Workflows of one project, or all that the key can access.',
    args: {
      projectId: t.arg.id({ description: 'Only workflows of this project, by global id or Pixxel id.' }),
      filter: t.arg({ type: WorkflowFilterRef, description: 'Only matching workflows; all if omitted.' }),
    },
    upstream: calls('field', 'ListWorkflows'),
    readsOn: isFilteredHere,
    resolve: resolve.workflows,
  }),
  workflow: lookupOf(t, WorkflowRef, {
    description: 'One workflow; null if it does not exist or the key cannot access it.',
    args: {
      id: t.arg.id({ required: true, description: 'The workflow, by global id or Pixxel id.' }),
      projectId: t.arg.id({
        description:
          'The project of the workflow, by global id or Pixxel id. If `id` is a Pixxel id, giving the project saves one call to Pixxel.',
      }),
    },
    upstream: calls('field', 'GetWorkflowById', 'ListWorkflows'),
    ...resolve.workflow,
  }),
}));
