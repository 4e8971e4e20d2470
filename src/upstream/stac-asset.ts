import type { WireEoBand, WireRasterBand, WireStacAsset } from '../contract/stac.ts';
import type { WireReader } from './wire/wire-reader.ts';

/** A file of an image. */
export interface StacAsset {
  /** Its name within the image. */
  key: string;
  href: string | null;
  title: string | null;
  type: string | null;
  roles: readonly string[];
  bands: EoBand[];
  rasterBands: RasterBand[];
}

export interface EoBand {
  name: string | null;
  commonName: string | null;
  centerWavelength: number | null;
  fwhm: number | null;
  solarIrradiance: number | null;
}

export interface RasterBand {
  scale: number | null;
  offset: number | null;
  nodata: number | null;
  spatialResolution: number | null;
}

/** @param key the name of the file within its image */
export function toStacAsset(key: string, wire: WireStacAsset, reader: WireReader): StacAsset {
  return {
    key,
    href: reader.text('assets.href', wire.href),
    title: reader.text('assets.title', wire.title),
    type: reader.text('assets.type', wire.type),
    roles: reader.texts('assets.roles', wire.roles),
    bands: reader.list('assets.eo:bands', wire['eo:bands'], (band) => toEoBand(band, reader)),
    rasterBands: reader.list('assets.raster:bands', wire['raster:bands'], (band) => toRasterBand(band, reader)),
  };
}

function toEoBand(wire: WireEoBand, reader: WireReader): EoBand {
  return {
    name: reader.text('eo:bands.name', wire.name),
    commonName: reader.text('eo:bands.common_name', wire.common_name),
    centerWavelength: reader.number('eo:bands.center_wavelength', wire.center_wavelength, 0),
    fwhm: reader.number('eo:bands.fwhm', wire.fwhm, 0),
    solarIrradiance: reader.number('eo:bands.solar_irradiance', wire.solar_irradiance, 0),
  };
}

function toRasterBand(wire: WireRasterBand, reader: WireReader): RasterBand {
  return {
    scale: reader.number('raster:bands.scale', wire.scale),
    offset: reader.number('raster:bands.offset', wire.offset),
    nodata: reader.number('raster:bands.nodata', wire.nodata),
    spatialResolution: reader.number('raster:bands.spatial_resolution', wire.spatial_resolution, 0),
  };
}
