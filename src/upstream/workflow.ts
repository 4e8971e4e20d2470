import type { WireWorkflow, WireWorkflowError, WireWorkflowRow } from '../contract/workflow.ts';
import type { UpstreamClient } from './http/client.ts';
import { rowWithId, withTotal } from './list-answer.ts';
import type { Page, PageRequest } from './page.ts';
import { readPage } from './read-page.ts';
import { rowOf } from './wire/row.ts';
import type { WireReader } from './wire/wire-reader.ts';

/** Key of a workflow. The single read requires both. */
export interface WorkflowKey {
  projectId: string;
  id: string;
}

/** A graph of processing blocks that can be run repeatedly. */
export interface Workflow {
  id: string;
  projectId: string | null;
  name: string | null;
  description: string | null;
  createdBy: string | null;
  createdAt: string | null;
  updatedAt: string | null;
  /** Only on a list row, and not a reference to anything: undefined on a workflow from another read. */
  legacyProjectId: string | null | undefined;
  /** Whether it comes from a single read. A list row lacks the properties below: its list is empty, the others are null. */
  hasDetail: boolean;
  spec: unknown;
  validationErrors: WorkflowError[];
  /** Tokens for one run. */
  estimatedCost: number | null;
}

/** A problem in a workflow's graph, and the two components it is between. */
export interface WorkflowError {
  from: string | null;
  to: string | null;
  error: string | null;
  reason: string | null;
  componentName: string | null;
}

/** Estimated cost of a run. */
export interface CostEstimate {
  tokens: number | null;
}

/** The filters of ListWorkflows that the gateway uses. */
export interface WorkflowFilter {
  name?: string | undefined;
  createdBy?: string | undefined;
}

/** GetWorkflowById. @throws UpstreamFailure; the document declares no 404 */
export async function getWorkflow(client: UpstreamClient, { projectId, id }: WorkflowKey): Promise<Workflow> {
  const { answer, reader } = await client.call('GetWorkflowById', {
    path: { workflow_id: id },
    query: { project_id: projectId },
  });
  return toWorkflow(answer, reader, { projectId, hasDetail: true });
}

/** ListWorkflows by id, which needs no project. The row has no detail. @throws UpstreamFailure, of kind `notFound` if it does not exist */
export async function findWorkflow(client: UpstreamClient, id: string): Promise<Workflow> {
  const { answer, reader } = await client.call('ListWorkflows', { query: { id, limit: 1 } });
  const { items } = reader.rows('workflows', answer.workflows, (row) =>
    toWorkflow(row, reader, { projectId: null, hasDetail: false }),
  );
  return rowWithId(items, id, 'ListWorkflows');
}

/** ListWorkflows: the workflows of one project, or all that the key can access. Rows have no detail. */
export function listWorkflows(
  client: UpstreamClient,
  projectId: string | undefined,
  filter: WorkflowFilter,
  request: PageRequest,
): Promise<Page<Workflow>> {
  return readPage(request, true, async (args) => {
    const query = {
      ...args,
      project_id: projectId,
      name: filter.name,
      created_by: filter.createdBy,
    };
    const { answer, reader } = await client.call('ListWorkflows', { query });
    const rows = reader.rows('workflows', answer.workflows, (row) =>
      toWorkflow(row, reader, { projectId: projectId ?? null, hasDetail: false }),
    );
    return withTotal(rows, answer.pagination, args, reader);
  });
}

/** GetWorkflowEstimate. @throws UpstreamFailure */
export async function getWorkflowEstimate(client: UpstreamClient, id: string): Promise<CostEstimate> {
  const { answer, reader } = await client.call('GetWorkflowEstimate', { path: { workflow_id: id } });
  return { tokens: reader.integer('estimated_cost', answer.estimated_cost, 0) };
}

/** The project that the call named, and whether the answer is a whole workflow or a row of a list. */
interface WorkflowSource {
  projectId: string | null;
  hasDetail: boolean;
}

const toWorkflow = rowOf<Workflow, WireWorkflow & WireWorkflowRow, WorkflowSource>({
  id: (wire, reader) => reader.id('id', wire.id),
  projectId: (wire, reader, { projectId }) => reader.reference('project_id', wire.project_id) ?? projectId,
  name: (wire, reader) => reader.text('name', wire.name),
  description: (wire, reader) => reader.text('description', wire.description),
  createdBy: (wire, reader) => reader.nonEmptyText('created_by', wire.created_by),
  createdAt: (wire, reader) => reader.dateTime('created_at', wire.created_at),
  updatedAt: (wire, reader) => reader.dateTime('updated_at', wire.updated_at),
  legacyProjectId: (wire, reader, { hasDetail }) =>
    hasDetail ? undefined : reader.reference('legacy_project_id', wire.legacy_project_id),
  hasDetail: (_wire, _reader, { hasDetail }) => hasDetail,
  spec: (wire, reader) => reader.json('spec', wire.spec),
  validationErrors: (wire, reader) => toWorkflowErrors(wire.val_errors, reader),
  estimatedCost: (wire, reader) => reader.integer('estimated_cost', wire.estimated_cost, 0),
});

/** Problems of a workflow's graph. Jobs carry those of the graph that they ran. */
export function toWorkflowErrors(wire: readonly WireWorkflowError[] | undefined, reader: WireReader): WorkflowError[] {
  return reader.list('val_errors', wire, (fault) => ({
    from: reader.text('val_errors.from', fault.from),
    to: reader.text('val_errors.to', fault.to),
    error: reader.text('val_errors.err', fault.err),
    reason: reader.text('val_errors.reason', fault.reason),
    componentName: reader.text('val_errors.component_name', fault.component_name),
  }));
}
