import type { WireInsight } from '../contract/insight.ts';
import { dateFilter } from './server/date-filter.ts';
import { aoiOf, forbidden, type Handlers, invalid, notFoundAsInvalid, Reply, type Scope } from './server/handler.ts';
import { signedUrlOf } from './server/package.ts';
import { isAsked } from './server/paging.ts';
import { plainDate, second } from './world/dates.ts';
import { doneShare } from './world/progress.ts';
import { type DataType, isListOfObjects } from './world/raw-json.ts';
import type { Store, StoredAoi, StoredBlock, StoredInsight } from './world/store.ts';

export const insightHandlers: Handlers<'CreateInsight' | 'ListInsights' | 'RequestInsightDownload' | 'DeleteInsight'> =
  {
    CreateInsight(call) {
      const { store, account, body, path } = call;
      const aoi = foundAoi(call, path.aoi_id);
      if (body.project_id !== undefined && body.project_id !== aoi.project_id) {
        throw forbidden('project_id is not the project of this AOI');
      }
      const block = store.blocks
        .values()
        .find(({ spec }) => spec.name === body.block.name && spec.version === body.block.version);
      if (!block) throw notFoundAsInvalid('block version not found');
      if (block.spec.type !== 'insight') throw invalid('this block runs in workflows only');
      const input = filledInputs(block, body.input);
      const cost = Math.max(1, Math.ceil((aoi.area_in_sq_m ?? 0) / 1e6));
      if (body.estimate) return new Reply(200, { estimate: cost });

      const now = store.now();
      const id = store.newId();
      const insight: StoredInsight = {
        id,
        name: body.name ?? `${block.spec.title ?? block.spec.name} of ${aoi.name}`,
        aoi_id: aoi.aoi_id,
        status: 'completed',
        progress: 100,
        cost,
        estimated_time_in_min: 1,
        input,
        output: outputsOf(block, id),
        metadata: body.metadata ?? {},
        created_by: account.userId,
        created_at: plainDate(now),
      };
      store.insights.set(id, insight);
      store.spans.set(id, { startsAt: now, endsAt: now + 15 * second });
      return new Reply(201, { id, message: 'Insight creation has started' });
    },

    ListInsights(call) {
      const { store, path, query } = call;
      const aoi = foundAoi(call, path.aoiId);
      const isCreatedThen = dateFilter('created_on', query.created_on);
      const insights = store.insights
        .values()
        .filter(
          (insight) =>
            insight.aoi_id === aoi.aoi_id &&
            isAsked(insight.id, query.id) &&
            isAsked(insight.created_by, query.created_by) &&
            isCreatedThen(insight.created_at),
        )
        .map((insight) => insightNow(store, insight))
        .filter(({ status }) => isAsked(status, query.status))
        .toArray();
      return { insights };
    },

    RequestInsightDownload(call) {
      const { store, path, body } = call;
      const insight = foundInsight(call, path.aoi_id, path.insight_id);
      if (insightNow(store, insight).status !== 'completed') throw invalid('only a completed insight has a package');
      const contents = [
        ...chosenFrom(insight.input, body?.inputs, 'inputs'),
        ...chosenFrom(insight.output, body?.outputs, 'outputs'),
      ];
      // Clients poll by sending the same request again.
      const id = `insight-${insight.id}-${contents.map(({ name }) => name).join('-')}`;
      if (!store.packages.has(id)) {
        store.packages.set(id, { contents: { 'insight.json': contents }, readyAt: store.now() + 5 * second });
      }
      const signedUrl = signedUrlOf(call, id);
      return { id: insight.id, status: signedUrl === '' ? 'pending' : 'ready', signed_url: signedUrl };
    },

    DeleteInsight(call) {
      const { store, path, query } = call;
      const insight = foundInsight(call, path.aoi_id, path.insight_id);
      if (aoiOf(call, path.aoi_id)?.project_id !== query.project_id) {
        throw forbidden('project_id is not the project of this AOI');
      }
      store.insights.delete(insight.id);
      return undefined;
    },
  };

/** The current state of the insight. It has output once it is done. */
function insightNow(store: Store, insight: StoredInsight): WireInsight {
  const share = doneShare(store, insight.id);
  if (share >= 1) return insight;
  const { output: _later, ...rest } = insight;
  return { ...rest, status: 'running', progress: Math.floor(share * 100) };
}

function foundAoi(scope: Scope, id: string): StoredAoi {
  const aoi = aoiOf(scope, id);
  if (!aoi) throw forbidden('AOI not found, or this key has no access to its project');
  return aoi;
}

function foundInsight(scope: Scope, aoiId: string, id: string): StoredInsight {
  foundAoi(scope, aoiId);
  const insight = scope.store.insights.get(id);
  if (insight?.aoi_id !== aoiId) throw notFoundAsInvalid('insight not found');
  return insight;
}

/** The caller's inputs, if each input of the block has a value and there are no others. */
function filledInputs(block: StoredBlock, input: unknown): DataType[] {
  if (!isListOfObjects(input)) throw invalid('input must be a list of data types');
  const wanted = isListOfObjects(block.spec.inputs) ? block.spec.inputs : [];
  const unknown = input.find(({ name }) => !wanted.some((one) => one.name === name));
  if (unknown) throw invalid(`the block has no input named ${JSON.stringify(unknown.name)}`);
  for (const { name } of wanted) {
    const given = input.find((one) => one.name === name);
    if (!given) throw invalid(`input lacks ${name}`);
    if (given.value === undefined && given.stac_url === undefined) {
      throw invalid(`the input ${name} needs a value or a stac_url`);
    }
    if (given.value !== undefined && typeof given.value !== 'string') {
      throw invalid(`the value of the input ${name} must be a string, whatever its type`);
    }
  }
  return input;
}

/** The outputs that a block declares, each with the address of its file. */
export function outputsOf(block: StoredBlock, runId: string): DataType[] {
  const outputs = isListOfObjects(block.spec.outputs) ? block.spec.outputs : [];
  return outputs.map((output) => ({ ...output, value: `s3://pixxel-insights/${runId}/${output.name}.tif` }));
}

function chosenFrom(all: unknown, chosen: readonly string[] | undefined, list: string): DataType[] {
  const parameters = isListOfObjects(all) ? all : [];
  if (!chosen) return parameters;
  return chosen.map((identifier) => {
    const parameter = parameters.find(
      ({ name, asset_source }) => name === identifier || asset_source?.id === identifier,
    );
    if (!parameter) throw notFoundAsInvalid(`${list} names an asset that was not found: ${identifier}`);
    return parameter;
  });
}
