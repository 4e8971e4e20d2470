import { spacedDate } from '../dates.ts';
import { uuidOf } from '../identity.ts';
import type { StoredIndex, StoredSatellite } from '../store.ts';
import { bandNear, satellites } from './satellites.ts';

const created = spacedDate(Date.UTC(2024, 0, 15, 9, 30));

const formulas = [
  { name: 'NDVI', text: 'Vigour of green plants', high: 842, low: 665, colormap: 'rdylgn' },
  { name: 'NDWI', text: 'Open water and wet ground', high: 560, low: 842, colormap: 'ylgnbu' },
  { name: 'NDRE', text: 'Chlorophyll in dense canopies, by the red edge', high: 842, low: 705, colormap: 'viridis' },
];

/** For each satellite three preset formulas, a true-colour composite and a near-infrared greyscale. */
export const presetIndices: readonly StoredIndex[] = Object.values(satellites).flatMap((one) => {
  const { red = '', green = '', blue = '' } = one.rgb_composite ?? {};
  const infrared = bandNear(one, 842);
  return [
    ...formulas.map(({ name, text, high, low, colormap }) => {
      const bands = [bandNear(one, high), bandNear(one, low)];
      return indexOf(one, { name, description: text, ...ratioOf(bands), colormap, rescale: [-1, 1] });
    }),
    indexOf(one, {
      name: 'True colour',
      description: 'As the eye would see it',
      expression: [red, green, blue].join(','),
      expression_type: 'composite',
      bands: [red, green, blue],
      colormap: '',
      rescale: [0, 4000],
    }),
    indexOf(one, {
      name: 'Near infrared',
      description: 'Brightness in the near infrared',
      expression: infrared,
      expression_type: 'grayscale',
      bands: [infrared],
      colormap: 'gray',
      rescale: [0, 4000],
    }),
  ];
});

/** Custom formulas of one of the companies. */
export const orchardIndices: readonly StoredIndex[] = [
  customIndex(satellites.FF01, 'Wheat nitrogen', 'Nitrogen in wheat before heading', [760, 720], 'ylorbr'),
  customIndex(satellites.FF01, 'Iron oxide', 'Oxidised iron in tailings and dust', [665, 490], 'rplumbo'),
];
export const harbourIndices: readonly StoredIndex[] = [
  customIndex(satellites.FF01, 'Turbidity', 'Suspended sediment in shallow water', [680, 560], 'ylorbr'),
];

function customIndex(one: StoredSatellite, name: string, description: string, at: number[], colormap: string) {
  const bands = at.map((wavelength) => bandNear(one, wavelength));
  const shape = { name, description, ...ratioOf(bands), colormap, rescale: [0, 1] };
  return { ...indexOf(one, shape), type: 'custom' as const };
}

/** The normalized difference of two bands. */
function ratioOf(bands: string[]) {
  const expression = `(${bands.join('-')})/(${bands.join('+')})`;
  return { expression, expression_type: 'index' as const, bands };
}

function indexOf(one: StoredSatellite, shape: Omit<StoredIndex, 'id' | 'satellite_id'>): StoredIndex {
  return {
    ...shape,
    id: uuidOf(`index ${one.name} ${shape.name}`),
    type: 'preset',
    satellite_id: one.id,
    created_at: created,
    updated_at: created,
  };
}
