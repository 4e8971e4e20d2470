import { type Static, Type } from 'typebox';

export const WireBand = Type.Partial(
  Type.Object({
    name: Type.String(),
    wavelength: Type.Number(),
  }),
);
export type WireBand = Static<typeof WireBand>;

export const WireBandset = Type.Partial(
  Type.Object({
    bands: Type.Array(WireBand),
    captures: Type.Integer(),
    description: Type.String(),
    id: Type.String(),
    name: Type.String(),
  }),
);
export type WireBandset = Static<typeof WireBandset>;

export const WireBandsetList = Type.Partial(
  Type.Object({
    bandsets: Type.Array(WireBandset),
  }),
);
export type WireBandsetList = Static<typeof WireBandsetList>;
