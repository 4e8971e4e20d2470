import { type Static, Type } from 'typebox';
import type { Operation } from './operation.ts';

/** `wavelength` in nanometres. */
export const WireBand = Type.Partial(Type.Object({ name: Type.String(), wavelength: Type.Number() }));
export type WireBand = Static<typeof WireBand>;

/** `captures` is how many passes the satellite needs for these bands; the price of tasking follows it. */
export const WireBandset = Type.Partial(
  Type.Object({
    id: Type.String(),
    name: Type.String(),
    description: Type.String(),
    captures: Type.Integer(),
    bands: Type.Array(WireBand),
  }),
);
export type WireBandset = Static<typeof WireBandset>;

const WireBandsetList = Type.Partial(Type.Object({ bandsets: Type.Array(WireBandset) }));

export const bandsetOperations = {
  ListBandsets: {
    method: 'GET',
    path: '/v0/bandsets',
    answers: { 200: WireBandsetList },
    format: 'json',
    access: 'read',
    isReference: true,
  },
} as const satisfies Record<string, Operation>;
