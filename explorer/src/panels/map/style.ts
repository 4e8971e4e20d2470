import { getCenter } from 'ol/extent.js';
import type { FeatureLike } from 'ol/Feature.js';
import Point from 'ol/geom/Point.js';
import { Circle, Fill, Stroke, Style } from 'ol/style.js';
import type { Outline } from '../../data/outline.ts';

/** The map's styles in the colours of the page. */
export interface MapStyles {
  sea: string;
  land: Style;
  graticule: Stroke;
  label: string;
  /** Of an outline; a tiny one gets a dot at its centre. */
  outline(kind: Outline['kind'], isStrong: boolean, isTiny: boolean): Style[];
}

/** Reads the page's colours as they are now, light or dark. */
export function mapStyles(element: Element): MapStyles {
  const colour = resolver(element);
  const [accent, violet, warm] = [colour('--accent'), colour('--violet'), colour('--warm')];
  const strokes = { outline: accent, box: violet, point: warm };
  const made = new Map<string, Style[]>();
  const make = (kind: Outline['kind'], isStrong: boolean, isTiny: boolean) => {
    const stroke = new Stroke({
      color: isStrong ? warm : strokes[kind],
      width: isStrong ? 3.5 : 2,
      ...(kind === 'box' && { lineDash: [6, 4] }),
    });
    const fill = new Fill({ color: withAlpha(isStrong ? warm : strokes[kind], isStrong ? 0.28 : 0.14) });
    const zIndex = isStrong ? 1 : 0;
    const image = new Circle({ radius: isStrong ? 7 : 4.5, stroke, fill });
    const style = new Style({ stroke, fill, image, zIndex });
    if (!isTiny) return [style];
    const geometry = (feature: FeatureLike) => new Point(getCenter(feature.getGeometry()?.getExtent() ?? []));
    return [new Style({ image, zIndex, geometry })];
  };
  return {
    sea: colour('--sea'),
    land: new Style({
      fill: new Fill({ color: colour('--land') }),
      stroke: new Stroke({ color: colour('--coast'), width: 0.8 }),
    }),
    graticule: new Stroke({ color: withAlpha(colour('--ink-soft'), 0.25), width: 0.7 }),
    label: colour('--ink-soft'),
    outline(kind, isStrong, isTiny) {
      const key = `${kind} ${isStrong} ${isTiny}`;
      const style = made.get(key) ?? make(kind, isStrong, isTiny);
      made.set(key, style);
      return style;
    },
  };
}

/** Reads a colour of the page as `rgb(…)`: the style sheet may give one colour for light and another for dark. */
function resolver(element: Element): (name: string) => string {
  const probe = document.createElement('span');
  return (name) => {
    probe.style.color = `var(${name})`;
    element.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  };
}

function withAlpha(rgb: string, alpha: number): string {
  return rgb.replace(/^rgb\((.*)\)$/, `rgba($1, ${alpha})`);
}
