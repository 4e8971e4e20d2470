import { planJob, type Step } from '../../job-plan.ts';
import { day, microDate, minute, plainDate } from '../dates.ts';
import { uuidOf } from '../identity.ts';
import { type DataType, isListOfObjects } from '../raw-json.ts';
import type { Account, StoredJob, StoredWorkflow, World } from '../store.ts';
import { blocks } from './blocks.ts';

interface Recipe {
  /** The slug of the project. */
  readonly place: string;
  readonly name: string;
  readonly description: string;
  /** Block name and version by step, with the steps that each waits for. */
  readonly steps: readonly (readonly [step: string, block: string, version: string, ...dependsOn: string[]])[];
}

const cropStress: Recipe['steps'] = [
  ['clouds', 'cloudmask', '1.0.1'],
  ['mosaic', 'mosaicking', '2.1.0', 'clouds'],
  ['ndvi', 'indexcalculator', '1.10.0', 'mosaic'],
  ['ndre', 'indexcalculator', '1.10.0', 'mosaic'],
  ['fields', 'zonalstatistics', '1.0.0', 'ndvi', 'ndre'],
];
const dust: Recipe['steps'] = [
  ['clouds', 'cloudmask', '1.0.0'],
  ['oxide', 'indexcalculator', '1.3.0', 'clouds'],
  ['villages', 'zonalstatistics', '1.0.0', 'oxide'],
];

const orchardRecipes: readonly Recipe[] = [
  {
    place: 'narmada-valley-wheat',
    name: 'Weekly crop stress',
    description: 'Vigour and red edge of every field, each week',
    steps: cropStress,
  },
  { place: 'narmada-valley-wheat', name: 'Harvest readiness', description: 'Which wheat is ripe', steps: cropStress },
  {
    place: 'kaveri-delta-paddy',
    name: 'Flooded paddy',
    description: 'Standing water after transplanting',
    steps: cropStress,
  },
  { place: 'kodagu-coffee', name: 'Blossom showers', description: 'Response to the first rains', steps: cropStress },
  { place: 'kolar-gold-fields', name: 'Tailings dust', description: 'Oxidised dust over the villages', steps: dust },
  { place: 'pilbara-iron', name: 'Stockpile grade', description: 'Iron oxide on the stockpiles', steps: dust },
  { place: 'alappuzha-coast', name: 'Backwater blooms', description: 'Algae in the backwaters', steps: dust },
];
const harbourRecipes: readonly Recipe[] = [
  { place: 'maasvlakte', name: 'Dredging plume', description: 'Sediment around the dredgers', steps: dust },
  { place: 'jakarta-bay', name: 'Bay turbidity', description: 'Sediment in the bay', steps: dust },
];

const firstRun = Date.UTC(2025, 9, 6, 4);

/** Workflows with five finished runs each; one run has failed, and one workflow cannot run. */
export function addWorkflows(world: World, owner: 'orchard' | 'harbour', account: Account): void {
  for (const recipe of owner === 'orchard' ? orchardRecipes : harbourRecipes) {
    const workflow = workflowOf(recipe, account);
    world.workflows.set(workflow.id, workflow);
    for (let week = 0; week < 5; week += 1) {
      const id = uuidOf(`job ${workflow.id} ${week}`);
      const { job } = planJob(workflow, {
        id,
        startsAt: firstRun + week * 7 * day,
        perTask: (3 + week) * minute,
        createdBy: account.userId,
        idOf: (name) => uuidOf(`task ${id} ${name}`),
      });
      world.jobs.set(id, recipe.name === 'Tailings dust' && week === 3 ? failedAt(job, 'oxide') : job);
    }
  }
  if (owner === 'orchard') {
    const broken = workflowOf({ ...recipeOf('Tailings dust'), name: 'Tailings dust, draft' }, account);
    world.workflows.set(broken.id, {
      ...broken,
      val_errors: [
        {
          from: 'clouds',
          to: 'oxide',
          err: 'TYPE_MISMATCH',
          reason: 'masked is a raster where a vector is wanted',
          component_name: 'oxide',
        },
      ],
    });
  }
}

/** A run of the weekly crop stress that began four minutes ago and has eight more to go. */
export function addRunningJob(world: World, now: number): void {
  const recipe = recipeOf('Weekly crop stress');
  const workflow = world.workflows.get(workflowId(recipe));
  if (!workflow) return;
  const id = uuidOf(`job ${workflow.id} running`);
  const { job, spans } = planJob(workflow, {
    id,
    startsAt: now - 4 * minute,
    perTask: 3 * minute,
    createdBy: workflow.created_by ?? '',
    idOf: (name) => uuidOf(`task ${id} ${name}`),
  });
  world.jobs.set(id, job);
  for (const [of, span] of spans) world.spans.set(of, span);
}

function recipeOf(name: string): Recipe {
  const recipe = orchardRecipes.find((one) => one.name === name);
  if (!recipe) throw new Error(`no recipe is named ${name}`);
  return recipe;
}

const workflowId = ({ place, name }: Pick<Recipe, 'place' | 'name'>) => uuidOf(`workflow ${place} ${name}`);

function workflowOf({ place, name, description, steps }: Recipe, account: Account): StoredWorkflow {
  const id = workflowId({ place, name });
  const projectId = uuidOf(`project ${place}`);
  const built = steps.map(([step, block, version, ...dependsOn]) => stepOf(step, block, version, dependsOn));
  return {
    id,
    name,
    description,
    project_id: projectId,
    legacy_project_id: uuidOf(`legacy ${projectId}`),
    created_by: account.userId,
    created_at: plainDate(firstRun - 10 * day),
    updated_at: plainDate(firstRun - 2 * day),
    estimated_cost: steps.length * 35,
    spec: { version: 1, project: projectId, saved_at: microDate(firstRun - 2 * day), blocks: built },
    val_errors: [],
  };
}

function stepOf(step: string, name: string, version: string, dependsOn: string[]): Step {
  const block = blocks.find(({ spec }) => spec.name === name && spec.version === version);
  if (!block) throw new Error(`no block is named ${name} ${version}`);
  const parameters = (raw: unknown): DataType[] => (isListOfObjects(raw) ? raw : []);
  return {
    name: step,
    block: { id: block.id, name, version },
    depends_on: dependsOn,
    inputs: parameters(block.spec.inputs).map((input) => ({ ...input, value: dependsOn[0] ?? 'latest' })),
    outputs: parameters(block.spec.outputs),
  };
}

/** The same run with one failed task: tasks that depend on it do not run. */
function failedAt(job: StoredJob, name: string): StoredJob {
  const tasks = job.tasks ?? [];
  const failing = tasks.findIndex((task) => task.name === name);
  return {
    ...job,
    status: 'failed',
    progress: String(Math.round((failing / tasks.length) * 100)),
    tasks: tasks.map((task, index) => {
      if (index < failing) return task;
      const isCause = index === failing;
      return {
        ...task,
        status: isCause ? 'failed' : 'cancelled',
        state_msg: isCause ? 'The block has failed' : 'A task before it has failed',
        progress: isCause ? 40 : 0,
        result: null,
        info_logs: isCause ? task.info_logs : [],
        err_msg: isCause ? 'band B17 is not in the input image' : '',
        failure_type: isCause ? 'USER_ERROR' : '',
        block_inf_end_time: '',
      };
    }),
  };
}
