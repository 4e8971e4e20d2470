import type { EoBand, RasterBand, StacAsset, StacLink } from '../upstream/stac-item.ts';
import { builder } from './kit/builder.ts';

export const StacLinkRef = builder.objectRef<StacLink>('StacLink').implement({
  description: 'A link to something that belongs to an image or a collection.',
  fields: (t) => ({
    href: t.exposeString('href', { description: 'Where it leads.' }),
    rel: t.exposeString('rel', { description: 'What it leads to, such as `self` or `collection`.' }),
    title: t.exposeString('title', { description: 'What to show to people.' }),
    type: t.exposeString('type', { description: 'The media type of what it leads to.' }),
  }),
});

const EoBandRef = builder.objectRef<EoBand>('EoBand').implement({
  description: 'An optical band of a file.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name, such as `B04`.' }),
    commonName: t.exposeString('commonName', { description: 'The common name, such as `red`.' }),
    centerWavelength: t.exposeFloat('centerWavelength', {
      description: 'Centre wavelength, as the image states it: by the STAC standard in micrometres.',
    }),
    fwhm: t.exposeFloat('fwhm', { description: 'Full width at half maximum, in the same unit.' }),
    solarIrradiance: t.exposeFloat('solarIrradiance', {
      description: 'Solar irradiance at this band, in watts per square metre and micrometre.',
    }),
  }),
});

const RasterBandRef = builder.objectRef<RasterBand>('RasterBand').implement({
  description: 'How the values of a band are stored.',
  fields: (t) => ({
    scale: t.exposeFloat('scale', { description: 'What a stored value is multiplied by.' }),
    offset: t.exposeFloat('offset', { description: 'What is added after that.' }),
    nodata: t.exposeFloat('nodata', { description: 'The stored value that means none.' }),
    spatialResolution: t.exposeFloat('spatialResolution', { description: 'Size of a pixel on the ground in metres.' }),
  }),
});

export const StacAssetRef = builder.objectRef<StacAsset>('StacAsset').implement({
  description: 'A file of an image.',
  fields: (t) => ({
    key: t.exposeString('key', { nullable: false, description: 'Its name within the image, such as `thumbnail`.' }),
    href: t.exposeString('href', { description: 'Where the file is.' }),
    title: t.exposeString('title', { description: 'What to show to people.' }),
    type: t.exposeString('type', { description: 'Its media type.' }),
    roles: t.exposeStringList('roles', { nullable: false, description: 'What it is for, such as `data`.' }),
    bands: t.expose('bands', { type: [EoBandRef], nullable: false, description: 'Its optical bands.' }),
    rasterBands: t.expose('rasterBands', {
      type: [RasterBandRef],
      nullable: false,
      description: 'How the values of its bands are stored, in the same order.',
    }),
  }),
});
