import { type Static, Type } from 'typebox';

export const WirePagination = Type.Partial(
  Type.Object({
    limit: Type.Integer(),
    offset: Type.Integer(),
    total: Type.Integer(),
  }),
);
export type WirePagination = Static<typeof WirePagination>;
