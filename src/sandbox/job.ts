import type { WireJob, WireJobRow, WireJobTask } from '../contract/job.ts';
import { planJob } from './job-plan.ts';
import { dateFilter } from './server/date-filter.ts';
import { type Handlers, invalid, notFoundAsInvalid, type Scope } from './server/handler.ts';
import { signedUrlOf } from './server/package.ts';
import { foundWorkflow, foundWorkflowOf } from './workflow.ts';
import { isAsked } from './server/paging.ts';
import { plainDate, second } from './world/dates.ts';
import { doneShare } from './world/progress.ts';
import type { Store, StoredJob } from './world/store.ts';

export const jobHandlers: Handlers<
  'ListJobs' | 'CreateJob' | 'GetJobById' | 'RequestJobDownload' | 'RequestJobTaskDownload'
> = {
  ListJobs(call) {
    const { store, query } = call;
    const workflow = foundWorkflow(call, call.path.workflow_id);
    const isCreatedThen = dateFilter('created_on', query.created_on);
    const jobs = store.jobs
      .values()
      .filter(
        (job) =>
          job.workflow_id === workflow.id &&
          isAsked(job.id, query.id) &&
          isAsked(job.created_by, query.created_by) &&
          isCreatedThen(job.created_at),
      )
      .map((job) => rowOf(jobNow(store, job)))
      .filter(({ status }) => isAsked(status, query.status))
      .toArray();
    return { jobs };
  },

  CreateJob(call) {
    const { store, account, query } = call;
    const workflow = foundWorkflowOf(call, query.project_id);
    if (workflow.val_errors?.length) throw invalid('the workflow is not valid', workflow.val_errors);
    const { job, spans } = planJob(workflow, {
      id: store.newId(),
      startsAt: store.now(),
      perTask: 6 * second,
      createdBy: account.userId,
      idOf: () => store.newId(),
    });
    store.jobs.set(job.id, job);
    for (const [id, span] of spans) store.spans.set(id, span);
    return jobNow(store, job);
  },

  GetJobById: (call) => jobNow(call.store, foundJob(call)),

  RequestJobDownload(call) {
    const { store } = call;
    const job = foundJob(call);
    if (jobNow(store, job).status !== 'completed') throw invalid('only a completed job has a package');
    const signedUrl = packageUrl(call, `job-${job.id}`, { 'job.json': job });
    return {
      id: job.id,
      workflowId: job.workflow_id,
      status: signedUrl === '' ? 'pending' : 'ready',
      signed_url: signedUrl,
    };
  },

  RequestJobTaskDownload(call) {
    const { store, path } = call;
    const job = foundJob(call);
    const task = jobNow(store, job).tasks?.find(({ id }) => id === path.task_id);
    if (!task) throw notFoundAsInvalid('task not found in this job');
    if (task.status !== 'completed') throw invalid('only a completed task has a package');
    const signedUrl = packageUrl(call, `task-${path.task_id}`, { 'task.json': task });
    return {
      id: path.task_id,
      job_id: job.id,
      workflow_id: job.workflow_id,
      status: signedUrl === '' ? 'pending' : 'ready',
      signed_url: signedUrl,
    };
  },
};

function foundJob(call: Scope & { path: { workflow_id: string; job_id: string } }): StoredJob {
  const workflow = foundWorkflow(call, call.path.workflow_id);
  const job = call.store.jobs.get(call.path.job_id);
  if (job?.workflow_id !== workflow.id) throw notFoundAsInvalid('job not found in this workflow');
  return job;
}

/** The current state of the job. */
function jobNow(store: Store, job: StoredJob): WireJob {
  if (doneShare(store, job.id) >= 1) return job;
  const tasks = job.tasks?.map((task) => taskNow(store, task)) ?? [];
  const done = tasks.reduce((sum, { progress = 0 }) => sum + progress, 0) / Math.max(1, tasks.length);
  const now = plainDate(store.now());
  return {
    ...job,
    status: 'running',
    progress: String(Math.floor(done)),
    tasks,
    updated_at: now,
    exec_updated_at: now,
    finished_at: '',
    time_taken: '',
  };
}

function taskNow(store: Store, task: WireJobTask): WireJobTask {
  const share = doneShare(store, task.id ?? '');
  if (share >= 1) return task;
  const unfinished = { ...task, result: null, finished_at: '', time_taken: '', recv_time: '', block_inf_end_time: '' };
  if (share < 0) {
    return {
      ...unfinished,
      status: 'pending',
      state_msg: 'Waiting for the tasks before it',
      progress: 0,
      info_logs: [],
      updated_at: task.created_at ?? '',
      send_time: '',
      block_inf_start_time: '',
    };
  }
  return {
    ...unfinished,
    status: 'running',
    state_msg: 'The block is running',
    progress: Math.floor(share * 100),
    info_logs: Array.isArray(task.info_logs) ? task.info_logs.slice(0, 1) : [],
    updated_at: plainDate(store.now()),
  };
}

/** What the list shows of a job. */
function rowOf(job: WireJob): WireJobRow {
  const {
    tasks: _tasks,
    spec: _spec,
    val_errors: _errors,
    exec_created_at: _created,
    exec_updated_at: _updated,
    ...row
  } = job;
  return row;
}

/** Clients poll by sending the request again: there is no status call for these packages. */
function packageUrl(call: Scope & { baseUrl: string }, id: string, contents: Record<string, unknown>): string {
  const { store } = call;
  if (!store.packages.has(id)) store.packages.set(id, { contents, readyAt: store.now() + 5 * second });
  return signedUrlOf(call, id);
}
