import type { Coordinate } from 'ol/coordinate.js';
import { type Extent, getArea, getHeight, getWidth } from 'ol/extent.js';
import Feature from 'ol/Feature.js';
import GeoJSON from 'ol/format/GeoJSON.js';
import LayerGroup from 'ol/layer/Group.js';
import VectorLayer from 'ol/layer/Vector.js';
import VectorImageLayer from 'ol/layer/VectorImage.js';
import { get as projection } from 'ol/proj.js';
import VectorSource from 'ol/source/Vector.js';
import type { StyleFunction } from 'ol/style/Style.js';
import type { Outline } from '../../data/outline.ts';
import type { MapStyles } from './style.ts';

/** The outlines of an answer as layers of a map. */
export interface Places {
  layers: LayerGroup;
  /** Replaces all outlines. `onShown` is called when the last one is in place. */
  show(outlines: readonly Outline[], onShown: () => void): void;
  /** The smallest outline at a place of the map; `resolution` is metres per pixel. */
  at(coordinate: Coordinate, resolution: number): Outline | undefined;
  /** Draws these outlines strongly, and all others as usual. Returns the box around the last one. */
  mark(outlines: readonly (Outline | undefined)[]): Extent | undefined;
  /** Redraws all outlines after the colours have changed. */
  redraw(): void;
  close(): void;
}

const WEB_MAP = 'EPSG:3857';
/** Metres around the Earth in web map coordinates. */
const WORLD = getWidth(projection(WEB_MAP)?.getExtent() ?? []);
/** Outlines smaller than this on the screen are drawn as a dot, so they stay visible. */
const TINY_PX = 7;
/** How near to an outline the pointer has to be. */
const HIT_PX = 4;
/** Outlines that are read and drawn in one frame, so the page stays responsive. */
const SLICE = 1000;
/** Each slice has a canvas of its own: no more of them than this. */
const MOST_SLICES = 10;

/** Makes the layers of outlines. `styles` gives the colours as they are now. */
export function placesOn(styles: () => MapStyles): Places {
  const styled =
    (isStrong: boolean): StyleFunction =>
    (feature, resolution) => {
      const outline: Outline = feature.get('outline');
      const extent = feature.getGeometry()?.getExtent();
      const isTiny = extent !== undefined && Math.max(getWidth(extent), getHeight(extent)) < TINY_PX * resolution;
      return styles().outline(outline.kind, isStrong, isTiny);
    };
  // Drawn once for each view, and slice by slice: thousands of outlines are too many for every frame, or for a single one.
  const slices = new LayerGroup();
  const sources: VectorSource[] = [];
  // A layer of its own, so pointing at one outline does not draw all of them again.
  const marks = new VectorSource();
  const marked = new VectorLayer({ source: marks, style: styled(true) });
  const features = new Map<Outline, Feature>();
  const format = new GeoJSON();
  let reading = 0;

  const addSlice = (outlines: readonly Outline[]) => {
    const slice = outlines.flatMap((outline) => {
      const geometry = format.readGeometry(outline.geometry, { featureProjection: WEB_MAP });
      if (!geometry) return [];
      const feature = new Feature(geometry);
      feature.set('outline', outline, true);
      features.set(outline, feature);
      return [feature];
    });
    const source = new VectorSource({ features: slice });
    sources.push(source);
    slices.getLayers().push(new VectorImageLayer({ source, style: styled(false), imageRatio: 1.2 }));
  };

  return {
    layers: new LayerGroup({ layers: [slices, marked] }),
    show(outlines, onShown) {
      cancelAnimationFrame(reading);
      slices.getLayers().clear();
      sources.length = 0;
      marks.clear(true);
      features.clear();
      const size = Math.max(SLICE, Math.ceil(outlines.length / MOST_SLICES));
      const addFrom = (start: number) => {
        if (start >= outlines.length) return onShown();
        addSlice(outlines.slice(start, start + size));
        reading = requestAnimationFrame(() => addFrom(start + size));
      };
      addFrom(0);
    },
    at([x = 0, y = 0], resolution) {
      const reach = HIT_PX * resolution;
      const inWorld = x - WORLD * Math.round(x / WORLD);
      let best: Feature | undefined;
      // An outline beyond the date line is drawn in the neighbouring worlds as well.
      for (const east of [inWorld - WORLD, inWorld, inWorld + WORLD]) {
        for (const source of sources) {
          source.forEachFeatureIntersectingExtent([east - reach, y - reach, east + reach, y + reach], (feature) => {
            if (!best || areaOf(feature) < areaOf(best)) best = feature;
          });
        }
      }
      return best?.get('outline');
    },
    mark(outlines) {
      const found = outlines.flatMap((outline) => (outline && features.get(outline)) ?? []);
      marks.clear(true);
      marks.addFeatures([...new Set(found)]);
      return found.at(-1)?.getGeometry()?.getExtent();
    },
    redraw() {
      for (const layer of slices.getLayersArray()) layer.changed();
      marked.changed();
    },
    close: () => cancelAnimationFrame(reading),
  };
}

const areaOf = (feature: Feature): number => getArea(feature.getGeometry()?.getExtent() ?? []);
