import type { StoredSatellite } from '../store.ts';

/** Bands `B01`, `B02`, ... evenly spread over a stretch of the spectrum, in nanometres. */
function evenBands(count: number, from: number, to: number, resolution: number) {
  return Array.from({ length: count }, (_, index) => ({
    name: `B${String(index + 1).padStart(2, '0')}`,
    offset: 0,
    scale: 0.0001,
    spatial_resolution: resolution,
    wavelength: Math.round(from + ((to - from) * index) / (count - 1)),
  }));
}

const sentinelBands = (
  [
    ['B01', 443, 60],
    ['B02', 490, 10],
    ['B03', 560, 10],
    ['B04', 665, 10],
    ['B05', 705, 20],
    ['B06', 740, 20],
    ['B07', 783, 20],
    ['B08', 842, 10],
    ['B8A', 865, 20],
    ['B09', 945, 60],
    ['B11', 1610, 20],
    ['B12', 2190, 20],
  ] as const
).map(([name, wavelength, spatial_resolution]) => ({ name, wavelength, spatial_resolution, offset: 0, scale: 0.0001 }));

const queryables = ['eo:cloud_cover', 'view:off_nadir', 'view:sun_elevation'];

const pixxelCollection = (id: string, name: string) => ({
  id,
  name,
  provider: 'pixxel',
  queryables,
  rescale: [0, 4000],
});

/** By the short name that the places use. */
export const satellites = {
  FF01: satellite('9c2f5b7e-6f0e-4d0b-9a51-0f1f5c1f0a01', 'Pixxel-FF01', evenBands(48, 440, 920, 5), [
    pixxelCollection('pixxel-ff-l2a', 'Firefly surface reflectance'),
  ]),
  TD1: satellite('0004ab8d-0ad1-4d62-8a3f-fe18a7000e70', 'Pixxel-TD1', evenBands(32, 470, 900, 30), [
    pixxelCollection('pixxel-td-l2a', 'Technology demonstrators, surface reflectance'),
  ]),
  TD2: satellite('0005c5bb-0bd2-4c80-9393-4a808341c54c', 'Pixxel-TD2', evenBands(32, 470, 900, 10), [
    pixxelCollection('pixxel-td-l2a', 'Technology demonstrators, surface reflectance'),
  ]),
  'Sentinel-2': satellite('0002a3a3-00a2-4b55-842b-44d8202c6d60', 'Sentinel-2', sentinelBands, [
    {
      id: 'sentinel-2-l2a',
      name: 'Sentinel-2 Level-2A',
      provider: 'planetary',
      queryables: queryables.slice(0, 1),
      rescale: [0, 10000],
    },
  ]),
} as const;

function satellite(
  id: string,
  name: string,
  bands: NonNullable<StoredSatellite['bands']>,
  collections: NonNullable<StoredSatellite['collections']>,
): StoredSatellite {
  const draft = { id, name, bands, collections };
  const nearest = (wavelength: number) => bandNear(draft, wavelength);
  return { ...draft, rgb_composite: { red: nearest(665), green: nearest(560), blue: nearest(490) } };
}

/** The name of the band nearest to a wavelength in nanometres. */
export function bandNear({ bands = [] }: StoredSatellite, wavelength: number): string {
  const distance = (band: (typeof bands)[number]) => Math.abs((band.wavelength ?? 0) - wavelength);
  return bands.toSorted((one, other) => distance(one) - distance(other))[0]?.name ?? '';
}
