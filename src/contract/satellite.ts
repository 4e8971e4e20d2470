import { type Static, Type } from 'typebox';
import type { Operation } from './operation.ts';

/** `rgb_composite` names the bands that make a natural picture. */
export const WireSatellite = Type.Partial(
  Type.Object({
    id: Type.String(),
    name: Type.String(),
    bands: Type.Array(
      Type.Partial(
        Type.Object({
          name: Type.String(),
          wavelength: Type.Number(),
          spatial_resolution: Type.Integer(),
          offset: Type.Number(),
          scale: Type.Number(),
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
    rgb_composite: Type.Partial(Type.Object({ red: Type.String(), green: Type.String(), blue: Type.String() })),
  }),
);
export type WireSatellite = Static<typeof WireSatellite>;

const WireSatelliteList = Type.Partial(Type.Object({ satellites: Type.Array(WireSatellite) }));

export const satelliteOperations = {
  // List Satellites
  ListSatellites: {
    method: 'GET',
    path: '/v0/satellites',
    answers: { 200: WireSatelliteList },
    format: 'json',
    access: 'read',
    isReference: true,
  },
} as const satisfies Record<string, Operation>;
