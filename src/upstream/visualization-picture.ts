import { UpstreamFailure } from './failure.ts';
import type { UpstreamClient } from './http/client.ts';
import { VISUALIZATION_MODES, type VisualizationKey, type VisualizationMode } from './visualization-legend.ts';
import { toUnderscoredDay } from './wire/time.ts';
import { toWireWord } from './wire/word.ts';

/** Key of a picture: a visualization, a date and a mode. */
export interface PictureKey extends VisualizationKey {
  indexId: string;
  date: string;
  mode: VisualizationMode;
}

/** A picture, rendered. */
export interface RenderedImage {
  contentType: string;
  sizeInBytes: number;
  base64: string;
}

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** RenderVisualizationPng. @throws UpstreamFailure, of kind `invalidAnswer` if the bytes are not a PNG */
export async function renderPng(
  client: UpstreamClient,
  { aoiId, id, indexId, date, mode }: PictureKey,
): Promise<RenderedImage> {
  const { answer: bytes } = await client.call('RenderVisualizationPng', {
    path: { aoi_id: aoiId, visualization_id: id },
    body: { index_id: indexId, date: toUnderscoredDay(date), visualization_mode: toWireWord(mode) },
  });
  if (!bytes.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE)) {
    throw new UpstreamFailure('invalidAnswer', 'RenderVisualizationPng', { message: 'The answer is not a PNG image.' });
  }
  return { contentType: 'image/png', sizeInBytes: bytes.length, base64: bytes.toString('base64') };
}

/** Selection of styles of a visualization. */
export interface StylesKey extends VisualizationKey {
  dates: readonly string[];
  modes: readonly VisualizationMode[];
}

/** Which style of a visualization. */
export interface StyleKey extends VisualizationKey {
  date: string;
  mode: VisualizationMode;
}

/** How to draw one day in one mode: a Styled Layer Descriptor, which is XML. */
export interface VisualizationStyle {
  date: string;
  mode: VisualizationMode;
  sld: string;
}

/** RenderVisualizationSld. @throws UpstreamFailure */
export async function renderSld(
  client: UpstreamClient,
  { aoiId, id, dates, modes }: StylesKey,
): Promise<VisualizationStyle[]> {
  const { answer, reader } = await client.call('RenderVisualizationSld', {
    path: { aoi_id: aoiId, visualization_id: id },
    body: { dates: dates.map(toUnderscoredDay), visualization_modes: modes.map((mode) => toWireWord(mode)) },
  });
  return reader.entries('sld', answer.sld).flatMap(([word, styles]) => {
    const mode = reader.enumValue('sld', word, VISUALIZATION_MODES);
    return reader.entries('sld', styles).flatMap(([day, style]) => {
      const date = reader.date('sld', day);
      const text = reader.nonEmptyText('sld', style);
      return mode && date && text ? [{ date, mode, sld: text }] : [];
    });
  });
}
