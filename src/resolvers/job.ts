import type { Context } from '../context.ts';
import type { Download } from '../upstream/download.ts';
import type { Job, JobFilter, JobKey } from '../upstream/job.ts';
import * as upstream from '../upstream/job.ts';
import type { JobTask } from '../upstream/job-task.ts';
import { emptyPage, newestFirst, type Page } from '../upstream/page.ts';
import type { Project } from '../upstream/project.ts';
import type { LifecycleState } from '../upstream/wire/lifecycle.ts';
import type { Workflow, WorkflowError, WorkflowKey } from '../upstream/workflow.ts';
import type { FilteredArgs } from './input/filtered-page.ts';
import { keysWithin, parentOf } from './input/global-id.ts';
import { InputError } from './input/input-error.ts';
import type { Maybe } from './input/maybe.ts';
import { readEach } from './input/read-each.ts';
import { pageOfStates, type StateFilter, sentFilterOf } from './input/state-filter.ts';
import { attempt, type Payload } from './input/write.ts';

/** A job by its workflow and its id. */
export function loadJob(key: JobKey, { loaders }: Context): Promise<Job | null> {
  return loaders.job.byKey.load(key);
}

/** Query.job */
export const job = {
  key: ({ id, workflowId }: { id: string; workflowId?: Maybe<string> }) => jobKeyOf(id, workflowId, ['id']),
  load: loadJob,
};

/** Workflow.jobs */
export async function workflowJobs(
  { id }: Pick<Workflow, 'id'>,
  { filter, page }: FilteredArgs<StateFilter>,
  { loaders }: Context,
): Promise<Page<Job>> {
  if (filter?.states?.length === 0) return emptyPage;
  const rows = await loaders.job.ofWorkflow.load({ workflowId: id, filter: sentFilterOf(filter) });
  return pageOfStates(rows, filter, page);
}

/** Query.jobs */
export async function jobs(_root: unknown, args: FilteredArgs<StateFilter>, context: Context): Promise<Page<Job>> {
  return jobsPage(() => context.loaders.workflow.all.list(), args, context);
}

/** Project.jobs */
export async function projectJobs(
  { id }: Pick<Project, 'id'>,
  args: FilteredArgs<StateFilter>,
  context: Context,
): Promise<Page<Job>> {
  return jobsPage(() => context.loaders.workflow.wholeByProjectId.load(id), args, context);
}

async function jobsPage(
  readWorkflows: () => Promise<readonly Workflow[]>,
  { filter, page }: FilteredArgs<StateFilter>,
  context: Context,
): Promise<Page<Job>> {
  const sent = sentFilterOf(filter);
  if (filter?.states?.length === 0) return emptyPage;
  const { rows, isWhole } = await jobsOfAll(await readWorkflows(), sent, context, (found) => found);
  const shown = pageOfStates(newestFirst(rows), filter, page);
  return isWhole ? shown : { ...shown, total: null };
}

/**
 * The jobs of workflows, newest workflow first. If the operation runs out of calls, some are missing, and a warning says so.
 * @param map the rows that stand for the jobs of one workflow
 */
export async function jobsOfAll<Row>(
  workflows: readonly Workflow[],
  filter: JobFilter,
  { loaders, record }: Context,
  map: (jobs: readonly Job[], workflow: Workflow) => readonly Row[],
): Promise<{ rows: Row[]; isWhole: boolean }> {
  const { rows, read } = await readEach(newestFirst(workflows), async (workflow) => {
    const found = await loaders.job.ofWorkflow.load({ workflowId: workflow.id, filter });
    return found && map(found, workflow);
  });
  const isWhole = read === workflows.length;
  if (!isWhole) record.warnings.partlyRead('ListJobs', read, workflows.length);
  return { rows, isWhole };
}

