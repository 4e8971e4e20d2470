import type { UpstreamClient } from './http/client.ts';
import { isTerminal, type LifecycleState, stateOf } from './wire/lifecycle.ts';
import type { WireReader } from './wire/wire-reader.ts';

export type DownloadKind = 'AOI' | 'INSIGHT' | 'JOB' | 'JOB_TASK' | 'CATALOG';

/** A package that was asked for, of whatever kind. */
export interface Download {
  /** Finds the package again; only those of AOIs and of the catalog can be looked up by it. */
  downloadId: string | null;
  kind: DownloadKind;
  status: string | null;
  state: LifecycleState;
  /** Null until the package is ready. It works for a limited time, without a key. */
  signedUrl: string | null;
}

/** GetAoiDownload. @throws UpstreamFailure, of kind `notFound` where there is none */
export async function getAoiDownload(client: UpstreamClient, aoiId: string, id: string): Promise<Download> {
  const { answer, reader } = await client.call('GetAoiDownload', { path: { aoi_id: aoiId, download_id: id } });
  return toDownload('AOI', { ...answer, download_id: answer.download_id ?? id }, reader);
}

/** RequestAoiDownload. The packing goes on after the answer. @throws UpstreamFailure */
export async function requestAoiDownload(
  client: UpstreamClient,
  aoiId: string,
  assetIds: readonly string[],
): Promise<Download> {
  const input = { path: { aoi_id: aoiId }, body: { asset_ids: [...assetIds] } };
  const { answer, reader } = await client.call('RequestAoiDownload', input);
  return toDownload('AOI', answer, reader);
}

/** What the answers about packages have in common; those of AOIs call the id `download_id`. */
interface WireDownload {
  id?: string;
  download_id?: string;
  status?: string;
  signed_url?: string;
}

/** Packages that are looked up by their id: without it, nobody finds them again. */
const FOUND_BY_ID: ReadonlySet<DownloadKind> = new Set(['AOI', 'CATALOG']);

/** The package that an answer of any family tells of. @throws UpstreamFailure of kind `invalidAnswer` where there is none in it */
export function toDownload(kind: DownloadKind, wire: WireDownload, reader: WireReader): Download {
  const id = wire.download_id ?? wire.id;
  const isNeeded = FOUND_BY_ID.has(kind) || (wire.status === undefined && wire.signed_url === undefined);
  return {
    downloadId: isNeeded ? reader.id('download_id', id) : reader.nonEmptyText('download_id', id),
    kind,
    status: reader.text('status', wire.status),
    state: stateOf(wire.status),
    signedUrl: reader.nonEmptyText('signed_url', wire.signed_url),
  };
}

/** Whether there is nothing more to wait for: a package that is done is of no use before its address is there. */
export function isDownloadOver({ state, signedUrl }: Download): boolean {
  return isTerminal(state) && (signedUrl !== null || state === 'FAILED' || state === 'CANCELLED');
}
