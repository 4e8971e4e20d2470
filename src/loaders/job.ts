import type { UpstreamClient } from '../upstream/http/client.ts';
import { getJob, type Job, type JobFilter, type JobKey, listJobs } from '../upstream/job.ts';
import { newestFirst } from '../upstream/page.ts';
import { callPerKey, type Loader } from './kit/batching.ts';

export interface JobLoaders {
  /** One call for each job: the single read, with its tasks. */
  byKey: Loader<JobKey, Job | null>;
  /** One call for each workflow and filter: the whole list, newest first, because it does not page. Rows have no detail. */
  ofWorkflow: Loader<JobsOfWorkflow, readonly Job[] | null>;
  /** Call it after a write that created the job. */
  created(job: Job): void;
}

/** A list of jobs: those of one workflow that match. */
export interface JobsOfWorkflow {
  workflowId: string;
  filter: JobFilter;
}

export function createJobLoaders(client: UpstreamClient): JobLoaders {
  const byKey = callPerKey<JobKey, Job>(
    'job.byKey',
    ({ workflowId, id }) => JSON.stringify([workflowId, id]),
    (key) => getJob(client, key),
  );
  const ofWorkflow = callPerKey<JobsOfWorkflow, readonly Job[]>(
    'job.ofWorkflow',
    (key) => JSON.stringify(key),
    async ({ workflowId, filter }) => newestFirst(await listJobs(client, workflowId, filter)),
  );
  return {
    byKey,
    ofWorkflow,
    created(job) {
      byKey.prime(job, job);
      ofWorkflow.clearAll();
    },
  };
}
