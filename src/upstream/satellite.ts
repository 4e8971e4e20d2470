import type { WireSatellite } from '../contract/satellite.ts';
import type { UpstreamClient } from './http/client.ts';
import { rowOf } from './wire/row.ts';

/** A satellite whose imagery can be processed, with the bands of its sensor. */
export interface Satellite {
  id: string;
  name: string | null;
  bands: SatelliteBand[];
  collections: SatelliteCollection[];
  rgbComposite: RgbComposite | null;
}

export interface SatelliteBand {
  name: string | null;
  offset: number | null;
  scale: number | null;
  spatialResolutionInM: number | null;
  wavelengthInNm: number | null;
}

export interface SatelliteCollection {
  collectionId: string;
  name: string | null;
  provider: string | null;
  queryables: readonly string[];
  rescale: readonly number[];
}

export interface RgbComposite {
  red: string | null;
  green: string | null;
  blue: string | null;
}

/** ListSatellites: all satellites in one answer. */
export async function listSatellites(client: UpstreamClient): Promise<Satellite[]> {
  const { answer, reader } = await client.call('ListSatellites', {});
  return reader.rows('satellites', answer.satellites, (satellite) => toSatellite(satellite, reader)).items;
}

const toSatellite = rowOf<Satellite, WireSatellite>({
  id: (wire, reader) => reader.id('id', wire.id),
  name: (wire, reader) => reader.text('name', wire.name),
  bands: (wire, reader) =>
    reader.list('bands', wire.bands, (band) => ({
      name: reader.text('bands.name', band.name),
      offset: reader.number('bands.offset', band.offset),
      scale: reader.number('bands.scale', band.scale),
      spatialResolutionInM: reader.number('bands.spatial_resolution', band.spatial_resolution, 0),
      wavelengthInNm: reader.number('bands.wavelength', band.wavelength, 0),
    })),
  collections: (wire, reader) =>
    reader.listWithIds('collections', wire.collections, (collection) => ({
      collectionId: reader.id('collections.id', collection.id),
      name: reader.text('collections.name', collection.name),
      provider: reader.text('collections.provider', collection.provider),
      queryables: reader.texts('collections.queryables', collection.queryables),
      rescale: reader.numbers('collections.rescale', collection.rescale) ?? [],
    })),
  rgbComposite: ({ rgb_composite: rgb }, reader) =>
    rgb
      ? {
          red: reader.text('rgb_composite.red', rgb.red),
          green: reader.text('rgb_composite.green', rgb.green),
          blue: reader.text('rgb_composite.blue', rgb.blue),
        }
      : null,
});
