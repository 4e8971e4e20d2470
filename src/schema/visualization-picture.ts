import { imageDataUri } from '../resolvers/visualization.ts';
import * as resolve from '../resolvers/visualization-picture.ts';
import type { RenderedImage, VisualizationStyle } from '../upstream/visualization-picture.ts';
import type { StyleStep } from '../upstream/visualization-style.ts';
import { builder } from './kit/builder.ts';
import { calls } from './kit/upstream-cost.ts';
import { BBOX } from './shared/bbox.ts';
import { VisualizationModeRef } from './visualization-legend.ts';

export const RenderedImageRef = builder.objectRef<RenderedImage>('RenderedImage').implement({
  description: 'A rendered picture.',
  fields: (t) => ({
    contentType: t.exposeString('contentType', { nullable: false, description: 'Media type: `image/png`.' }),
    sizeInBytes: t.exposeInt('sizeInBytes', { nullable: false, description: 'Size in bytes.' }),
    base64: t.exposeString('base64', { nullable: false, description: 'Content, base64-encoded.' }),
    dataUri: t.string({
      nullable: false,
      description: 'Content as a `data:` URI, ready for the `src` of an `img` element.',
      resolve: imageDataUri,
    }),
  }),
});

export const VisualizationStyleRef = builder.objectRef<VisualizationStyle>('VisualizationStyle').implement({
  description: 'Style for a map server, for one day of a visualization.',
  fields: (t) => ({
    date: t.expose('date', { type: 'Date', nullable: false, description: 'Day.' }),
    mode: t.expose('mode', { type: VisualizationModeRef, nullable: false, description: 'Legend mode of the style.' }),
    sld: t.exposeString('sld', { nullable: false, description: 'A Styled Layer Descriptor (XML).' }),
  }),
});

const PictureLegendStepRef = builder.objectRef<StyleStep>('PictureLegendStep').implement({
  description: 'One colour of a picture, and the values that it stands for.',
  fields: (t) => ({
    label: t.exposeString('label', { description: 'Label, such as `Very low`.' }),
    color: t.exposeString('color', { description: 'Colour, such as `#2b83ba`.' }),
    min: t.exposeFloat('min', { description: 'Lowest value; null if the step has no lower end.' }),
    max: t.exposeFloat('max', { description: 'Highest value; null if the step has no upper end.' }),
  }),
});

export const VisualizationPictureRef = builder
  .objectRef<resolve.VisualizationPicture>('VisualizationPicture')
  .implement({
    description: 'The picture of one day of a visualization, and what a map needs to show it.',
    fields: (t) => ({
      date: t.expose('date', { type: 'Date', nullable: false, description: 'Day.' }),
      mode: t.expose('mode', {
        type: VisualizationModeRef,
        nullable: false,
        description: 'Legend mode that colours the picture.',
      }),
      bbox: t.floatList({
        description: `The box that the picture fills: ${BBOX}. It is the box of the asset of that day, or of the AOI if there is no such asset.`,
        extensions: { upstream: calls('row', 'ListAssets', 'GetAoiById') },
        resolve: resolve.pictureBbox,
      }),
      image: t.field({
        type: RenderedImageRef,
        description: 'The picture itself.',
        extensions: { upstream: calls('row', 'RenderVisualizationPng') },
        resolve: resolve.pictureImage,
      }),
      legend: t.field({
        type: [PictureLegendStepRef],
        description:
          'What the colours mean, lowest values first, read from the style of the picture. Empty if the index has no legend in this mode, null if Pixxel makes no style for this day.',
        extensions: { upstream: [...calls('row', 'RenderVisualizationSld'), ...calls('field', 'ListIndices')] },
        resolve: resolve.pictureLegend,
      }),
    }),
  });
