import 'ol/ol.css';
import { defaults as defaultControls } from 'ol/control/defaults.js';
import MousePosition from 'ol/control/MousePosition.js';
import ScaleLine from 'ol/control/ScaleLine.js';
import { createStringXY } from 'ol/coordinate.js';
import Graticule from 'ol/layer/Graticule.js';
import TileLayer from 'ol/layer/Tile.js';
import VectorLayer from 'ol/layer/Vector.js';
import OlMap from 'ol/Map.js';
import Overlay from 'ol/Overlay.js';
import { fromLonLat, transformExtent } from 'ol/proj.js';
import VectorSource from 'ol/source/Vector.js';
import XYZ from 'ol/source/XYZ.js';
import { Fill, Text } from 'ol/style.js';
import View from 'ol/View.js';
import { boundsOf, boxAround } from '../../data/bounds.ts';
import type { Outline } from '../../data/outline.ts';
import type { ShownPicture } from '../../data/worker.ts';
import { readLand } from './land.ts';
import { pictureLayers } from './pictures.ts';
import { placesOn } from './places.ts';
import { type MapStyles, mapStyles } from './style.ts';

/** A map in the page. */
export interface Drawing {
  show(outlines: readonly Outline[]): void;
  /** Moves and zooms until all outlines are visible. */
  showAll(): void;
  showPictures(pictures: readonly ShownPicture[]): void;
  setPicturesShown(isShown: boolean): void;
  /** Marks one outline and moves to it. */
  select(outline: Outline | undefined): void;
  close(): void;
}

/** Closer than this, an outline fills the map. */
const CLOSEST_ZOOM = 15;
const PADDING = [40, 40, 40, 40];

/** Draws a map with coastlines and a graticule, and calls `onPick` for the outline that is clicked. */
export function drawMap(target: HTMLElement, tilesUrl: string | null, onPick: (outline: Outline) => void): Drawing {
  let styles = mapStyles(target);
  let hovered: Outline | undefined;
  let chosen: Outline | undefined;
  const land = new VectorLayer({ source: new VectorSource(), style: () => styles.land });
  const places = placesOn(() => styles);
  const pictures = pictureLayers();
  const name = document.createElement('div');
  name.className = 'map-name';
  const label = new Overlay({ element: name, offset: [12, 12], stopEvent: false });
  const tiles = tilesUrl === null ? [] : [new TileLayer({ source: new XYZ({ url: tilesUrl }) })];
  const map = new OlMap({
    target,
    layers: [land, ...tiles, pictures.layers, places.layers],
    overlays: [label],
    controls: defaultControls({ attribution: false, rotate: false }).extend([
      new ScaleLine(),
      new MousePosition({ coordinateFormat: createStringXY(4), projection: 'EPSG:4326', placeholder: '' }),
    ]),
    view: new View({ center: fromLonLat([20, 20]), zoom: 1.2, maxZoom: 20, multiWorld: true }),
  });
  let graticule: Graticule | undefined;
  const paint = () => {
    styles = mapStyles(target);
    target.style.backgroundColor = styles.sea;
    if (graticule) map.removeLayer(graticule);
    graticule = graticuleIn(styles);
    map.getLayers().insertAt(1, graticule);
    land.changed();
    places.redraw();
  };
  paint();
  const unfollow = followTheme(paint);
  readLand().then(
    (features) => land.getSource()?.addFeatures(features),
    () => undefined,
  );

  const outlineAt = (coordinate: number[]) => places.at(coordinate, map.getView().getResolution() ?? 1);
  map.on('pointermove', ({ coordinate, dragging }) => {
    const outline = dragging ? undefined : outlineAt(coordinate);
    if (outline !== hovered) {
      hovered = outline;
      places.mark([hovered, chosen]);
      target.style.cursor = outline ? 'pointer' : '';
    }
    name.textContent = outline?.label ?? '';
    label.setPosition(outline ? coordinate : undefined);
  });
  map.on('click', ({ coordinate }) => {
    const outline = outlineAt(coordinate);
    if (outline) onPick(outline);
  });
  const fit = (extent: number[], duration: number) =>
    map.getView().fit(extent, { padding: PADDING, maxZoom: CLOSEST_ZOOM, duration });
  let whole: number[] | null = null;
  const showAll = () => {
    if (whole) fit(whole, 0);
  };

  return {
    show(outlines) {
      target.ariaBusy = 'true';
      const bounds = outlines.map(({ geometry }) => boundsOf(geometry));
      whole = bounds.length === 0 ? null : transformExtent([...boxAround(bounds)], 'EPSG:4326', 'EPSG:3857');
      showAll();
      places.show(outlines, () => {
        places.mark([chosen]);
        map.once('rendercomplete', () => {
          target.ariaBusy = 'false';
        });
        map.render();
      });
    },
    showAll,
    showPictures: (shown) => pictures.show(shown),
    setPicturesShown: (isShown) => pictures.layers.setVisible(isShown),
    select(outline) {
      if (chosen === outline) return;
      chosen = outline;
      const extent = places.mark([hovered, chosen]);
      if (chosen && extent) fit(extent, matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 300);
    },
    close() {
      unfollow();
      places.close();
      pictures.close();
      map.setTarget(undefined);
      map.dispose();
    },
  };
}

/** Lines of longitude and latitude with their degrees. */
function graticuleIn(styles: MapStyles): Graticule {
  const text = (align: 'center' | 'end') =>
    new Text({
      font: '11px Inter Variable, sans-serif',
      fill: new Fill({ color: styles.label }),
      textAlign: align,
      textBaseline: align === 'end' ? 'bottom' : 'top',
    });
  return new Graticule({
    strokeStyle: styles.graticule,
    showLabels: true,
    lonLabelStyle: text('center'),
    latLabelStyle: text('end'),
    lonLabelPosition: 0.99,
    latLabelPosition: 0.99,
    wrapX: true,
  });
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
