import * as resolve from '../resolvers/bandset.ts';
import { globalIdOf } from '../resolvers/input/global-id.ts';
import type { Band, Bandset } from '../upstream/bandset.ts';
import { builder } from './kit/builder.ts';
import { calls } from './kit/upstream-cost.ts';

export const BandsetRef = builder.objectRef<Bandset>('Bandset');

export const BandRef = builder.objectRef<Band>('Band').implement({
  description: 'A band that a sensor can capture.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name used in expressions, such as `B04`.' }),
    wavelengthInNm: t.exposeFloat('wavelengthInNm', { description: 'Centre wavelength in nanometres.' }),
  }),
});

builder.node(BandsetRef, {
  description: 'A named choice of bands, which a tasking order captures.',
  id: { resolve: ({ id }) => globalIdOf('Bandset', { id }) },
  loadOne: (id, context) => resolve.bandset(null, { id }, context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'The id in the Pixxel console and REST API.' }),
    name: t.exposeString('name', { description: 'The name to show to people.' }),
    description: t.exposeString('description', { description: 'What these bands are good for.' }),
    captures: t.exposeInt('captures', { description: 'How many passes of the satellite it takes to capture them.' }),
    bands: t.expose('bands', { type: [BandRef], nullable: false, description: 'The bands.' }),
  }),
});

builder.queryFields((t) => ({
  bandsets: t.field({
    type: [BandsetRef],
    description: "All bandsets that can be ordered, Pixxel's and your own.",
    extensions: { upstream: calls('field', 'ListBandsets') },
    resolve: resolve.bandsets,
  }),
  bandset: t.field({
    type: BandsetRef,
    description: 'One bandset; null where there is none.',
    args: { id: t.arg.id({ required: true, description: 'The bandset, by either of its ids.' }) },
    extensions: { upstream: calls('field', 'ListBandsets') },
    resolve: resolve.bandset,
  }),
}));
