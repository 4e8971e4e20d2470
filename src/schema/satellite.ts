import { globalIdOf } from '../resolvers/input/global-id.ts';
import * as resolve from '../resolvers/satellite.ts';
import type { RgbComposite, Satellite, SatelliteBand, SatelliteCollection } from '../upstream/satellite.ts';
import { builder } from './kit/builder.ts';
import { calls } from './kit/upstream-cost.ts';

export const SatelliteRef = builder.objectRef<Satellite>('Satellite');

const SatelliteBandRef = builder.objectRef<SatelliteBand>('SatelliteBand').implement({
  description: 'One band of a sensor.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name used in expressions, such as `B04`.' }),
    offset: t.exposeFloat('offset', { description: 'Added after scaling to get reflectance.' }),
    scale: t.exposeFloat('scale', { description: 'What a stored value is multiplied by to get reflectance.' }),
    spatialResolutionInM: t.exposeFloat('spatialResolutionInM', { description: 'Ground sample distance in metres.' }),
    wavelengthInNm: t.exposeFloat('wavelengthInNm', { description: 'Centre wavelength in nanometres.' }),
  }),
});

const SatelliteCollectionRef = builder.objectRef<SatelliteCollection>('SatelliteCollection').implement({
  description: 'A collection of images of one satellite that image search can look through.',
  fields: (t) => ({
    collectionId: t.exposeID('collectionId', { nullable: false, description: 'The id that image search takes.' }),
    name: t.exposeString('name', { description: 'The name to show to people.' }),
    provider: t.exposeString('provider', { description: 'Who provides the images.' }),
    queryables: t.exposeStringList('queryables', {
      nullable: false,
      description: 'The properties that image search can filter by.',
    }),
    rescale: t.exposeFloatList('rescale', {
      nullable: false,
      description: 'The values that are stretched to black and white.',
    }),
  }),
});

const RgbCompositeRef = builder.objectRef<RgbComposite>('RgbComposite').implement({
  description: 'The bands that together make a picture in natural colour.',
  fields: (t) => ({
    red: t.exposeString('red', { description: 'The band shown as red.' }),
    green: t.exposeString('green', { description: 'The band shown as green.' }),
    blue: t.exposeString('blue', { description: 'The band shown as blue.' }),
  }),
});

builder.node(SatelliteRef, {
  description: 'A satellite whose images can be searched and processed.',
  id: { resolve: ({ id }) => globalIdOf('Satellite', { id }) },
  loadOne: (id, context) => resolve.satellite(null, { id }, context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'The id in the Pixxel console and REST API.' }),
    name: t.exposeString('name', { description: 'The name, such as `Pixxel-TD1`.' }),
    bands: t.expose('bands', { type: [SatelliteBandRef], nullable: false, description: 'The bands of its sensor.' }),
    collections: t.expose('collections', {
      type: [SatelliteCollectionRef],
      nullable: false,
      description: 'The image collections that it fills.',
    }),
    rgbComposite: t.expose('rgbComposite', { type: RgbCompositeRef, description: 'Its bands for natural colour.' }),
  }),
});

builder.queryFields((t) => ({
  satellites: t.field({
    type: [SatelliteRef],
    description: 'All satellites.',
    extensions: { upstream: calls('field', 'ListSatellites') },
    resolve: resolve.satellites,
  }),
  satellite: t.field({
    type: SatelliteRef,
    description: 'One satellite; null where there is none.',
    args: { id: t.arg.id({ required: true, description: 'The satellite, by either of its ids.' }) },
    extensions: { upstream: calls('field', 'ListSatellites') },
    resolve: resolve.satellite,
  }),
}));
