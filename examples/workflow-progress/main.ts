/**
 * Runs a workflow, shows the progress of its job and of each task, and saves the result.
 * `node main.ts [--workflow ID] [--file FILE]`: by default the first workflow that the key can access, and a
 * file in the system's folder for temporary files, named after the job.
 */
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
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

const POLL_MS = 1000;

const { values } = parseArgs({ options: { workflow: { type: 'string' }, file: { type: 'string' } } });
const client = clientFromEnvironment();

try {
  const workflowId = values.workflow ?? (await firstWorkflowId());
  const { createJob } = await client.mutate(CreateJobDocument, { input: { workflowId } });
  if (!createJob?.job) throw new Error(createJob?.userErrors.map(({ message }) => message).join('\n') ?? 'No job.');

  const { id, pixxelId } = createJob.job;
  const state = await showProgress(id);
  console.log(`The job ended: ${state}.`);
  if (state === 'SUCCEEDED') await save(await downloadUrl(id), values.file ?? join(tmpdir(), `${pixxelId}.zip`));
  else process.exitCode = 1;
} catch (error) {
  if (!(error instanceof GatewayError)) throw error;
  console.error(`${error.code}: ${error.message}`);
  process.exitCode = 1;
}

async function firstWorkflowId(): Promise<string> {
  const { workflows } = await client.query(WorkflowsDocument, { first: 1 });
  const [workflow] = workflows?.nodes ?? [];
  if (!workflow) throw new Error('This key can access no workflow.');
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

/** The first request starts to build the package. Later ones return its URL as soon as it is ready. */
async function downloadUrl(jobId: string): Promise<string> {
  for (;;) {
    const { requestJobDownload } = await client.mutate(RequestJobDownloadDocument, { input: { jobId } });
    const signedUrl = requestJobDownload?.download?.signedUrl;
    if (signedUrl) return signedUrl;
    await setTimeout(POLL_MS);
  }
}

/** The URL is signed: it needs no key, and works for a limited time. */
async function save(url: string, file: string): Promise<void> {
  const { ok, status, body } = await fetch(url);
  if (!ok || !body) throw new Error(`The result could not be downloaded: HTTP ${status}.`);
  await writeFile(file, body);
  console.log(`Its result: ${file}`);
}
