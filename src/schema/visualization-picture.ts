import { imageDataUri } from '../resolvers/visualization.ts';
import type { RenderedImage, VisualizationStyle } from '../upstream/visualization-picture.ts';
import { builder } from './kit/builder.ts';
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
