import { type Static, Type } from 'typebox';

/** `total` counts all rows that match. `limit` may be less than what was asked for. */
export const WirePagination = Type.Partial(
  Type.Object({ total: Type.Integer(), offset: Type.Integer(), limit: Type.Integer() }),
);
export type WirePagination = Static<typeof WirePagination>;

/** How most lists are asked for. Without a limit, the API sends 10 rows. */
export const offsetAndLimit = { offset: Type.Integer({ default: 0 }), limit: Type.Integer({ default: 10 }) };
