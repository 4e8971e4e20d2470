import type { Context } from '../context.ts';
import type { Bbox } from '../geometry/bounds.ts';
import type { SpectralIndex } from '../upstream/spectral-index.ts';
import type { Visualization } from '../upstream/visualization.ts';
import type { VisualizationMode } from '../upstream/visualization-legend.ts';
import type { RenderedImage } from '../upstream/visualization-picture.ts';
import { type StyleStep, stepsOfSld } from '../upstream/visualization-style.ts';
import { loadAoi } from './aoi.ts';
import type { Maybe } from './input/maybe.ts';
import { indexOf, visualizationAssets, visualizationDates, visualizationPng } from './visualization.ts';

/** Which picture of a visualization. Its fields load the rest. */
export interface VisualizationPicture {
  visualization: Visualization;
  date: string;
  mode: VisualizationMode;
}

/** Visualization.picture: of the newest day if none is given. */
export async function visualizationPicture(
  visualization: Visualization,
  args: { date?: Maybe<string>; mode: VisualizationMode },
  context: Context,
): Promise<VisualizationPicture | null> {
  const date = args.date ?? (await visualizationDates(visualization, {}, context)).at(-1);
  return date === undefined ? null : { visualization, date, mode: args.mode };
}

/** Visualization.pictures */
export function visualizationPictures(
  visualization: Visualization,
  { dates, mode }: { dates: readonly string[]; mode: VisualizationMode },
): VisualizationPicture[] {
  return [...new Set(dates)].map((date) => ({ visualization, date, mode }));
}

/** VisualizationPicture.image */
export function pictureImage(
  { visualization, date, mode }: VisualizationPicture,
  _args: unknown,
  context: Context,
): Promise<RenderedImage | null> {
  return visualizationPng(visualization, { date, mode }, context);
}

/** VisualizationPicture.bbox: of the day's asset, or else of the AOI, to which all assets are clipped. */
export async function pictureBbox(
  { visualization, date }: VisualizationPicture,
  _args: unknown,
  context: Context,
): Promise<Bbox | null> {
  const assets = await visualizationAssets(visualization, {}, context);
  const ofDay = assets.find((asset) => asset.date === date && asset.bbox !== null)?.bbox;
  return ofDay ?? (await loadAoi({ id: visualization.aoiId }, context))?.bbox ?? null;
}

/** VisualizationPicture.legend: no read returns legends, but the style has the colours. */
export async function pictureLegend(
  { visualization, date, mode }: VisualizationPicture,
  _args: unknown,
  context: Context,
): Promise<StyleStep[] | null> {
  if (!modesOf(await indexOf(visualization, context)).includes(mode)) return [];
  const { aoiId, id } = visualization;
  const style = await context.loaders.visualization.style.load({ aoiId, id, date, mode });
  return style && stepsOfSld(style.sld);
}

/** The modes in which Pixxel makes legends for an index. */
function modesOf(index: SpectralIndex | null): readonly VisualizationMode[] {
  if (index?.type !== 'CUSTOM') return ['DYNAMIC', 'THEORETICAL'];
  return index.expressionType === 'INDEX' ? ['DYNAMIC'] : [];
}
