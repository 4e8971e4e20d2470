import * as resolve from '../resolvers/bandset.ts';
import { globalIdOf } from '../resolvers/input/global-id.ts';
import type { Band, Bandset } from '../upstream/bandset.ts';
import { builder } from './kit/builder.ts';
import { lookupOf } from './kit/relation.ts';
import { calls } from './kit/upstream-cost.ts';

export const BandsetRef = builder.objectRef<Bandset>('Bandset');

export const BandRef = builder.objectRef<Band>('Band').implement({
  description: 'A spectral band that a sensor can capture.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name used in index expressions, such as `B04`.' }),
    wavelengthInNm: t.exposeFloat('wavelengthInNm', { description: 'Centre wavelength in nanometres.' }),
  }),
});

builder.node(BandsetRef, {
  description: 'A named selection of bands that a tasking order can capture.',
  id: { resolve: ({ id }) => globalIdOf('Bandset', { id }) },
  loadOne: (id, context) => resolve.bandset.load(resolve.bandset.key({ id }), context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'Id in the Pixxel console and REST API.' }),
    name: t.exposeString('name', { description: 'Display name.' }),
    description: t.exposeString('description', { description: 'What these bands are suited for.' }),
    captures: t.exposeInt('captures', { description: 'Number of satellite passes needed to capture all bands.' }),
    bands: t.expose('bands', { type: [BandRef], nullable: false, description: 'The bands.' }),
  }),
});

builder.queryFields((t) => ({
  bandsets: t.field({
    type: [BandsetRef],
    description: "All bandsets that you can order: Pixxel's defaults and your own.",
    extensions: { upstream: calls('field', 'ListBandsets') },
    resolve: resolve.bandsets,
  }),
  bandset: lookupOf(t, BandsetRef, {
    description: 'One bandset; null if it does not exist.',
    args: { id: t.arg.id({ required: true, description: 'The bandset, by global id or Pixxel id.' }) },
    upstream: calls('field', 'ListBandsets'),
    ...resolve.bandset,
  }),
}));
