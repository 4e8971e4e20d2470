import LayerGroup from 'ol/layer/Group.js';
import ImageLayer from 'ol/layer/Image.js';
import { transformExtent } from 'ol/proj.js';
import ImageStatic from 'ol/source/ImageStatic.js';
import type { ShownPicture } from '../../data/worker.ts';

/** The pictures of an answer as layers of a map, each within its bounds. */
export interface PictureLayers {
  layers: LayerGroup;
  /** Replaces all pictures. Those without bounds are left out. */
  show(pictures: readonly ShownPicture[]): void;
  close(): void;
}

/** Makes the layers of pictures. */
export function pictureLayers(): PictureLayers {
  const layers = new LayerGroup();
  const urls: string[] = [];
  const close = () => {
    for (const url of urls.splice(0)) URL.revokeObjectURL(url);
  };
  return {
    layers,
    show(pictures) {
      close();
      layers.getLayers().clear();
      for (const { bytes, bounds } of pictures) {
        if (!bounds) continue;
        const url = URL.createObjectURL(bytes);
        urls.push(url);
        const imageExtent = transformExtent([...bounds], 'EPSG:4326', 'EPSG:3857');
        const layer = new ImageLayer({ source: new ImageStatic({ url, imageExtent, interpolate: false }) });
        const add = () => {
          if (urls.includes(url)) layers.getLayers().push(layer);
        };
        const image = new Image();
        image.src = url;
        // A picture that cannot be decoded is left out.
        image.decode().then(add, () => undefined);
      }
    },
    close,
  };
}
