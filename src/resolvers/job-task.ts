import type { Context } from '../context.ts';
import { type Loadable, mapLoadable } from '../loaders/batching.ts';
import type { Block } from '../upstream/block.ts';
import type { Job } from '../upstream/job.ts';
import type { JobTask } from '../upstream/job-task.ts';
import { keysOf } from './global-id.ts';

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
