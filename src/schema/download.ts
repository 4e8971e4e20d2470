import * as resolve from '../resolvers/download.ts';
import type { Download, DownloadKind } from '../upstream/download.ts';
import { builder } from './kit/builder.ts';
import { enumOf } from './kit/enum.ts';
import { payloadOf } from './kit/payload.ts';
import { calls } from './kit/upstream-cost.ts';
import { LifecycleStateRef } from './shared/trackable.ts';

const DownloadKindRef = enumOf<DownloadKind>('DownloadKind', 'What a package contains.', {
  AOI: 'Assets of an AOI.',
  INSIGHT: 'Inputs and outputs of an insight.',
  JOB: 'Inputs and outputs of a job.',
  JOB_TASK: 'Inputs and outputs of one task of a job.',
  CATALOG: 'Catalog images.',
});

export const DownloadRef = builder.objectRef<Download>('Download').implement({
  description: 'A requested package of files. It is packed in the background.',
  fields: (t) => ({
    downloadId: t.exposeID('downloadId', { description: 'Id to pass to `aoiDownload` or `catalogDownload`.' }),
    kind: t.expose('kind', { type: DownloadKindRef, nullable: false, description: 'What the package contains.' }),
    status: t.exposeString('status', {
      description: "Status in Pixxel's own words. `state` gives it in the shared vocabulary.",
    }),
    state: t.expose('state', {
      type: LifecycleStateRef,
      nullable: false,
      description: 'Status in the vocabulary shared by all long-running work.',
    }),
    signedUrl: t.expose('signedUrl', {
      type: 'URL',
      description:
        'URL of the ZIP file. It needs no API key and expires after some time; null until the package is ready.',
    }),
  }),
});

builder.queryFields((t) => ({
  aoiDownload: t.field({
    type: DownloadRef,
    description: 'A package requested with `requestAoiDownload`; null if it does not exist.',
    args: {
      id: t.arg.id({ required: true, description: '`downloadId` of the package.' }),
      aoiId: t.arg.id({ required: true, description: 'The AOI whose assets it contains, by global id or Pixxel id.' }),
    },
    extensions: { upstream: calls('field', 'GetAoiDownload') },
    resolve: resolve.aoiDownload,
  }),
}));

const RequestAoiDownloadInputRef = builder.inputType('RequestAoiDownloadInput', {
  description: 'Input of `requestAoiDownload`.',
  fields: (t) => ({
    aoiId: t.id({ required: true, description: 'The AOI of the assets, by global id or Pixxel id.' }),
    assetIds: t.idList({
      required: true,
      description: 'Assets of the AOI to pack, at least one, by global id or Pixxel id.',
    }),
  }),
});

/** The payload type of a mutation that asks for a package. */
export function downloadPayloadOf(name: string, description: string) {
  const ref = payloadOf<{ download: Download }>(name, description);
  builder.objectFields(ref, (t) => ({
    download: t.field({
      type: DownloadRef,
      description: 'The package. It is ready when `signedUrl` is set; null if `userErrors` is not empty.',
      resolve: (payload) => payload.download,
    }),
  }));
  return ref;
}

const RequestAoiDownloadPayloadRef = downloadPayloadOf('RequestAoiDownloadPayload', 'Result of `requestAoiDownload`.');

builder.mutationFields((t) => ({
  requestAoiDownload: t.field({
    type: RequestAoiDownloadPayloadRef,
    description:
      'Packs assets of an AOI into a ZIP file, in the background. Query `aoiDownload` until `signedUrl` is set, or subscribe to `aoiDownloadProgress`.',
    args: { input: t.arg({ type: RequestAoiDownloadInputRef, required: true, description: 'The assets to pack.' }) },
    extensions: { upstream: calls('field', 'RequestAoiDownload') },
    resolve: resolve.requestAoiDownload,
  }),
}));
