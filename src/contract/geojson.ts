import { type Static, Type } from 'typebox';

export const WirePolygon = Type.Object({
  type: Type.String(),
  coordinates: Type.Array(Type.Array(Type.Array(Type.Number()))),
});
export type WirePolygon = Static<typeof WirePolygon>;
