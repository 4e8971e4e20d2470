import type { Context } from '../context.ts';
import type { Aoi } from '../upstream/aoi.ts';
import type { Download } from '../upstream/download.ts';
import type { Insight, InsightKey } from '../upstream/insight.ts';
import * as upstream from '../upstream/insight.ts';
import { emptyPage, newestFirst, type Page } from '../upstream/page.ts';
import { loadAoi } from './aoi.ts';
import { assetIdsOf } from './asset.ts';
import type { FilteredArgs } from './input/filtered-page.ts';
import { globalIdOf, keysWithin, optionalIdOf, parentOf } from './input/global-id.ts';
import { emptyFaults, InputError, refuse } from './input/input-error.ts';
import type { Maybe } from './input/maybe.ts';
import { readEach } from './input/read-each.ts';
import { pageOfStates, type StateFilter, sentFilterOf } from './input/state-filter.ts';
import { attempt, type Payload } from './input/write.ts';

/** An insight by its AOI and its id. */
export function loadInsight(key: InsightKey, { loaders }: Context): Promise<Insight | null> {
  return loaders.insight.byKey.load(key);
}

/** Query.insight */
export const insight = {
  key: ({ id, aoiId }: { id: string; aoiId?: Maybe<string> }) => insightKeyOf(id, aoiId, ['id']),
  load: loadInsight,
};

/** Aoi.insights */
export async function aoiInsights(
  { id }: Pick<Aoi, 'id'>,
  { filter, page }: FilteredArgs<StateFilter>,
  { loaders }: Context,
): Promise<Page<Insight>> {
  if (filter?.states?.length === 0) return emptyPage;
  const rows = await loaders.insight.ofAoi.load({ aoiId: id, filter: sentFilterOf(filter) });
  return pageOfStates(rows, filter, page);
}

/**
 * The insights of all AOIs of the key, newest AOI first. If the operation runs out of calls, some are missing, and a warning says
 * so.
 * @param map the rows that stand for the insights of one AOI
 */
export async function insightsOfAll<Row>(
  { loaders, record }: Context,
  map: (insights: readonly Insight[], aoi: Aoi) => readonly Row[],
): Promise<{ rows: Row[]; isWhole: boolean }> {
  const aois = await loaders.aoi.all.list();
  const { rows, read } = await readEach(newestFirst(aois), async (aoi) => {
    const found = await loaders.insight.ofAoi.load({ aoiId: aoi.id, filter: sentFilterOf(null) });
    return found && map(found, aoi);
  });
  const isWhole = read === aois.length;
  if (!isWhole) record.warnings.partlyRead('ListInsights', read, aois.length);
  return { rows, isWhole };
}

/** Insight.aoi */
export const insightAoi = { key: ({ aoiId }: Insight) => ({ id: aoiId }), load: loadAoi };

interface InsightInput {
  insightId: string;
  aoiId?: Maybe<string>;
}

/** Mutation.deleteInsight */
export function deleteInsight(
  _root: unknown,
  { input }: { input: InsightInput & { projectId?: Maybe<string> } },
  { client, loaders }: Context,
): Promise<Payload<{ deletedInsightId: string }>> {
  return attempt('`aoi { insights }`', input, async () => {
    const key = insightKeyOf(input.insightId, input.aoiId, ['insightId']);
    const given = optionalIdOf('Project', input.projectId, ['projectId']);
    await upstream.deleteInsight(client, key, given ?? (await projectIdOf(key, loaders)));
    loaders.insight.deleted(key);
    return { deletedInsightId: globalIdOf('Insight', key) };
  });
}

/** Mutation.requestInsightDownload */
export function requestInsightDownload(
  _root: unknown,
  {
    input,
  }: {
    input: InsightInput & {
      inputs?: Maybe<readonly string[]>;
      outputs?: Maybe<readonly string[]>;
    };
  },
  { client }: Context,
): Promise<Payload<{ download: Download }>> {
  return attempt(null, input, async () => {
    const key = insightKeyOf(input.insightId, input.aoiId, ['insightId']);
    refuse((['inputs', 'outputs'] as const).flatMap((name) => emptyFaults(input[name], [name])));
    const inputs = input.inputs ? assetIdsOf(key.aoiId, input.inputs, ['inputs']) : undefined;
    const outputs = input.outputs ? assetIdsOf(key.aoiId, input.outputs, ['outputs']) : undefined;
    return { download: await upstream.requestInsightDownload(client, key, { inputs, outputs }) };
  });
}

/** The project of the insight's AOI. @throws InputError if it cannot be found */
async function projectIdOf({ aoiId }: InsightKey, loaders: Context['loaders']): Promise<string> {
  const aoi = await loaders.aoi.byId.load(aoiId);
  if (!aoi) throw new InputError('The AOI of the insight does not exist.', ['aoiId'], 'NOT_FOUND');
  if (aoi.projectId === null)
    throw new InputError('projectId is needed: the AOI does not name its own.', ['projectId']);
  return aoi.projectId;
}

/**
 * The keys of the insight in an input: a global id includes the AOI; a raw id needs the AOI beside it.
 * @throws InputError if the AOI is missing
 */
export function insightKeyOf(id: string, aoiId: Maybe<string>, path: readonly string[]): InsightKey {
  const keys = keysWithin('Insight', id, path, { aoiId });
  return { aoiId: parentOf(keys, 'aoiId', path), id: keys.id };
}
