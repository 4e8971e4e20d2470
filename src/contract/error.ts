import { type Static, Type } from 'typebox';

export const WireError = Type.Partial(
  Type.Object({ code: Type.String(), message: Type.String(), details: Type.Unknown() }),
);

/** The usual body of a refusal. The codes are nowhere listed, and project calls may answer some other object. */
export const WireErrorResponse = Type.Partial(Type.Object({ error: WireError }));
export type WireErrorResponse = Static<typeof WireErrorResponse>;
