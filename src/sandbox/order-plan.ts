import type { WireNewOrderItem } from '../contract/order.ts';
import type { WireOrderTask } from '../contract/order-item.ts';
import { deliveryOf } from './delivery.ts';
import { archivePrice, taskingPrice } from './order-price.ts';
import { captureOf, catalogOf, commonOf, type OrderFrame, taskOf, withDelivery } from './order-records.ts';
import { day, microDate, momentOf, second } from './world/dates.ts';
import type { Span, StoredCatalog, StoredDelivery, StoredOrderItem, StoredStacItem, World } from './world/store.ts';

/** Everything that results from an order item, in its final state, and when each part happens. */
export interface OrderPlan {
  readonly item: StoredOrderItem;
  readonly captures: readonly StoredStacItem[];
  readonly catalogs: readonly StoredCatalog[];
  readonly deliveries: readonly StoredDelivery[];
  readonly spans: ReadonlyMap<string, Span>;
}

/** How long a payment takes. */
export const paymentTime = 2 * second;
const archiveTime = 20 * second;
const deliveryTime = 8 * second;
const monthsBetween = { ONCE: 0, MONTHLY: 1, BIMONTHLY: 2, QUARTERLY: 3, NOT_APPLICABLE: 0 };

/** Plans a checked order item. Archive images are clipped at once, tasked images are captured in their windows. */
export function planItem(frame: OrderFrame, wanted: WireNewOrderItem): OrderPlan {
  return wanted.item_ids ? planArchive(frame, wanted, wanted.item_ids) : planTasking(frame, wanted);
}

function planArchive(frame: OrderFrame, wanted: WireNewOrderItem, itemIds: readonly string[]): OrderPlan {
  const { world, createdAt, newId } = frame;
  const images = itemIds.flatMap((id) => world.stacItems.get(id) ?? []);
  const price = archivePrice(wanted, images, createdAt);
  const id = newId();
  const span = { startsAt: createdAt + paymentTime, endsAt: createdAt + archiveTime };
  const task: WireOrderTask = {
    ...taskOf(frame, id, span, price.final_amount),
    type: 'ARCHIVE',
    number_of_strips: images.length,
  };
  // One image after the other in the second half.
  const catalogs = images.map((image, index) => ({
    image,
    at: span.startsAt + ((span.endsAt - span.startsAt) * (index + images.length)) / (2 * images.length),
  }));
  const item: StoredOrderItem = {
    ...commonOf(frame, id, wanted, span),
    ...price,
    type: 'ARCHIVE',
    recurrence: 'NOT_APPLICABLE',
    delivery_speed: 'NOT_APPLICABLE',
    feasibility_status: 'NOT_APPLICABLE',
    images: images.map((image) => ({ item_id: image.id, geometry: image.geometry })),
    tasks: [withDelivery(task, wanted)],
    occurrences: [],
    no_of_occurrences: 0,
  };
  return outcomeOf(frame, wanted, item, [{ task, span, catalogs }], []);
}

function planTasking(frame: OrderFrame, wanted: WireNewOrderItem): OrderPlan {
  const { world, createdAt, newId } = frame;
  const bandset = world.bandsets.get(wanted.bandset?.bandset_id ?? '');
  const { recurrence = 'ONCE', cloud_cover = 20, off_nadir = 20 } = wanted;
  const occurrences = occurrencesOf(wanted);
  const price = taskingPrice(wanted, occurrences.length);
  const id = newId();
  const runs = occurrences.map((span, index) => {
    const image = captureOf(frame, wanted, span.endsAt, index, id);
    const tokens = Math.round(price.final_amount / occurrences.length);
    const task: WireOrderTask = { ...taskOf(frame, id, span, tokens), type: 'TASKING', number_of_strips: 1 };
    return { task, span, catalogs: [{ image, at: span.endsAt }] };
  });
  const captures = runs.flatMap(({ catalogs }) => catalogs.map(({ image }) => image));
  const item: StoredOrderItem = {
    ...commonOf(frame, id, wanted, {
      startsAt: createdAt + paymentTime,
      endsAt: runs.at(-1)?.span.endsAt ?? createdAt,
    }),
    ...price,
    type: recurrence === 'ONCE' ? 'TASKING' : 'RECURRING',
    recurrence,
    delivery_speed: wanted.delivery_speed ?? 'STANDARD',
    feasibility_status: 'SUCCESS',
    last_feasibility_check: microDate(createdAt),
    bandset: { bandset_id: bandset?.id ?? '', bands: bandset?.bands ?? [], custom: [] },
    number_of_bands: bandset?.bands?.length ?? 0,
    cloud_cover,
    off_nadir,
    start_date: new Date(occurrences[0]?.startsAt ?? createdAt).toISOString(),
    end_date: new Date(occurrences.at(-1)?.endsAt ?? createdAt).toISOString(),
    occurrences: occurrences.map(({ startsAt, endsAt }) => ({ start: microDate(startsAt), end: microDate(endsAt) })),
    no_of_occurrences: occurrences.length,
    images: captures.map((image) => ({ item_id: image.id, geometry: image.geometry })),
    tasks: runs.map(({ task }) => withDelivery(task, wanted)),
  };
  return outcomeOf(frame, wanted, item, runs, captures);
}

