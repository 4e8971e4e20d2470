import 'ol/ol.css';
import { defaults as defaultControls } from 'ol/control/defaults.js';
import MousePosition from 'ol/control/MousePosition.js';
import ScaleLine from 'ol/control/ScaleLine.js';
import { createStringXY } from 'ol/coordinate.js';
import { getHeight, getWidth, isEmpty } from 'ol/extent.js';
import Feature from 'ol/Feature.js';
import GeoJSON from 'ol/format/GeoJSON.js';
import Graticule from 'ol/layer/Graticule.js';
import LayerGroup from 'ol/layer/Group.js';
import ImageLayer from 'ol/layer/Image.js';
import TileLayer from 'ol/layer/Tile.js';
import VectorLayer from 'ol/layer/Vector.js';
import OlMap from 'ol/Map.js';
import Overlay from 'ol/Overlay.js';
import { fromLonLat, transformExtent } from 'ol/proj.js';
import ImageStatic from 'ol/source/ImageStatic.js';
import VectorSource from 'ol/source/Vector.js';
import XYZ from 'ol/source/XYZ.js';
import { Fill, Text } from 'ol/style.js';
import View from 'ol/View.js';
import type { Outline } from '../../data/outline.ts';
import type { ShownPicture } from '../../data/worker.ts';
import { readLand } from './land.ts';
import { mapStyles } from './style.ts';

/** A map in the page. */
export interface Drawing {
  show(outlines: readonly Outline[]): void;
  /** Moves to where all outlines are in sight. */
  showAll(): void;
  showPictures(pictures: readonly ShownPicture[]): void;
  setPicturesShown(isShown: boolean): void;
  /** Marks one outline and moves to it where it is out of sight. */
  select(outline: Outline | undefined): void;
  close(): void;
}

const WEB_MAP = { featureProjection: 'EPSG:3857' };
/** Closer than this, an outline fills the map. */
const CLOSEST_ZOOM = 15;
/** Outlines smaller than this on the screen are drawn as a dot, so that they are seen. */
const TINY_PX = 7;
/** Outlines that are read in one frame, so the page stays responsive. */
const CHUNK = 500;
const PADDING = [40, 40, 40, 40];

