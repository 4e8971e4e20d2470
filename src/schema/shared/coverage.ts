import type { FieldRef } from '@pothos/core';
import type { Coverage } from '../../geometry/coverage.ts';
import { MAX_POSITIONS } from '../../geometry/shape.ts';
import { figure } from '../kit/bounds.ts';
import { builder } from '../kit/builder.ts';

type Types = typeof builder.$inferSchemaTypes;

export const CoverageRef = builder.objectRef<Coverage>('Coverage').implement({
  description: 'How much of an area an image covers. Areas are on the WGS 84 ellipsoid.',
  fields: (t) => ({
    percent: t.exposeFloat('percent', {
      nullable: false,
      description: 'Percentage of the area that is covered, 0 to 100.',
    }),
    percentOfFootprint: t.exposeFloat('percentOfFootprint', {
      nullable: false,
      description: 'Percentage of the footprint of the image that lies in the area, 0 to 100.',
    }),
    areaInSqKm: t.exposeFloat('areaInSqKm', { nullable: false, description: 'Covered area in square kilometres.' }),
    geometry: t.expose('geometry', {
      type: 'GeoJSONGeometry',
      description:
        'The covered part: a Polygon or MultiPolygon, cut at the 180th meridian. Null if nothing is covered.',
    }),
  }),
});

/** The field that returns how much of an area an image covers. */
export function coverageField<Parent>(
  t: PothosSchemaTypes.RootFieldBuilder<Types, Parent, 'Object'>,
  resolve: (parent: Parent, args: { of: object }) => Promise<Coverage | null> | null,
): FieldRef<Types> {
  return t.field({
    type: CoverageRef,
    description: 'How much of an area the image covers. Null if the footprint of the image is missing or invalid.',
    args: {
      of: t.arg({
        type: 'GeoJSONArea',
        required: true,
        description: `The area, of at most ${figure(MAX_POSITIONS)} positions. Its rings must not intersect themselves.`,
      }),
    },
    extensions: { work: true },
    resolve,
  } as never);
}