/** The windows in which a tasking order is to be captured. */
export function occurrencesOf({ recurrence = 'ONCE', ...wanted }: WireNewOrderItem): Span[] {
  const start = momentOf(wanted.start_date ?? '');
  const end = wanted.end_date ? momentOf(wanted.end_date) : start + 30 * day;
  if (recurrence === 'ONCE') return [{ startsAt: start, endsAt: end }];
  const spans: Span[] = [];
  const most = wanted.no_of_occurrences ?? 60;
  for (let count = 0; count < most; count += 1) {
    const from = new Date(start);
    const startsAt = from.setUTCMonth(from.getUTCMonth() + count * monthsBetween[recurrence]);
    if (wanted.end_date && startsAt >= end) break;
    spans.push({ startsAt, endsAt: startsAt + 14 * day });
  }
  return spans;
}

interface Run {
  readonly task: WireOrderTask;
  readonly span: Span;
  readonly catalogs: readonly { readonly image: StoredStacItem; readonly at: number }[];
}

/** The catalog entries of an item's runs, their deliveries if a store was named, and when each of them happens. */
function outcomeOf(
  frame: OrderFrame,
  wanted: WireNewOrderItem,
  item: StoredOrderItem,
  runs: readonly Run[],
  captures: readonly StoredStacItem[],
): OrderPlan {
  const { account, createdAt, newId } = frame;
  const spans = new Map<string, Span>();
  const catalogs: StoredCatalog[] = [];
  const deliveries: StoredDelivery[] = [];
  let end = createdAt;
  for (const { task, span, catalogs: images } of runs) {
    spans.set(task.id ?? '', span);
    end = Math.max(end, span.endsAt);
    for (const { image, at } of images) {
      const catalog = catalogOf(frame, item, task.id ?? '', image, at);
      catalogs.push(catalog);
      spans.set(catalog.id, { startsAt: at, endsAt: at });
      if (captures.includes(image)) spans.set(image.id, { startsAt: at, endsAt: at });
      if (wanted.cloud_delivery?.config) {
        const { config, path = '' } = wanted.cloud_delivery;
        const delivery = deliveryOf(newId(), catalog, { config, path }, account.userId, at, at + deliveryTime);
        deliveries.push({ ...delivery, task_id: catalog.task_id });
        spans.set(delivery.delivery_id, { startsAt: at, endsAt: at + deliveryTime });
      }
    }
  }
  spans.set(item.id, { startsAt: createdAt + paymentTime, endsAt: end });
  return { item, captures, catalogs, deliveries, spans };
}

/** Adds the records of a plan to the world. Its spans are left out. */
export function addPlan(
  world: Pick<World, 'orderItems' | 'stacItems' | 'owners' | 'catalogs' | 'deliveries'>,
  { item, captures, catalogs, deliveries }: OrderPlan,
): void {
  world.orderItems.set(item.id, item);
  for (const image of captures) {
    world.stacItems.set(image.id, image);
    world.owners.set(image.id, item.org_id);
  }
  for (const catalog of catalogs) world.catalogs.set(catalog.id, catalog);
  for (const delivery of deliveries) world.deliveries.set(delivery.delivery_id, delivery);
}
