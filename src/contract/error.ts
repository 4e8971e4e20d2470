import { type Static, Type } from 'typebox';

export const WireError = Type.Partial(
  Type.Object({
    code: Type.String(),
    details: Type.Unknown(),
    message: Type.String(),
  }),
);
export type WireError = Static<typeof WireError>;

export const WireErrorResponse = Type.Partial(
  Type.Object({
    error: WireError,
  }),
);
export type WireErrorResponse = Static<typeof WireErrorResponse>;
