import { planAssets } from '../../asset.ts';
import { deliveryOf } from '../../delivery.ts';
import { aoiDate, minute, plainDate, second } from '../dates.ts';
import { createIds, uuidOf } from '../identity.ts';
import type { Account, StoredAoi, World } from '../store.ts';

const aoiNamed = (world: World, name: string): StoredAoi => {
  const aoi = world.aois.get(uuidOf(`aoi ${name}`));
  if (!aoi) throw new Error(`no AOI is named ${name}`);
  return aoi;
};

/** A survey of the Kolar tailings that began two minutes ago and has ten more to go. */
export function addRunningAoi(world: World, now: number): void {
  const like = aoiNamed(world, 'Kolar Gold Fields Tailings North');
  const name = 'Kolar Gold Fields Monsoon Survey';
  const span = { startsAt: now - 2 * minute, endsAt: now + 10 * minute };
  const aoi: StoredAoi = {
    ...like,
    aoi_id: uuidOf(`aoi ${name}`),
    name,
    description: 'The tailings after the rains, still being processed',
    is_favourite: false,
    created_at: aoiDate(span.startsAt),
    updated_at: aoiDate(span.endsAt),
  };
  world.aois.set(aoi.aoi_id, aoi);
  world.spans.set(aoi.aoi_id, span);
  const items = Object.keys(like.images ?? {}).flatMap((id) => world.stacItems.get(id) ?? []);
  planAssets(world, aoi, items, span, createIds(`${aoi.aoi_id} asset`));
}

/** A crop map of the Narmada that began a minute ago and has four more to go. */
export function addRunningInsight(world: World, now: number): void {
  const aoi = aoiNamed(world, 'Narmada Valley Wheat North Bank');
  const like = world.insights.get(uuidOf(`insight ${aoi.aoi_id}`));
  if (!like) throw new Error('the North Bank has no insight');
  const id = uuidOf(`insight ${aoi.aoi_id} running`);
  world.insights.set(id, { ...like, id, name: 'Rabi crop map, in progress', created_at: plainDate(now - minute) });
  world.spans.set(id, { startsAt: now - minute, endsAt: now + 4 * minute });
}

/** Another delivery of the account's newest image to its store, which began a minute ago and takes four more. */
export function addRunningDelivery(world: World, account: Account, now: number): void {
  const catalog = world.catalogs
    .values()
    .filter(({ id, org_id }) => org_id === account.orgId && !world.spans.has(id))
    .toArray()
    .at(-1);
  const store = world.cloudStores
    .values()
    .filter(({ id }) => world.owners.get(id) === account.orgId)
    .toArray()
    .at(-1);
  if (!catalog || !store) throw new Error('the account has no image, or no store');
  const span = { startsAt: now - minute, endsAt: now + 4 * minute };
  const cloud = { config: store.id, path: 'once-more' };
  const delivery = deliveryOf(
    uuidOf(`delivery ${catalog.id} running`),
    catalog,
    cloud,
    account.userId,
    span.startsAt,
    span.endsAt,
  );
  world.deliveries.set(delivery.delivery_id, { ...delivery, task_id: catalog.task_id });
  world.spans.set(delivery.delivery_id, span);
}

/** How long finished work stays finished before it starts again: long enough for a poller to see it. */
const REST = 30 * second;

/** Repeats the work that `add` adds to the world, so some is always in progress. */
export function startAgain(world: World, add: () => void): void {
  const before = new Set(world.spans.keys());
  add();
  const added = [...world.spans].filter(([id]) => !before.has(id));
  const from = Math.min(...added.map(([, { startsAt }]) => startsAt));
  const everyMs = Math.max(...added.map(([, { endsAt }]) => endsAt)) - from + REST;
  for (const [id, span] of added) world.spans.set(id, { ...span, repeats: { from, everyMs } });
}

/** Lets two AOIs, an insight and a delivery of the history fail. */
export function spoilSome(world: World): void {
  const failed = aoiNamed(world, 'Ballari Iron Ore Old Shaft');
  world.aois.set(failed.aoi_id, { ...failed, status: 'failed', progress: 45 });
  const partial = aoiNamed(world, 'Ballari Iron Ore Rail Loop');
  world.aois.set(partial.aoi_id, { ...partial, status: 'partial_success' });
  const insight = world.insights.get(uuidOf(`insight ${aoiNamed(world, 'Kodagu Coffee Lower Estate').aoi_id}`));
  if (!insight) throw new Error('the Lower Estate has no insight');
  const { output: _none, ...rest } = insight;
  world.insights.set(insight.id, {
    ...rest,
    status: 'failed',
    progress: 60,
    err_msg: 'the image has too few cloud-free pixels',
  });
  const delivery = world.deliveries.values().next().value;
  if (!delivery) throw new Error('nothing was ever delivered');
  world.deliveries.set(delivery.delivery_id, { ...delivery, status: 'FAILED' });
}
