/**
 * Runs a workflow and shows how its job and each of its tasks come along, then prints where to fetch the result.
 * `node main.ts [WORKFLOW_ID]`, by default the first workflow that the key can reach.
 */
import { setTimeout } from 'node:timers/promises';
import {
  CreateJobDocument,
  GatewayError,
  JobProgressDocument,
  type JobProgressSubscription,
  RequestJobDownloadDocument,
  WorkflowsDocument,
} from '@pixxel-graphql/client';
import { MultiBar, type SingleBar } from 'cli-progress';
import { clientFromEnvironment } from '../connection.ts';

const ASK_AGAIN_MS = 1000;

const client = clientFromEnvironment();

try {
  const workflowId = process.argv[2] ?? (await firstWorkflowId());
  const { createJob } = await client.mutate(CreateJobDocument, { input: { workflowId } });
  if (!createJob?.job) throw new Error(createJob?.userErrors.map(({ message }) => message).join('\n') ?? 'No job.');

  const state = await showProgress(createJob.job.id);
  console.log(`The job ended: ${state}.`);
  if (state === 'SUCCEEDED') console.log(`Its result: ${await downloadUrl(createJob.job.id)}`);
  else process.exitCode = 1;
} catch (error) {
  if (!(error instanceof GatewayError)) throw error;
  console.error(`${error.code}: ${error.message}`);
  process.exitCode = 1;
}

async function firstWorkflowId(): Promise<string> {
  const { workflows } = await client.query(WorkflowsDocument, { first: 1 });
  const [workflow] = workflows?.nodes ?? [];
  if (!workflow) throw new Error('This key reaches no workflow.');
  console.log(`Running ${workflow.name} of ${workflow.project?.title}`);
  return workflow.id;
}

async function showProgress(id: string): Promise<string | undefined> {
  const bars = new MultiBar({
    format: '{bar} {percentage}% {name} {state}',
    noTTYOutput: true,
    clearOnComplete: false,
  });
  const barOf = new Map<string, SingleBar>();
  const show = (name: string, progress: number | null, state: string) => {
    const bar = barOf.get(name) ?? bars.create(100, 0);
    barOf.set(name, bar);
    bar.update(progress ?? 0, { name, state });
  };

  let job: JobProgressSubscription['jobProgress'] = null;
  for await (const event of client.subscribe(JobProgressDocument, { id })) {
    job = event.jobProgress;
    if (!job) continue;
    show('the whole job', job.progress, job.state);
    for (const task of job.tasks ?? []) show(`  ${task.name}`, task.progress, task.state);
  }
  bars.stop();
  return job?.state;
}

/** The package is made when it is first asked for, and asked for again until it is there. */
async function downloadUrl(jobId: string): Promise<string> {
  for (;;) {
    const { requestJobDownload } = await client.mutate(RequestJobDownloadDocument, { input: { jobId } });
    const signedUrl = requestJobDownload?.download?.signedUrl;
    if (signedUrl) return signedUrl;
    await setTimeout(ASK_AGAIN_MS);
  }
}
