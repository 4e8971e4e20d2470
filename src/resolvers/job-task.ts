import type { Context } from '../context.ts';
import { type Loadable, mapLoadable } from '../loaders/kit/batching.ts';
import type { Block } from '../upstream/block.ts';
import type { Download } from '../upstream/download.ts';
import type { Job } from '../upstream/job.ts';
import type { JobTask, JobTaskKey } from '../upstream/job-task.ts';
import * as upstream from '../upstream/job-task.ts';
import { keysOf, keysWithin } from './input/global-id.ts';
import { InputError } from './input/input-error.ts';
import { attempt, type Payload } from './input/write.ts';
import { jobKeyOf } from './job.ts';

/** JobTask as a node: it is read with its job. */
export function jobTaskNode(globalId: string, { loaders }: Context): Loadable<JobTask | null> {
  const { workflowId = '', jobId = '', id } = keysOf('JobTask', globalId);
  return mapLoadable(
    loaders.job.byKey.load({ workflowId, id: jobId }),
    (job) => job?.detail?.tasks.find((task) => task.id === id) ?? null,
  );
}

/** JobTask.job */
export function jobTaskJob({ workflowId, jobId }: JobTask, _args: unknown, { loaders }: Context): Loadable<Job | null> {
  return loaders.job.byKey.load({ workflowId, id: jobId });
}

/** JobTask.dependencies: named by the task, found among the tasks of its job, which it came with. */
export function jobTaskDependencies(task: JobTask, args: unknown, context: Context): Loadable<JobTask[]> {
  if (task.dependsOn.length === 0) return [];
  return mapLoadable(jobTaskJob(task, args, context), (job) => {
    const siblings = job?.detail?.tasks ?? [];
    return task.dependsOn.flatMap((name) => siblings.filter((sibling) => sibling.name === name));
  });
}

/** JobTask.block */
export function jobTaskBlock(
  { blockName, blockVersion }: JobTask,
  _args: unknown,
  { loaders }: Context,
): Loadable<Block | null> {
  if (blockName === null || blockVersion === null) return null;
  return loaders.block.byKey.load({ name: blockName, version: blockVersion });
}

interface JobTaskInput {
  taskId: string;
  jobId?: string | null | undefined;
  workflowId?: string | null | undefined;
}

/** Mutation.requestJobTaskDownload */
export function requestJobTaskDownload(
  _root: unknown,
  { input }: { input: JobTaskInput },
  { client }: Context,
): Promise<Payload<{ download: Download }>> {
  return attempt('asking for the same package again', input, async () => ({
    download: await upstream.requestJobTaskDownload(client, jobTaskKeyOf(input)),
  }));
}

/** @throws InputError where the task's job, or the job's workflow, is missing */
function jobTaskKeyOf({ taskId, jobId, workflowId }: JobTaskInput): JobTaskKey {
  const keys = keysWithin('JobTask', taskId, ['taskId'], { jobId, workflowId });
  const { id } = keys;
  if (jobId) keysWithin('Job', jobId, ['jobId'], { workflowId: keys.workflowId });
  if (keys.workflowId && keys.jobId) return { workflowId: keys.workflowId, jobId: keys.jobId, id };
  if (!jobId) throw new InputError('jobId is needed: the raw id of a task does not say which job it is of.', ['jobId']);
  const job = jobKeyOf(jobId, workflowId, ['jobId']);
  return { workflowId: job.workflowId, jobId: job.id, id };
}
