import { type Static, Type } from 'typebox';

/** `total` counts all rows that match. `limit` may be less than what was asked for. */
export const WirePagination = Type.Partial(
  Type.Object({ total: Type.Integer(), offset: Type.Integer(), limit: Type.Integer() }),
);
export type WirePagination = Static<typeof WirePagination>;
