import type { Context } from '../context.ts';
import type { Visualization } from '../upstream/visualization.ts';
import * as upstream from '../upstream/visualization.ts';
import {
  type NewLegendItem,
  updateLegend,
  type VisualizationKey,
  type VisualizationLegend,
  type VisualizationMode,
} from '../upstream/visualization-legend.ts';
import { assetIdsOf } from './asset.ts';
import { idOf, optionalIdOf } from './input/global-id.ts';
import { emptyFaults, InputError, refuse } from './input/input-error.ts';
import type { Maybe } from './input/maybe.ts';
import { attempt, type Payload } from './input/write.ts';
import { loadVisualization, visualizationKeyOf } from './visualization.ts';

interface NewVisualization {
  aoiId: string;
  indexId: string;
  sourceAssetIds?: Maybe<readonly string[]>;
  resolutionInM?: Maybe<number>;
}

/** Mutation.createVisualization */
export function createVisualization(
  _root: unknown,
  { input }: { input: NewVisualization },
  { client, loaders }: Context,
): Promise<Payload<{ visualization: Visualization }>> {
  return attempt('`Aoi.visualizations`', input, async () => {
    const { sourceAssetIds, resolutionInM } = input;
    refuse([...emptyFaults(sourceAssetIds, ['sourceAssetIds']), ...resolutionFaults(resolutionInM)]);
    const aoiId = idOf('Aoi', input.aoiId, ['aoiId']);
    const visualization = await upstream.createVisualization(client, {
      aoiId,
      indexId: idOf('SpectralIndex', input.indexId, ['indexId']),
      sourceAssetIds: sourceAssetIds ? assetIdsOf(aoiId, sourceAssetIds, ['sourceAssetIds']) : undefined,
      resolutionInM: resolutionInM ?? undefined,
    });
    loaders.asset.changed();
    loaders.visualization.changed();
    loaders.visualization.keep(visualization);
    return { visualization };
  });
}

interface LegendUpdate {
  visualizationId: string;
  aoiId?: Maybe<string>;
  mode: VisualizationMode;
  legend: readonly { date: string; items?: Maybe<readonly NewLegendItem[]> }[];
  dynamicBins?: Maybe<number>;
}

/** A visualization whose legends were changed: only what the answer contains. */
export interface ChangedLegends extends VisualizationKey {
  legends: VisualizationLegend[] | null;
}

/** Mutation.updateVisualizationLegend */
export function updateVisualizationLegend(
  _root: unknown,
  { input }: { input: LegendUpdate },
  { client, loaders }: Context,
): Promise<Payload<{ changed: ChangedLegends }>> {
  return attempt('`Visualization.sld`', input, async () => {
    refuse([...emptyFaults(input.legend, ['legend']), ...legendFaults(input), ...binsFaults(input)]);
    const key = visualizationKeyOf(input.visualizationId, input.aoiId, ['visualizationId']);
    const legends = await updateLegend(client, {
      ...key,
      mode: input.mode,
      legends: input.legend.map(({ date, items }) => ({ date, items: items?.length ? items : null })),
      dynamicBins: input.dynamicBins ?? undefined,
    });
    loaders.visualization.changed();
    return { changed: { ...key, legends } };
  });
}

/** UpdateVisualizationLegendPayload.visualization: read again, because the answer contains only the legends. */
export const changedVisualization = {
  key: ({ changed }: Payload<{ changed: ChangedLegends }>) => changed ?? null,
  load: loadVisualization,
};

interface LegendRollback {
  visualizationId: string;
  aoiId?: Maybe<string>;
  indexId?: Maybe<string>;
  dates: readonly string[];
  mode: VisualizationMode;
}

/** Mutation.rollbackVisualizationLegend */
export function rollbackVisualizationLegend(
  _root: unknown,
  { input }: { input: LegendRollback },
  context: Context,
): Promise<Payload<{ visualization: Visualization }>> {
  const { client, loaders } = context;
  return attempt('`Visualization.sld`', input, async () => {
    refuse(emptyFaults(input.dates, ['dates']));
    const key = visualizationKeyOf(input.visualizationId, input.aoiId, ['visualizationId']);
    const given = optionalIdOf('SpectralIndex', input.indexId, ['indexId']);
    const visualization = await upstream.rollbackLegend(client, {
      ...key,
      indexId: given ?? (await indexIdOf(key, context)),
      dates: [...new Set(input.dates)],
      mode: input.mode,
    });
    loaders.visualization.changed();
    loaders.visualization.keep(visualization);
    return { visualization };
  });
}

async function indexIdOf(key: VisualizationKey, { loaders }: Context): Promise<string> {
  const visualization = await loaders.visualization.byKey.load(key);
  if (!visualization) {
    throw new InputError('visualizationId names no visualization of this AOI.', ['visualizationId'], 'NOT_FOUND');
  }
  if (visualization.indexId === null) {
    throw new InputError('indexId is needed: Pixxel does not say which index this visualization has.', ['indexId']);
  }
  return visualization.indexId;
}

function resolutionFaults(resolutionInM: Maybe<number>): InputError[] {
  const isWrong = typeof resolutionInM === 'number' && resolutionInM <= 0;
  return isWrong ? [new InputError('resolutionInM must be more than 0.', ['resolutionInM'])] : [];
}

/** Each date may occur only once, and only a dynamic legend can be computed without items. */
function legendFaults({ legend, mode }: LegendUpdate): InputError[] {
  return legend.flatMap(({ date, items }, position) => {
    const path = ['legend', String(position)];
    const faults: InputError[] = [];
    if (legend.findIndex((other) => other.date === date) < position) {
      faults.push(new InputError(`${path.join('.')} is a second legend for ${date}.`, [...path, 'date']));
    }
    if (mode === 'THEORETICAL' && !items?.length) {
      faults.push(
        new InputError(`${path.join('.')} needs items: only a DYNAMIC legend is computed.`, [...path, 'items']),
      );
    }
    return faults;
  });
}

function binsFaults({ mode, dynamicBins }: LegendUpdate): InputError[] {
  const path = ['dynamicBins'];
  const isGiven = typeof dynamicBins === 'number';
  if (mode === 'THEORETICAL') {
    return isGiven ? [new InputError('dynamicBins is for the DYNAMIC mode alone.', path)] : [];
  }
  const isRight = isGiven && dynamicBins >= 1 && dynamicBins <= 15;
  return isRight ? [] : [new InputError('dynamicBins must be 1 to 15 in the DYNAMIC mode.', path)];
}
