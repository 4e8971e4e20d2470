import type { Download, DownloadKind } from '../upstream/download.ts';
import { builder } from './builder.ts';
import { enumOf } from './enum.ts';
import { LifecycleStateRef } from './trackable.ts';

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
