import { globalIdOf } from '../resolvers/input/global-id.ts';
import * as resolve from '../resolvers/workflow.ts';
import type { Workflow, WorkflowError } from '../upstream/workflow.ts';
import { builder } from './kit/builder.ts';
import { connectionOf } from './kit/connection.ts';
import { relationOf } from './kit/relation.ts';
import { calls } from './kit/upstream-cost.ts';
import { ProjectRef } from './project.ts';

export const WorkflowRef = builder.objectRef<Workflow>('Workflow');

export const WorkflowErrorRef = builder.objectRef<WorkflowError>('WorkflowError').implement({
  description: 'Something that keeps a workflow from running.',
  fields: (t) => ({
    from: t.exposeString('from', { description: 'The step at which the faulty connection begins.' }),
    to: t.exposeString('to', { description: 'The step at which it ends.' }),
    error: t.exposeString('error', { description: 'What kind of fault it is.' }),
    reason: t.exposeString('reason', { description: 'What is wrong, in words.' }),
    componentName: t.exposeString('componentName', { description: 'The step that is at fault.' }),
  }),
});

builder.node(WorkflowRef, {
  description: 'A graph of processing blocks, drawn in the console, that can be run again and again.',
  id: { resolve: ({ projectId, id }) => globalIdOf('Workflow', { projectId: projectId ?? '', id }) },
  loadOne: (id, context) => resolve.workflow(null, { id }, context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'The id in the Pixxel console and REST API.' }),
    name: t.exposeString('name', { description: 'The name to show to people.' }),
    description: t.exposeString('description', { description: 'What it is for.' }),
    createdBy: t.exposeID('createdBy', { description: 'Who made it.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it was last changed.' }),
    legacyProjectId: t.id({
      description: 'A former id of its project, which leads nowhere.',
      extensions: { upstream: calls('row', 'ListWorkflows') },
      resolve: resolve.workflowLegacyProjectId,
    }),
    estimatedCost: t.int({
      description: 'What one run is expected to cost, in tokens.',
      extensions: { upstream: calls('row', 'GetWorkflowEstimate') },
      resolve: resolve.workflowEstimatedCost,
    }),
    spec: t.field({
      type: 'JSON',
      description: 'The graph of its blocks, as Pixxel sent it.',
      extensions: { upstream: calls('row', 'GetWorkflowById') },
      resolve: resolve.workflowSpec,
    }),
    validationErrors: t.field({
      type: [WorkflowErrorRef],
      description: 'What keeps it from running; empty where it is fit to run.',
      extensions: { upstream: calls('row', 'GetWorkflowById') },
      resolve: resolve.workflowValidationErrors,
    }),
    project: relationOf(t, ProjectRef, {
      description: 'The project it belongs to.',
      upstream: calls('field', 'ListProjects', 'GetProjectById'),
      identity: ({ projectId }) => (projectId === null ? null : { id: projectId }),
      resolve: resolve.workflowProject,
    }),
  }),
});

const WorkflowFilterRef = builder.inputType('WorkflowFilter', {
  description: 'Narrows a list of workflows.',
  fields: (t) => ({
    name: t.string({ description: 'Only workflows of this name.' }),
    createdBy: t.id({ description: 'Only workflows that this person made.' }),
    createdOn: t.field({
      type: 'DateTime',
      description: 'Only workflows made then; midnight stands for the whole day.',
    }),
    updatedAt: t.field({ type: 'DateTime', description: 'Only workflows last changed then; likewise.' }),
  }),
});

builder.objectFields(ProjectRef, (t) => ({
  workflows: connectionOf(t, WorkflowRef, {
    description: 'The workflows of this project.',
    args: { filter: t.arg({ type: WorkflowFilterRef, description: 'Which workflows; all where it is left out.' }) },
    upstream: calls('row', 'ListWorkflows'),
    resolve: resolve.projectWorkflows,
  }),
}));

builder.queryFields((t) => ({
  workflows: connectionOf(t, WorkflowRef, {
    description: 'Workflows, of one project or of all that the key can reach.',
    args: {
      projectId: t.arg.id({ description: 'Only workflows of this project, by either of its ids.' }),
      filter: t.arg({ type: WorkflowFilterRef, description: 'Which workflows; all where it is left out.' }),
    },
    upstream: calls('field', 'ListWorkflows'),
    resolve: resolve.workflows,
  }),
  workflow: t.field({
    type: WorkflowRef,
    description: 'One workflow; null where there is none that the key can reach.',
    args: {
      id: t.arg.id({ required: true, description: 'The workflow, by either of its ids.' }),
      projectId: t.arg.id({ description: 'Its project, which saves looking for it where `id` is not the global one.' }),
    },
    extensions: { upstream: calls('field', 'GetWorkflowById', 'ListWorkflows') },
    resolve: resolve.workflow,
  }),
}));
