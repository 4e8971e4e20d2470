import { type Static, Type } from 'typebox';

export const WireNewAoiDownload = Type.Object(
  {
    asset_ids: Type.Array(Type.String()),
  },
  { additionalProperties: false },
);
export type WireNewAoiDownload = Static<typeof WireNewAoiDownload>;

export const WireAoiDownload = Type.Partial(
  Type.Object({
    download_id: Type.String(),
    signed_url: Type.String(),
    status: Type.String(),
  }),
);
export type WireAoiDownload = Static<typeof WireAoiDownload>;
