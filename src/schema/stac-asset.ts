import type { EoBand, RasterBand, StacAsset } from '../upstream/stac-asset.ts';
import type { StacLink } from '../upstream/stac-item.ts';
import { builder } from './kit/builder.ts';

export const StacLinkRef = builder.objectRef<StacLink>('StacLink').implement({
  description: 'A link of an image or a collection.',
  fields: (t) => ({
    href: t.exposeString('href', { description: 'Target of the link.' }),
    rel: t.exposeString('rel', { description: 'Relation type, such as `self` or `collection`.' }),
    title: t.exposeString('title', { description: 'Display name.' }),
    type: t.exposeString('type', { description: 'Media type of the target.' }),
  }),
});

const EoBandRef = builder.objectRef<EoBand>('EoBand').implement({
  description: 'An optical band of a file.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name, such as `B04`.' }),
    commonName: t.exposeString('commonName', { description: 'Common name, such as `red`.' }),
    centerWavelength: t.exposeFloat('centerWavelength', {
      description: 'Centre wavelength as the image states it. The STAC unit is micrometres.',
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
    scale: t.exposeFloat('scale', { description: 'Factor by which to multiply stored values.' }),
    offset: t.exposeFloat('offset', { description: 'Offset to add after scaling.' }),
    nodata: t.exposeFloat('nodata', { description: 'Stored value that means no data.' }),
    spatialResolution: t.exposeFloat('spatialResolution', { description: 'Pixel size on the ground in metres.' }),
  }),
});

export const StacAssetRef = builder.objectRef<StacAsset>('StacAsset').implement({
  description: 'A file of an image.',
  fields: (t) => ({
    key: t.exposeString('key', { nullable: false, description: 'Name within the image, such as `thumbnail`.' }),
    href: t.exposeString('href', { description: 'URL of the file.' }),
    title: t.exposeString('title', { description: 'Display name.' }),
    type: t.exposeString('type', { description: 'Media type.' }),
    roles: t.exposeStringList('roles', { nullable: false, description: 'Roles of the file, such as `data`.' }),
    bands: t.expose('bands', { type: [EoBandRef], nullable: false, description: 'Optical bands of the file.' }),
    rasterBands: t.expose('rasterBands', {
      type: [RasterBandRef],
      nullable: false,
      description: 'How the values of the bands are stored, in the same order.',
    }),
  }),
});
