import { type Static, Type } from 'typebox';

export const WireNewAoiDownload = Type.Object(
  { asset_ids: Type.Array(Type.String()) },
  { additionalProperties: false },
);
export type WireNewAoiDownload = Static<typeof WireNewAoiDownload>;

/** A package of an AOI's assets. `status` has no closed list, and comes as `SUCCESS` or as `success`. */
export const WireAoiDownload = Type.Partial(
  Type.Object({ download_id: Type.String(), status: Type.String(), signed_url: Type.String() }),
);
export type WireAoiDownload = Static<typeof WireAoiDownload>;
