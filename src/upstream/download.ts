import type { UpstreamClient } from './http/client.ts';
import { toId } from './wire/ids.ts';
import { isTerminal, type LifecycleState, stateOf } from './wire/lifecycle.ts';
import type { WireReader } from './wire/wire-reader.ts';

/** What a package contains the files of. */
export type DownloadKind = 'AOI' | 'INSIGHT' | 'JOB' | 'JOB_TASK' | 'CATALOG';

/** A requested package of any kind. */
export interface Download {
  /** Finds the package again. Only packages of AOIs and of the catalog can be looked up by it. */
  downloadId: string | null;
  kind: DownloadKind;
  status: string | null;
  state: LifecycleState;
  /** Null until the package is ready. It is valid for a limited time and needs no key. */
  signedUrl: string | null;
}

/** GetAoiDownload. @throws UpstreamFailure, of kind `notFound` if it does not exist */
export async function getAoiDownload(client: UpstreamClient, aoiId: string, id: string): Promise<Download> {
  const { answer, reader } = await client.call('GetAoiDownload', { path: { aoi_id: aoiId, download_id: id } });
  return toDownload('AOI', { ...answer, download_id: toId(answer.download_id) ?? id }, reader);
}

/** RequestAoiDownload. Packing continues after the answer. @throws UpstreamFailure */
export async function requestAoiDownload(
  client: UpstreamClient,
  aoiId: string,
  assetIds: readonly string[],
): Promise<Download> {
  const input = { path: { aoi_id: aoiId }, body: { asset_ids: [...assetIds] } };
  const { answer, reader } = await client.call('RequestAoiDownload', input);
  return toDownload('AOI', answer, reader);
}

/** Common properties of package answers. AOI answers call the id `download_id`. */
interface WireDownload {
  id?: string;
  download_id?: string;
  status?: string;
  signed_url?: string;
}

/** Packages that can only be found by their id. */
const FOUND_BY_ID: ReadonlySet<DownloadKind> = new Set(['AOI', 'CATALOG']);

/** The package in an answer of any family. @throws UpstreamFailure of kind `invalidAnswer` if the answer contains no package */
export function toDownload(kind: DownloadKind, wire: WireDownload, reader: WireReader): Download {
  const id = wire.download_id ?? wire.id;
  const isNeeded = FOUND_BY_ID.has(kind) || (wire.status === undefined && wire.signed_url === undefined);
  return {
    downloadId: isNeeded ? reader.id('download_id', id) : reader.reference('download_id', id),
    kind,
    status: reader.text('status', wire.status),
    state: stateOf(wire.status),
    signedUrl: reader.nonEmptyText('signed_url', wire.signed_url),
  };
}

/** Whether polling can stop. A finished package without an address is not ready yet. */
export function isDownloadOver({ state, signedUrl }: Download): boolean {
  return isTerminal(state) && (signedUrl !== null || state === 'FAILED' || state === 'CANCELLED');
}
