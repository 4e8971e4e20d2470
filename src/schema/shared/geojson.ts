import type { ObjectRef } from '@pothos/core';
import { type Feature, standardFeature } from '../../geometry/standard.ts';
import { builder } from '../kit/builder.ts';
import { connectionTypeOf } from '../kit/connection.ts';

type Types = typeof builder.$inferSchemaTypes;

/**
 * Adds the field `geojson` to the connection of a type. Geometries are shown as RFC 7946 requires them, whatever Pixxel sent.
 * @param contents completes "The rows of this page as …"
 */
export function showAsGeoJson<Item extends object>(
  ref: ObjectRef<Types, Item>,
  contents: string,
  featureOf: (item: Item) => Feature,
): void {
  builder.objectFields(connectionTypeOf(ref), (t) => ({
    geojson: t.field({
      type: 'GeoJSONFeatureCollection',
      nullable: false,
      description: `The rows of this page as ${contents}`,
      extensions: { work: true },
      resolve: ({ nodes }) => ({
        type: 'FeatureCollection',
        features: nodes.map((node) => standardFeature(featureOf(node))),
      }),
    }),
  }));
}
