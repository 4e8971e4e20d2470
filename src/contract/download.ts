import { type Static, Type } from 'typebox';
import type { Operation } from './operation.ts';

const WireNewAoiDownload = Type.Object({ asset_ids: Type.Array(Type.String()) }, { additionalProperties: false });

/** A package of an AOI's assets. `status` has no closed list, and comes as `SUCCESS` or as `success`. */
export const WireAoiDownload = Type.Partial(
  Type.Object({ download_id: Type.String(), status: Type.String(), signed_url: Type.String() }),
);
export type WireAoiDownload = Static<typeof WireAoiDownload>;

export const downloadOperations = {
  // AOICreateDownload
  RequestAoiDownload: {
    method: 'POST',
    path: '/v0/aois/{aoi_id}/downloads',
    body: WireNewAoiDownload,
    answers: { 201: WireAoiDownload },
    format: 'json',
    envelope: 'download',
    access: 'write',
  },
  // GetDownloadStatus
  GetAoiDownload: {
    method: 'GET',
    path: '/v0/aois/{aoi_id}/downloads/{download_id}',
    answers: { 200: WireAoiDownload },
    answersOne: true,
    format: 'json',
    envelope: 'download',
    access: 'read',
  },
} as const satisfies Record<string, Operation>;
