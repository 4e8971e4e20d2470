import { globalIdOf } from '../resolvers/input/global-id.ts';
import * as resolve from '../resolvers/satellite.ts';
import type { RgbComposite, Satellite, SatelliteBand, SatelliteCollection } from '../upstream/satellite.ts';
import { builder } from './kit/builder.ts';
import { lookupOf } from './kit/relation.ts';
import { calls } from './kit/upstream-cost.ts';

export const SatelliteRef = builder.objectRef<Satellite>('Satellite');

const SatelliteBandRef = builder.objectRef<SatelliteBand>('SatelliteBand').implement({
  description: 'One band of a sensor.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name used in index expressions, such as `B04`.' }),
    offset: t.exposeFloat('offset', { description: 'Offset to add after scaling, to get reflectance.' }),
    scale: t.exposeFloat('scale', { description: 'Factor by which to multiply stored values, to get reflectance.' }),
    spatialResolutionInM: t.exposeFloat('spatialResolutionInM', { description: 'Ground sample distance in metres.' }),
    wavelengthInNm: t.exposeFloat('wavelengthInNm', { description: 'Centre wavelength in nanometres.' }),
  }),
});

export const SatelliteCollectionRef = builder.objectRef<SatelliteCollection>('SatelliteCollection').implement({
  description: 'An image collection of a satellite that `searchImages` can search.',
  fields: (t) => ({
    collectionId: t.exposeID('collectionId', { nullable: false, description: 'Id to pass to `searchImages`.' }),
    name: t.exposeString('name', { description: 'Display name.' }),
    provider: t.exposeString('provider', { description: 'Provider of the images.' }),
    queryables: t.exposeStringList('queryables', {
      nullable: false,
      description: 'Properties by which `searchImages` can filter.',
    }),
    rescale: t.exposeFloatList('rescale', {
      nullable: false,
      description: 'Two pixel values: the one to show black, and the one to show white.',
    }),
  }),
});

const RgbCompositeRef = builder.objectRef<RgbComposite>('RgbComposite').implement({
  description: 'Bands that make a natural-colour picture.',
  fields: (t) => ({
    red: t.exposeString('red', { description: 'Band shown as red.' }),
    green: t.exposeString('green', { description: 'Band shown as green.' }),
    blue: t.exposeString('blue', { description: 'Band shown as blue.' }),
  }),
});

builder.node(SatelliteRef, {
  description: 'A satellite whose images can be searched and processed.',
  id: { resolve: ({ id }) => globalIdOf('Satellite', { id }) },
  loadOne: (id, context) => resolve.satellite.load(resolve.satellite.key({ id }), context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'Id in the Pixxel console and REST API.' }),
    name: t.exposeString('name', { description: 'Name, such as `Pixxel-TD1`.' }),
    bands: t.expose('bands', { type: [SatelliteBandRef], nullable: false, description: 'Bands of its sensor.' }),
    collections: t.expose('collections', {
      type: [SatelliteCollectionRef],
      nullable: false,
      description: 'Image collections of the satellite.',
    }),
    rgbComposite: t.expose('rgbComposite', {
      type: RgbCompositeRef,
      description: 'Bands that make a natural-colour picture.',
    }),
  }),
});

builder.queryFields((t) => ({
  satellites: t.field({
    type: [SatelliteRef],
    description: 'All satellites.',
    extensions: { upstream: calls('field', 'ListSatellites') },
    resolve: resolve.satellites,
  }),
  satellite: lookupOf(t, SatelliteRef, {
    description: 'One satellite; null if it does not exist.',
    args: { id: t.arg.id({ required: true, description: 'The satellite, by global id or Pixxel id.' }) },
    upstream: calls('field', 'ListSatellites'),
    ...resolve.satellite,
  }),
}));
