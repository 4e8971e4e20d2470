import type { Context } from '../context.ts';
import type { Download } from '../upstream/download.ts';
import * as upstream from '../upstream/download.ts';
import { assetIdsOf } from './asset.ts';
import { idOf } from './input/global-id.ts';
import { emptyFaults, refuse } from './input/input-error.ts';
import { attempt, type Payload } from './input/write.ts';

/** Query.aoiDownload */
export function aoiDownload(
  _root: unknown,
  { id, aoiId }: { id: string; aoiId: string },
  { loaders }: Context,
): Promise<Download | null> {
  return loaders.download.byAoi.load({ aoiId: idOf('Aoi', aoiId, ['aoiId']), id });
}

/** Mutation.requestAoiDownload */
export function requestAoiDownload(
  _root: unknown,
  { input }: { input: { aoiId: string; assetIds: readonly string[] } },
  { client }: Context,
): Promise<Payload<{ download: Download }>> {
  return attempt('the Pixxel console', input, async () => {
    refuse(emptyFaults(input.assetIds, ['assetIds']));
    const aoiId = idOf('Aoi', input.aoiId, ['aoiId']);
    const assetIds = assetIdsOf(aoiId, input.assetIds, ['assetIds']);
    return { download: await upstream.requestAoiDownload(client, aoiId, assetIds) };
  });
}
