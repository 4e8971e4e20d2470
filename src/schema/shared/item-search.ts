import type { StacSort } from '../../upstream/stac.ts';
import { builder } from '../kit/builder.ts';
import { enumOf } from '../kit/enum.ts';
import { TimeIntervalInputRef } from './interval.ts';
import { RangeInputRef } from './range.ts';

type Types = typeof builder.$inferSchemaTypes;

const SortDirectionRef = enumOf<StacSort['direction']>('SortDirection', 'Sort direction.', {
  ASC: 'Smallest or oldest first.',
  DESC: 'Largest or newest first.',
});

export const StacSortInputRef = builder.inputType('StacSortInput', {
  description: 'A property to sort images by.',
  fields: (t) => ({
    property: t.string({
      required: true,
      description:
        'Property of images: its STAC name, such as `datetime` or `eo:cloud_cover`, or the name of its field in `StacItem`, such as `cloudCover`.',
    }),
    direction: t.field({
      type: SortDirectionRef,
      required: true,
      defaultValue: 'ASC',
      description: 'Sort direction.',
    }),
  }),
});

/**
 * The fields of every search of images by what they show and how they were taken.
 * @param geometries a clause that says which geometries `intersects` takes, empty if all
 */
export function itemSearchFields(t: PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>, geometries = '') {
  return {
    collectionIds: t.idList({ description: 'Only images of these collections, by global id or Pixxel id.' }),
    datetime: t.field({ type: TimeIntervalInputRef, description: 'Only images taken in this interval.' }),
    bbox: t.floatList({
      description:
        'Only images that intersect this bounding box: west, south, east, north in degrees, or six numbers with heights. Cannot be combined with `intersects`.',
    }),
    intersects: t.field({
      type: 'GeoJSONGeometry',
      description: `Only images that intersect this geometry${geometries}. Cannot be combined with \`bbox\`.`,
    }),
    cloudCover: t.field({ type: RangeInputRef, description: 'Only images with this cloud cover, in percent.' }),
    offNadir: t.field({ type: RangeInputRef, description: 'Only images with this off-nadir angle, in degrees.' }),
    sunElevation: t.field({ type: RangeInputRef, description: 'Only images with this sun elevation, in degrees.' }),
    gsdInM: t.field({ type: RangeInputRef, description: 'Only images with this ground sample distance, in metres.' }),
    productLevel: t.string({ description: 'Only images of this processing level, such as `L2A`.' }),
    query: t.field({
      type: 'JSON',
      description:
        'Conditions on STAC properties, such as `{ "eo:cloud_cover": { "gte": 0, "lt": 10 } }`. If nothing is found, `extensions.warnings` names the properties that no collection lists.',
    }),
  };
}