/** Draws a map with coastlines and a graticule, and calls `onPick` for the outline that is clicked. */
export function drawMap(target: HTMLElement, tilesUrl: string | null, onPick: (outline: Outline) => void): Drawing {
  let styles = mapStyles(target);
  let hovered: Feature | undefined;
  let chosen: Outline | undefined;
  const land = new VectorLayer({ source: new VectorSource(), style: () => styles.land });
  const source = new VectorSource();
  const places = new VectorLayer({
    source,
    style: (feature, resolution) => {
      const outline: Outline = feature.get('outline');
      const extent = feature.getGeometry()?.getExtent();
      const isTiny = extent !== undefined && Math.max(getWidth(extent), getHeight(extent)) < TINY_PX * resolution;
      return styles.outline(outline.kind, feature === hovered || outline === chosen, isTiny);
    },
  });
  const pictures = new LayerGroup();
  const name = document.createElement('div');
  name.className = 'map-name';
  const label = new Overlay({ element: name, offset: [12, 12], stopEvent: false });
  const map = new OlMap({
    target,
    layers: [
      land,
      ...(tilesUrl === null ? [] : [new TileLayer({ source: new XYZ({ url: tilesUrl }) })]),
      pictures,
      places,
    ],
    overlays: [label],
    controls: defaultControls({ attribution: false, rotate: false }).extend([
      new ScaleLine(),
      new MousePosition({ coordinateFormat: createStringXY(4), projection: 'EPSG:4326', placeholder: '' }),
    ]),
    view: new View({ center: fromLonLat([20, 20]), zoom: 1.2, maxZoom: 20, multiWorld: true }),
  });
  const text = (align: 'center' | 'end') =>
    new Text({
      font: '11px Inter Variable, sans-serif',
      fill: new Fill({ color: styles.label }),
      textAlign: align,
      textBaseline: align === 'end' ? 'bottom' : 'top',
    });
  let graticule: Graticule | undefined;
  const paint = () => {
    styles = mapStyles(target);
    target.style.backgroundColor = styles.sea;
    if (graticule) map.removeLayer(graticule);
    const [lonLabelStyle, latLabelStyle] = [text('center'), text('end')];
    graticule = new Graticule({
      strokeStyle: styles.graticule,
      showLabels: true,
      lonLabelStyle,
      latLabelStyle,
      lonLabelPosition: 0.99,
      latLabelPosition: 0.99,
      wrapX: true,
    });
    map.getLayers().insertAt(1, graticule);
    land.changed();
    places.changed();
  };
  paint();
  const unfollow = followTheme(paint);
  readLand().then(
    (features) => land.getSource()?.addFeatures(features),
    () => undefined,
  );

  const featureAt = (pixel: number[]) =>
    map.forEachFeatureAtPixel(pixel, (feature) => (feature instanceof Feature ? feature : undefined), {
      layerFilter: (layer) => layer === places,
      hitTolerance: 3,
    });
  map.on('pointermove', ({ pixel, coordinate, dragging }) => {
    const feature = dragging ? undefined : featureAt(pixel);
    if (feature !== hovered) {
      hovered = feature;
      places.changed();
      target.style.cursor = feature ? 'pointer' : '';
    }
    name.textContent = feature ? feature.get('outline').label : '';
    label.setPosition(feature ? coordinate : undefined);
  });
  map.on('click', ({ pixel }) => {
    const feature = featureAt(pixel);
    if (feature) onPick(feature.get('outline'));
  });
  let reading = 0;
  const pictureUrls: string[] = [];
  const forgetPictures = () => {
    for (const url of pictureUrls.splice(0)) URL.revokeObjectURL(url);
  };
  const fit = (extent: number[], duration: number) =>
    map.getView().fit(extent, { padding: PADDING, maxZoom: CLOSEST_ZOOM, duration });
  const showAll = () => {
    const extent = source.getExtent();
    if (extent && !isEmpty(extent)) fit(extent, 0);
  };

  return {
    show(outlines) {
      cancelAnimationFrame(reading);
      target.ariaBusy = 'true';
      source.clear(true);
      const format = new GeoJSON();
      const features: Feature[] = [];
      const readSome = () => {
        for (const outline of outlines.slice(features.length, features.length + CHUNK)) {
          const feature = new Feature(format.readGeometry(outline.geometry, WEB_MAP) ?? undefined);
          feature.set('outline', outline, true);
          features.push(feature);
        }
        if (features.length < outlines.length) {
          reading = requestAnimationFrame(readSome);
          return;
        }
        source.addFeatures(features);
        showAll();
        target.ariaBusy = 'false';
      };
      readSome();
    },
    showAll,
    showPictures(shown) {
      forgetPictures();
      pictures.getLayers().clear();
      for (const { bytes, bounds } of shown) {
        if (!bounds) continue;
        const url = URL.createObjectURL(bytes);
        pictureUrls.push(url);
        const imageExtent = transformExtent([...bounds], 'EPSG:4326', 'EPSG:3857');
        const layer = new ImageLayer({ source: new ImageStatic({ url, imageExtent, interpolate: false }) });
        const add = () => {
          if (pictureUrls.includes(url)) pictures.getLayers().push(layer);
        };
        const image = new Image();
        image.src = url;
        // A picture that cannot be decoded is left out.
        image.decode().then(add, () => undefined);
      }
    },
    setPicturesShown: (isShown) => pictures.setVisible(isShown),
    select(outline) {
      if (chosen === outline) return;
      chosen = outline;
      places.changed();
      const feature = outline && source.getFeatures().find((candidate) => candidate.get('outline') === outline);
      const extent = feature?.getGeometry()?.getExtent();
      if (extent) fit(extent, matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 300);
    },
    close() {
      unfollow();
      cancelAnimationFrame(reading);
      forgetPictures();
      map.setTarget(undefined);
      map.dispose();
    },
  };
}

/** Calls back when the page turns light or dark: by the system, or by GraphiQL's setting. */
function followTheme(onChange: () => void): () => void {
  const query = matchMedia('(prefers-color-scheme: dark)');
  const observer = new MutationObserver(onChange);
  query.addEventListener('change', onChange);
  observer.observe(document.body, { attributeFilter: ['class'] });
  return () => {
    query.removeEventListener('change', onChange);
    observer.disconnect();
  };
}
