import { type Static, Type } from 'typebox';

/** An AOI's outline: rings of positions, longitude first. `type` is declared a free string; only `Polygon` is taken. */
export const WirePolygon = Type.Object({
  type: Type.String(),
  coordinates: Type.Array(Type.Array(Type.Array(Type.Number()))),
});
export type WirePolygon = Static<typeof WirePolygon>;
