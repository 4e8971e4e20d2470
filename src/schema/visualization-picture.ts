import { imageDataUri } from '../resolvers/visualization.ts';
import type { RenderedImage, VisualizationStyle } from '../upstream/visualization-picture.ts';
import { builder } from './kit/builder.ts';
import { VisualizationModeRef } from './visualization-legend.ts';

export const RenderedImageRef = builder.objectRef<RenderedImage>('RenderedImage').implement({
  description: 'An image with its bytes.',
  fields: (t) => ({
    contentType: t.exposeString('contentType', { nullable: false, description: 'Its media type: `image/png`.' }),
    sizeInBytes: t.exposeInt('sizeInBytes', { nullable: false, description: 'How many bytes it has.' }),
    base64: t.exposeString('base64', { nullable: false, description: 'The bytes in base64.' }),
    dataUri: t.string({
      nullable: false,
      description: 'The image as a `data:` address, for the `src` of an `img` element.',
      resolve: imageDataUri,
    }),
  }),
});

export const VisualizationStyleRef = builder.objectRef<VisualizationStyle>('VisualizationStyle').implement({
  description: 'How a map server is to draw one day of a visualization.',
  fields: (t) => ({
    date: t.expose('date', { type: 'Date', nullable: false, description: 'The day.' }),
    mode: t.expose('mode', { type: VisualizationModeRef, nullable: false, description: 'By which legend.' }),
    sld: t.exposeString('sld', { nullable: false, description: 'A Styled Layer Descriptor (XML).' }),
  }),
});
