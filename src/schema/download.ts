import * as resolve from '../resolvers/download.ts';
import type { Download, DownloadKind } from '../upstream/download.ts';
import { builder } from './kit/builder.ts';
import { enumOf } from './kit/enum.ts';
import { payloadOf } from './kit/payload.ts';
import { calls } from './kit/upstream-cost.ts';
import { LifecycleStateRef } from './shared/trackable.ts';

const DownloadKindRef = enumOf<DownloadKind>('DownloadKind', 'What a package was made of.', {
  AOI: 'Assets of an AOI.',
  INSIGHT: 'Inputs and outputs of an insight.',
  JOB: 'Inputs and outputs of a whole job.',
  JOB_TASK: 'Inputs and outputs of one task of a job.',
  CATALOG: 'Images of the catalog.',
});

export const DownloadRef = builder.objectRef<Download>('Download').implement({
  description: 'A package of files that was asked for. It is packed in the background.',
  fields: (t) => ({
    downloadId: t.exposeID('downloadId', { description: 'What `aoiDownload` and `catalogDownload` find it by.' }),
    kind: t.expose('kind', { type: DownloadKindRef, nullable: false, description: 'What it was made of.' }),
    status: t.exposeString('status', { description: 'How far it has come, in the words of Pixxel.' }),
    state: t.expose('state', {
      type: LifecycleStateRef,
      nullable: false,
      description: 'How far it has come, in the same words for everything.',
    }),
    signedUrl: t.expose('signedUrl', {
      type: 'URL',
      description: 'Where to fetch the ZIP, without a key and for a limited time; null until it is packed.',
    }),
  }),
});

builder.queryFields((t) => ({
  aoiDownload: t.field({
    type: DownloadRef,
    description: 'A package of assets that `requestAoiDownload` asked for; null where there is none.',
    args: {
      id: t.arg.id({ required: true, description: 'The `downloadId` of the package.' }),
      aoiId: t.arg.id({ required: true, description: 'The AOI of its assets, by either of its ids.' }),
    },
    extensions: { upstream: calls('field', 'GetAoiDownload') },
    resolve: resolve.aoiDownload,
  }),
}));

const RequestAoiDownloadInputRef = builder.inputType('RequestAoiDownloadInput', {
  description: 'What to pack.',
  fields: (t) => ({
    aoiId: t.id({ required: true, description: 'The AOI of the assets.' }),
    assetIds: t.idList({ required: true, description: 'Assets of the AOI, at least one.' }),
  }),
});

/** The payload type of a mutation that asks for a package. */
export function downloadPayloadOf(name: string, description: string) {
  const ref = payloadOf<{ download: Download }>(name, description);
  builder.objectFields(ref, (t) => ({
    download: t.field({
      type: DownloadRef,
      description: 'The package, still being packed until it has a `signedUrl`; null where `userErrors` says why not.',
      resolve: (payload) => payload.download,
    }),
  }));
  return ref;
}

const RequestAoiDownloadPayloadRef = downloadPayloadOf(
  'RequestAoiDownloadPayload',
  'What came of `requestAoiDownload`.',
);

builder.mutationFields((t) => ({
  requestAoiDownload: t.field({
    type: RequestAoiDownloadPayloadRef,
    description: 'Packs assets of an AOI into a ZIP, in the background.',
    args: { input: t.arg({ type: RequestAoiDownloadInputRef, required: true, description: 'What to pack.' }) },
    extensions: { upstream: calls('field', 'RequestAoiDownload') },
    resolve: resolve.requestAoiDownload,
  }),
}));