/** Workflow.latestJob: the one created last. */
export async function workflowLatestJob(
  { id }: Pick<Workflow, 'id'>,
  { states }: { states?: Maybe<readonly LifecycleState[]> },
  { loaders }: Context,
): Promise<Job | null> {
  const rows = await loaders.job.ofWorkflow.load({ workflowId: id, filter: sentFilterOf(null) });
  return rows?.find(({ state }) => states?.includes(state) ?? true) ?? null;
}

/** Job.workflow */
export const jobWorkflow = {
  key: ({ workflowId }: Job) => ({ id: workflowId }),
  load: ({ id }: { id: string }, { loaders }: Context) => loaders.workflow.byId.load(id),
};

/** Job.tasks */
export async function jobTasks(job: Job, _args: unknown, { loaders }: Context): Promise<JobTask[] | null> {
  return (await detailOf(job, loaders))?.tasks ?? null;
}

/** Job.spec */
export async function jobSpec(job: Job, _args: unknown, { loaders }: Context): Promise<unknown> {
  return (await detailOf(job, loaders))?.spec ?? null;
}

/** Job.validationErrors */
export async function jobValidationErrors(
  job: Job,
  _args: unknown,
  { loaders }: Context,
): Promise<WorkflowError[] | null> {
  return (await detailOf(job, loaders))?.validationErrors ?? null;
}

/** Job.execCreatedAt */
export async function jobExecCreatedAt(job: Job, _args: unknown, { loaders }: Context): Promise<string | null> {
  return (await detailOf(job, loaders))?.execCreatedAt ?? null;
}

/** Job.execUpdatedAt */
export async function jobExecUpdatedAt(job: Job, _args: unknown, { loaders }: Context): Promise<string | null> {
  return (await detailOf(job, loaders))?.execUpdatedAt ?? null;
}

/** The job as the single read has it. */
function detailOf(job: Job, loaders: Context['loaders']): Promise<Job | null> | Job {
  return job.hasDetail ? job : loaders.job.byKey.load(job);
}

interface WorkflowInput {
  workflowId: string;
  projectId?: Maybe<string>;
}

/** Mutation.createJob */
export function createJob(
  _root: unknown,
  { input }: { input: WorkflowInput },
  { client, loaders }: Context,
): Promise<Payload<{ job: Job }>> {
  return attempt('`workflow { jobs }`', input, async () => {
    const job = await upstream.createJob(client, await workflowKeyOf(input, loaders));
    loaders.job.created(job);
    return { job };
  });
}

/** Mutation.requestJobDownload */
export function requestJobDownload(
  _root: unknown,
  { input }: { input: { jobId: string; workflowId?: Maybe<string> } },
  { client }: Context,
): Promise<Payload<{ download: Download }>> {
  return attempt(null, input, async () => {
    const key = jobKeyOf(input.jobId, input.workflowId, ['jobId']);
    return { download: await upstream.requestJobDownload(client, key) };
  });
}

/** The workflow with its project: named by the input, or read. @throws InputError if it cannot be found */
async function workflowKeyOf(input: WorkflowInput, loaders: Context['loaders']): Promise<WorkflowKey> {
  const { projectId, id } = keysWithin('Workflow', input.workflowId, ['workflowId'], { projectId: input.projectId });
  if (projectId) return { projectId, id };
  const workflow = await loaders.workflow.byId.load(id);
  if (!workflow) throw new InputError('There is no such workflow.', ['workflowId'], 'NOT_FOUND');
  if (workflow.projectId === null) {
    throw new InputError('projectId is needed: the workflow does not name its own.', ['projectId']);
  }
  return { projectId: workflow.projectId, id };
}

/**
 * The keys of the job in an input: a global id includes the workflow; a raw id needs the workflow beside it.
 * @throws InputError if the workflow is missing
 */
export function jobKeyOf(id: string, workflowId: Maybe<string>, path: readonly string[]): JobKey {
  const keys = keysWithin('Job', id, path, { workflowId });
  return { workflowId: parentOf(keys, 'workflowId', path), id: keys.id };
}
