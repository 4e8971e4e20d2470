import type { WireNewOrderItem } from '../../../contract/order.ts';
import { addPlan, type OrderPlan, paymentTime, planItem } from '../../order-plan.ts';
import { day, momentOf, orderDate, plainDate, second } from '../dates.ts';
import { polygonAbout } from '../geometry.ts';
import { createIds, uuidOf } from '../identity.ts';
import type { Account, StoredCloudStore, StoredOrder, World } from '../store.ts';
import { scenesOf } from './imagery.ts';
import type { Place } from './places.ts';

const firstOrder = Date.UTC(2025, 5, 2, 10, 15);
/** What a place is ordered for. */
const usecases: Record<Place['kind'], { usecase: string; bandset: string }> = {
  farm: { usecase: 'agriculture', bandset: 'Agriculture' },
  estate: { usecase: 'agriculture', bandset: 'Agriculture' },
  coast: { usecase: 'water', bandset: 'Water' },
  mine: { usecase: 'mining', bandset: 'Mining' },
  forest: { usecase: 'forestry', bandset: 'Forestry' },
};

/** How an item of the history ended if it was not fulfilled. */
type Ending = 'FAILED' | 'PARTIALLY_FULFILLED' | 'CANCELLED' | 'DRAFT';

/** The buckets of a company. */
export function addCloudStores(world: World, stores: readonly Omit<StoredCloudStore, 'id'>[], account: Account): void {
  for (const one of stores) {
    const created = plainDate(firstOrder - 30 * day);
    const id = uuidOf(`store ${one.name}`);
    world.cloudStores.set(id, { ...one, id, created_at: created, updated_at: created, created_by: account.userId });
    world.owners.set(id, account.orgId);
  }
}

export const orchardStores: readonly Omit<StoredCloudStore, 'id'>[] = [
  {
    name: 'orchard-imagery',
    type: 'S3',
    configs: { bucket: 'orchard-imagery', region: 'ap-south-1', path_prefix: 'pixxel' },
    labels: { team: 'agronomy', env: 'prod' },
  },
  {
    name: 'orchard-archive',
    type: 'GCS',
    configs: { bucket: 'orchard-archive', region: 'asia-south1' },
    labels: { team: 'data' },
  },
  {
    name: 'orchard-mining',
    type: 'AZBLOB',
    configs: { bucket: 'mining', region: 'centralindia', path_prefix: 'tailings' },
    labels: {},
  },
];
export const harbourStores: readonly Omit<StoredCloudStore, 'id'>[] = [
  { name: 'harbour-surveys', type: 'S3', configs: { bucket: 'harbour-surveys', region: 'eu-west-1' }, labels: {} },
];

/**
 * Orders of three items each, twenty days apart, one place after another. Most are of archive images, every
 * fifth is a captured tasking. If a company has many orders, the last three were not fulfilled.
 */
export function addOrders(world: World, places: readonly Place[], count: number, account: Account): void {
  const mapped = places.filter(({ aois }) => aois > 0);
  const endings = new Map<number, Ending>(
    count > 3
      ? [
          [count - 1, 'DRAFT'],
          [count - 2, 'CANCELLED'],
          [count - 3, 'FAILED'],
          [count - 4, 'PARTIALLY_FULFILLED'],
        ]
      : [],
  );
  for (let number = 0; number < count; number += 1) {
    const createdAt = firstOrder + number * 20 * day;
    const id = uuidOf(`order ${account.orgId} ${number}`);
    const frame = { world, account, orderId: id, createdAt, newId: createIds(id) };
    const ending = endings.get(number);
    const plans = [0, 1, 2].flatMap((position) => {
      const turn = number * 3 + position;
      const place = mapped[turn % mapped.length];
      if (!place) return [];
      const plan = planItem(frame, wantedAt(world, place, turn, createdAt, account));
      // All items of a cancelled or unpaid order end like it. Otherwise only the first item failed.
      const isHit = position === 0 || ending === 'CANCELLED' || ending === 'DRAFT';
      return [ending && isHit ? endedAs(plan, ending) : plan];
    });
    world.orders.set(id, orderOf(id, plans, createdAt, account, ending));
    for (const plan of plans) addPlan(world, plan);
  }
}

