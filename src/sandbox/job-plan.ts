import type { WireJobTask } from '../contract/job.ts';
import { plainDate, second } from './world/dates.ts';
import { type DataType, isListOfObjects } from './world/raw-json.ts';
import type { Span, StoredJob, StoredWorkflow } from './world/store.ts';

/** One processing block in the `spec` of a workflow of this world. */
export interface Step {
  readonly name: string;
  readonly block: { readonly id: string; readonly name: string; readonly version: string };
  readonly depends_on: readonly string[];
  readonly inputs: readonly DataType[];
  readonly outputs: readonly DataType[];
}

interface Run {
  readonly id: string;
  readonly startsAt: number;
  /** Milliseconds. */
  readonly perTask: number;
  readonly createdBy: string;
  /** Returns the id of a task. Called once for each task. */
  readonly idOf: (taskName: string) => string;
}

/** The final state of a workflow run, and when each of its tasks starts and ends: after those it depends on. */
export function planJob(workflow: StoredWorkflow, run: Run): { job: StoredJob; spans: Map<string, Span> } {
  const steps = stepsOf(workflow.spec);
  const ends = new Map<string, number>();
  const spans = new Map<string, Span>();
  const tasks = steps.map((step) => {
    const startsAt = Math.max(run.startsAt, ...step.depends_on.map((name) => ends.get(name) ?? 0));
    const span = { startsAt, endsAt: startsAt + run.perTask };
    ends.set(step.name, span.endsAt);
    const id = run.idOf(step.name);
    spans.set(id, span);
    return taskOf(id, step, run, span);
  });
  const span = { startsAt: run.startsAt, endsAt: Math.max(run.startsAt, ...ends.values()) };
  spans.set(run.id, span);
  const finished = plainDate(span.endsAt);
  const job: StoredJob = {
    id: run.id,
    workflow_id: workflow.id,
    status: 'completed',
    progress: '100',
    cost: workflow.estimated_cost ?? 0,
    tasks,
    val_errors: [],
    spec: workflow.spec,
    created_by: run.createdBy,
    created_at: plainDate(run.startsAt),
    updated_at: finished,
    finished_at: finished,
    exec_created_at: plainDate(run.startsAt),
    exec_updated_at: finished,
    estimated_duration: (span.endsAt - span.startsAt) / second,
    time_taken: wordsOf(span),
  };
  return { job, spans };
}

/** `1m30s`, as Go writes a duration. */
const wordsOf = ({ startsAt, endsAt }: Span): string => {
  const seconds = Math.round((endsAt - startsAt) / second);
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`;
};

function stepsOf(spec: unknown): readonly Step[] {
  const blocks = typeof spec === 'object' && spec !== null && 'blocks' in spec ? spec.blocks : [];
  // Workflows are only written by the seed, so a list here is a list of steps.
  return isListOfObjects(blocks) ? (blocks as readonly DataType[] as unknown as readonly Step[]) : [];
}

function taskOf(id: string, step: Step, run: Run, span: Span): WireJobTask {
  const [started, ended] = [plainDate(span.startsAt), plainDate(span.endsAt)];
  return {
    id,
    name: step.name,
    status: 'completed',
    state_msg: 'The block has run',
    progress: 100,
    depends_on: [...step.depends_on],
    block_info: step.block,
    inputs: step.inputs,
    result: step.outputs.map((output) => ({ ...output, value: `s3://pixxel-jobs/${run.id}/${output.name}.tif` })),
    info_logs: [
      { at: started, message: `${step.block.name} ${step.block.version} started` },
      { at: ended, message: `${step.block.name} ${step.block.version} finished` },
    ],
    disclaimer: [],
    err_msg: '',
    failure_type: '',
    estimated_time_duration: run.perTask / second,
    time_taken: wordsOf(span),
    created_at: plainDate(run.startsAt),
    updated_at: ended,
    finished_at: ended,
    send_time: started,
    recv_time: ended,
    block_inf_start_time: started,
    block_inf_end_time: ended,
  };
}
