import type { Context } from '../context.ts';
import type { Download } from '../upstream/download.ts';
import type { JobTask, JobTaskKey } from '../upstream/job-task.ts';
import * as upstream from '../upstream/job-task.ts';
import { isSameId } from '../upstream/wire/ids.ts';
import { loadBlock } from './block.ts';
import { keysOf, keysWithin, parentOf } from './input/global-id.ts';
import type { Maybe } from './input/maybe.ts';
import { attempt, type Payload } from './input/write.ts';
import { jobKeyOf, loadJob } from './job.ts';

/** JobTask as a node. It is read with its job. */
export async function jobTaskNode(globalId: string, { loaders }: Context): Promise<JobTask | null> {
  const { workflowId = '', jobId = '', id = '' } = keysOf('JobTask', globalId);
  const job = await loaders.job.byKey.load({ workflowId, id: jobId });
  return job?.tasks.find((task) => isSameId(task.id, id)) ?? null;
}

/** JobTask.job */
export const jobTaskJob = {
  key: ({ workflowId, jobId }: JobTask) => ({ workflowId, id: jobId }),
  load: loadJob,
};

/** JobTask.dependencies: the tasks that it names, found among the tasks of its job. */
export async function jobTaskDependencies(task: JobTask, _args: unknown, context: Context): Promise<JobTask[]> {
  if (task.dependsOn.length === 0) return [];
  const siblings = (await loadJob(jobTaskJob.key(task), context))?.tasks ?? [];
  return task.dependsOn.flatMap((name) => siblings.filter((sibling) => sibling.name === name));
}

/** JobTask.block */
export const jobTaskBlock = {
  key: ({ blockId, blockName, blockVersion }: JobTask) =>
    blockName === null || blockVersion === null ? null : { id: blockId, name: blockName, version: blockVersion },
  load: loadBlock,
};

interface JobTaskInput {
  taskId: string;
  jobId?: Maybe<string>;
  workflowId?: Maybe<string>;
}

/** Mutation.requestJobTaskDownload */
export function requestJobTaskDownload(
  _root: unknown,
  { input }: { input: JobTaskInput },
  { client }: Context,
): Promise<Payload<{ download: Download }>> {
  return attempt(null, input, async () => ({
    download: await upstream.requestJobTaskDownload(client, jobTaskKeyOf(input)),
  }));
}

/** @throws InputError if the task's job, or the job's workflow, is missing */
function jobTaskKeyOf({ taskId, jobId, workflowId }: JobTaskInput): JobTaskKey {
  const keys = keysWithin('JobTask', taskId, ['taskId'], { jobId, workflowId });
  const { id } = keys;
  if (jobId) keysWithin('Job', jobId, ['jobId'], { workflowId: keys.workflowId });
  if (keys.workflowId && keys.jobId) return { workflowId: keys.workflowId, jobId: keys.jobId, id };
  const job = jobKeyOf(jobId || parentOf(keys, 'jobId', ['taskId']), workflowId, ['jobId']);
  return { workflowId: job.workflowId, jobId: job.id, id };
}