function wantedAt(world: World, place: Place, turn: number, createdAt: number, account: Account): WireNewOrderItem {
  const stores = world.cloudStores
    .values()
    .filter(({ id }) => world.owners.get(id) === account.orgId)
    .toArray();
  const cloudStore = stores[turn % stores.length];
  const common = {
    name: `${place.title} ${turn % 5 === 4 ? 'tasking' : 'archive'} ${turn + 1}`,
    project_id: uuidOf(`project ${place.slug}`),
    usecase: usecases[place.kind].usecase,
    geometry: areaOf(place, turn),
    ...(turn % 2 === 0 && cloudStore && { cloud_delivery: { config: cloudStore.id, path: place.slug } }),
  };
  if (turn % 5 === 4) {
    return {
      ...common,
      bandset: { bandset_id: uuidOf(`bandset ${usecases[place.kind].bandset}`) },
      recurrence: 'ONCE',
      start_date: plainDate(createdAt + 2 * day),
      end_date: plainDate(createdAt + 12 * day),
      cloud_cover: turn % 2 === 0 ? 10 : 20,
    };
  }
  const taken = scenesOf(place).filter(({ properties }) => momentOf(properties?.datetime ?? '') < createdAt);
  return { ...common, item_ids: taken.slice(-1 - (turn % 3)).map(({ id }) => id) };
}

function areaOf(place: Place, turn: number): WireNewOrderItem['geometry'] {
  const geometry = polygonAbout(`order ${place.slug} ${turn}`, place.at, 6000 + (turn % 4) * 1500, 24);
  return { type: 'FeatureCollection', features: [{ type: 'Feature', geometry }] };
}

function orderOf(
  id: string,
  plans: readonly OrderPlan[],
  createdAt: number,
  account: Account,
  ending?: Ending,
): StoredOrder {
  const isPaid = ending !== 'DRAFT';
  return {
    id,
    org_id: account.orgId,
    user_id: account.userId,
    status: ending === 'CANCELLED' ? 'REFUND' : isPaid ? 'PAID' : 'UNPAID',
    total_amount: plans.reduce((sum, { item }) => sum + (item.final_amount ?? 0), 0),
    paid_at: isPaid ? orderDate(createdAt + paymentTime) : '',
    transaction_id: isPaid ? id : '',
    created_at: orderDate(createdAt),
    created_by: account.userId,
    updated_at: orderDate(createdAt + 20 * second),
    updated_by: account.userId,
  };
}

/** The same plan with another outcome. */
function endedAs(plan: OrderPlan, ending: Ending): OrderPlan {
  const isPartial = ending === 'PARTIALLY_FULFILLED';
  const catalogs = isPartial ? plan.catalogs.slice(0, -1) : [];
  const isKept = (catalogId: string) => catalogs.some(({ id }) => id === catalogId);
  const payments = {
    FAILED: 'REFUND',
    PARTIALLY_FULFILLED: 'PARTIAL-REFUND',
    CANCELLED: 'REFUND',
    DRAFT: 'UNPAID',
  } as const;
  return {
    ...plan,
    item: {
      ...plan.item,
      status: ending,
      payment_status: payments[ending],
      // An image that was never captured has no name.
      images: isPartial || plan.item.type === 'ARCHIVE' ? (plan.item.images ?? []) : [],
      tokens_used: isPartial ? (plan.item.tokens_used ?? 0) : 0,
      tasks: (plan.item.tasks ?? []).map((task) => ({
        ...task,
        status: ending,
        delivery_status: isPartial ? (task.delivery_status ?? 'UNSPECIFIED') : 'NOT_APPLICABLE',
        tokens_used: isPartial ? (task.tokens_used ?? 0) : 0,
      })),
    },
    catalogs,
    captures: isPartial ? plan.captures : [],
    deliveries: plan.deliveries.filter(({ catalog_id }) => isKept(catalog_id)),
  };
}

/** A monthly tasking of a place: the first image has been captured, the others will follow. */
export function addRunningOrder(world: World, place: Place, account: Account, now: number): void {
  const id = uuidOf(`order ${account.orgId} running`);
  const createdAt = now - 25 * day;
  const plan = planItem(
    { world, account, orderId: id, createdAt, newId: createIds(id) },
    {
      name: `${place.title} every month`,
      project_id: uuidOf(`project ${place.slug}`),
      usecase: usecases[place.kind].usecase,
      geometry: areaOf(place, 0),
      bandset: { bandset_id: uuidOf(`bandset ${usecases[place.kind].bandset}`) },
      recurrence: 'MONTHLY',
      start_date: plainDate(now - 20 * day),
      no_of_occurrences: 3,
    },
  );
  world.orders.set(id, orderOf(id, [plan], createdAt, account));
  addPlan(world, plan);
  for (const [of, span] of plan.spans) world.spans.set(of, span);
}
