import type { Position } from '../../upstream/wire/wire-reader.ts';
import { builder } from '../kit/builder.ts';

export const PositionRef = builder.objectRef<Position>('Position').implement({
  description: 'A point on the globe (WGS 84).',
  fields: (t) => ({
    longitude: t.exposeFloat('longitude', { nullable: false, description: 'Longitude in degrees, -180 to 180.' }),
    latitude: t.exposeFloat('latitude', { nullable: false, description: 'Latitude in degrees, -90 to 90.' }),
  }),
});
