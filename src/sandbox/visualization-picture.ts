import { PNG } from 'pngjs';
import type { WirePolygon } from '../contract/geojson.ts';
import type { WireExpressionType } from '../contract/spectral-index.ts';
import type { WireLegendItem, WireNewLegendItem } from '../contract/visualization.ts';
import { bboxOf, contains } from './world/geometry.ts';
import { createDice } from './world/identity.ts';

/** The values of an index over an AOI on one day: a made-up smooth surface that both legends and pictures are drawn from. */
export interface Surface {
  readonly polygon: WirePolygon;
  /** From 0 to 1, at a place that is given from 0 to 1 across and down the bounding box. */
  readonly shareAt: (across: number, down: number) => number;
  /** The same in the units of the index, between its rescale bounds. */
  readonly valueAt: (across: number, down: number) => number;
}

/** Colours of a colormap from its low end to its high one. */
const colormaps: Readonly<Record<string, readonly string[]>> = {
  rdylgn: ['#a50026', '#f46d43', '#fee08b', '#a6d96a', '#006837'],
  ylgnbu: ['#ffffd9', '#c7e9b4', '#41b6c4', '#225ea8', '#081d58'],
  ylorbr: ['#ffffe5', '#fee391', '#fe9929', '#cc4c02', '#662506'],
  viridis: ['#440154', '#3b528b', '#21918c', '#5ec962', '#fde725'],
  rplumbo: ['#2b83ba', '#abdda4', '#ffffbf', '#fdae61', '#d7191c'],
};
const words = ['Very low', 'Low', 'Moderate', 'High', 'Very high'];
const samples = 28;

/** The surface for a seed text, with values inside the rescale bounds of the index. */
export function surfaceOf(seed: string, polygon: WirePolygon, [low = 0, high = 1]: readonly number[]): Surface {
  const dice = createDice(seed);
  const waves = Array.from({ length: 5 }, (_, wave) => ({
    across: (dice() - 0.5) * 4 * (wave + 1),
    down: (dice() - 0.5) * 4 * (wave + 1),
    phase: dice() * 2 * Math.PI,
    height: 1 / (wave + 1),
  }));
  const tallest = waves.reduce((sum, { height }) => sum + height, 0);
  const shareAt = (across: number, down: number) => {
    let sum = 0;
    for (const wave of waves) {
      sum += wave.height * Math.sin(2 * Math.PI * (wave.across * across + wave.down * down) + wave.phase);
    }
    return 0.5 + (0.5 * sum) / tallest;
  };
  return { polygon, shareAt, valueAt: (across, down) => low + (high - low) * shareAt(across, down) };
}

/** A legend of equal steps, from the bounds given or else from the lowest to the highest value that is seen. */
export function equalSteps(
  surface: Surface,
  steps: number,
  colormap: string | undefined,
  bounds?: readonly number[],
): WireLegendItem[] {
  const values = valuesOf(surface);
  const [low = 0, high = 1] = bounds ?? [Math.min(...values), Math.max(...values)];
  return Array.from({ length: steps }, (_, step) => ({
    label: steps === words.length ? (words[step] ?? '') : `Class ${step + 1}`,
    color: colourOf(colormap, steps === 1 ? 0.5 : step / (steps - 1)),
    min: rounded(low + ((high - low) * step) / steps),
    max: rounded(low + ((high - low) * (step + 1)) / steps),
  }));
}

const rounded = (value: number) => Math.round(value * 1e4) / 1e4;

/** The legend's classes with the area (square metres) and the share of the AOI that each covers. */
export function withAreas(items: readonly WireNewLegendItem[], surface: Surface, areaInSqM: number): WireLegendItem[] {
  const counts = items.map(() => 0);
  const values = valuesOf(surface);
  for (const value of values) {
    const index = classOf(items, value);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return items.map((item, index) => {
    const share = (counts[index] ?? 0) / Math.max(1, values.length);
    return { ...item, area: Math.round(areaInSqM * share), area_percentage: rounded(share * 100) };
  });
}

/** Values beyond either end belong to the class at that end. */
function classOf(items: readonly WireNewLegendItem[], value: number): number {
  return Math.max(
    0,
    items.findLastIndex(({ min = -Infinity }) => value >= min),
  );
}

function valuesOf({ polygon, valueAt }: Surface): number[] {
  const [west, south, east, north] = bboxOf(polygon.coordinates) ?? [0, 0, 1, 1];
  const values: number[] = [];
  for (let row = 0; row < samples; row += 1) {
    for (let column = 0; column < samples; column += 1) {
      const [across, down] = [(column + 0.5) / samples, (row + 0.5) / samples];
      if (contains(polygon, west + (east - west) * across, north - (north - south) * down)) {
        values.push(valueAt(across, down));
      }
    }
  }
  return values.length > 0 ? values : [valueAt(0.5, 0.5)];
}

function colourOf(colormap: string | undefined, share: number): string {
  const stops = colormaps[colormap ?? ''] ?? colormaps.viridis ?? [];
  const position = share * (stops.length - 1);
  const [from, to] = [rgbOf(stops[Math.floor(position)]), rgbOf(stops[Math.ceil(position)])];
  const mixed = from.map((part, index) => Math.round(part + ((to[index] ?? part) - part) * (position % 1)));
  return `#${mixed.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

function rgbOf(colour = '#000000'): number[] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/**
 * The picture as a PNG, 256 pixels wide, transparent outside of the AOI. An index has the colours of its legend, a
 * greyscale has greys, and a composite combines three surfaces.
 */
export function renderPng(surface: Surface, legend: readonly WireNewLegendItem[], kind: WireExpressionType): Buffer {
  const { polygon, shareAt, valueAt } = surface;
  const [west, south, east, north] = bboxOf(polygon.coordinates) ?? [0, 0, 1, 1];
  const aspect = (north - south) / ((east - west) * Math.cos((south * Math.PI) / 180));
  const png = new PNG({ width: 256, height: Math.max(64, Math.min(512, Math.round(256 * aspect))) });
  const colours = legend.map(({ color }) => rgbOf(color));
  const grey = (across: number, down: number) => Math.round(shareAt(across, down) * 255);
  for (let row = 0; row < png.height; row += 1) {
    for (let column = 0; column < png.width; column += 1) {
      const [across, down] = [(column + 0.5) / png.width, (row + 0.5) / png.height];
      if (!contains(polygon, west + (east - west) * across, north - (north - south) * down)) continue;
      let colour = [grey(across, down), grey(down, across), grey(1 - across, down)];
      if (kind === 'grayscale') colour = [grey(across, down), grey(across, down), grey(across, down)];
      if (kind === 'index') colour = colours[classOf(legend, valueAt(across, down))] ?? [0, 0, 0];
      png.data.set([...colour, 255], (row * png.width + column) * 4);
    }
  }
  return PNG.sync.write(png);
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The legend as a Styled Layer Descriptor for a map server. */
export function sldOf(layer: string, legend: readonly WireLegendItem[]): string {
  const entries = legend.map(
    ({ color = '#000000', max = 0, label = '' }) =>
      `            <ColorMapEntry color="${escaped(color)}" quantity="${max}" label="${escaped(label)}"/>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor xmlns="http://www.opengis.net/sld" version="1.0.0">
  <NamedLayer>
    <Name>${escaped(layer)}</Name>
    <UserStyle>
      <FeatureTypeStyle>
        <Rule>
          <RasterSymbolizer>
            <ColorMap type="intervals">
${entries.join('\n')}
            </ColorMap>
          </RasterSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
`;
}
