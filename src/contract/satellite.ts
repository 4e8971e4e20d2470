import { type Static, Type } from 'typebox';

export const WireSatellite = Type.Partial(
  Type.Object({
    bands: Type.Array(
      Type.Partial(
        Type.Object({
          name: Type.String(),
          offset: Type.Number(),
          scale: Type.Number(),
          spatial_resolution: Type.Integer(),
          wavelength: Type.Number(),
        }),
      ),
    ),
    collections: Type.Array(
      Type.Partial(
        Type.Object({
          id: Type.String(),
          name: Type.String(),
          provider: Type.String(),
          queryables: Type.Array(Type.String()),
          rescale: Type.Array(Type.Integer()),
        }),
      ),
    ),
    id: Type.String(),
    name: Type.String(),
    rgb_composite: Type.Partial(
      Type.Object({
        blue: Type.String(),
        green: Type.String(),
        red: Type.String(),
      }),
    ),
  }),
);
export type WireSatellite = Static<typeof WireSatellite>;

export const WireSatelliteList = Type.Partial(
  Type.Object({
    satellites: Type.Array(WireSatellite),
  }),
);
export type WireSatelliteList = Static<typeof WireSatelliteList>;
