import type { WireBand, WireBandset } from '../contract/bandset.ts';
import type { UpstreamClient } from './http/client.ts';
import { rowOf } from './wire/row.ts';
import type { WireReader } from './wire/wire-reader.ts';

/** A named set of bands that tasking can capture. */
export interface Bandset {
  id: string;
  name: string | null;
  description: string | null;
  /** Number of satellite passes that these bands need. */
  captures: number | null;
  bands: Band[];
}

export interface Band {
  name: string | null;
  wavelengthInNm: number | null;
}

/** ListBandsets: Pixxel's and the customer's own, all in one answer. */
export async function listBandsets(client: UpstreamClient): Promise<Bandset[]> {
  const { answer, reader } = await client.call('ListBandsets', {});
  return reader.rows('bandsets', answer.bandsets, (bandset) => toBandset(bandset, reader)).items;
}

const toBandset = rowOf<Bandset, WireBandset>({
  id: (wire, reader) => reader.id('id', wire.id),
  name: (wire, reader) => reader.text('name', wire.name),
  description: (wire, reader) => reader.text('description', wire.description),
  captures: (wire, reader) => reader.integer('captures', wire.captures, 0),
  bands: (wire, reader) => toBands('bands', wire.bands, reader),
});

/** The bands of a bandset or of an order item. `field` is the property that held them. */
export function toBands(field: string, wire: readonly WireBand[] | null | undefined, reader: WireReader): Band[] {
  return reader.list(field, wire, (band) => ({
    name: reader.text(`${field}.name`, band.name),
    wavelengthInNm: reader.number(`${field}.wavelength`, band.wavelength, 0),
  }));
}
