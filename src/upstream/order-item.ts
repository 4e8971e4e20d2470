import type { WireOrderItem } from '../contract/order-item.ts';
import { type Band, toBands } from './bandset.ts';
import type { UpstreamClient } from './http/client.ts';
import { type Rows, withTotal } from './list-answer.ts';
import { OrderedImage } from './order-item-image.ts';
import {
  type FieldErrors,
  toCustomBands,
  toFieldErrors,
  toOccurrences,
  toUplifts,
  type Uplift,
} from './order-item-lists.ts';
import {
  DELIVERY_SPEEDS,
  type DeliverySpeed,
  FEASIBILITY_STATUSES,
  type FeasibilityStatus,
  IMAGE_TYPES,
  type ImageType,
  ORDER_ITEM_STATUSES,
  ORDER_ITEM_TYPES,
  type OrderItemStatus,
  type OrderItemType,
  PAYMENT_STATUSES,
  type PaymentStatus,
  RECURRENCES,
  type Recurrence,
} from './order-item-status.ts';
import { ORDER_STATUS_ALIASES, type OrderTask, toOrderTask } from './order-task.ts';
import type { Page, PageArgs, PageRequest } from './page.ts';
import { type NumberRange, toWireAreas, toWireInterval, withRanges } from './range-filter.ts';
import { readAll, readPage } from './read-page.ts';
import { type CloudDelivery, toCloudDelivery } from './store.ts';
import { joinedIds } from './wire/ids.ts';
import { isTerminal, type LifecycleState, stateOf } from './wire/lifecycle.ts';
import { rowOf } from './wire/row.ts';
import type { Interval } from './wire/time.ts';

/** One item of an order: archive images, or future captures, of one area for one project. */
export interface OrderItem {
  id: string;
  orderId: string | null;
  projectId: string | null;
  orgId: string | null;
  userId: string | null;
  name: string | null;
  type: OrderItemType | null;
  status: OrderItemStatus | null;
  state: LifecycleState;
  /** Share of its tasks that have ended, in per cent; null if it has no tasks or was read without them. */
  progress: number | null;
  paymentStatus: PaymentStatus | null;
  feasibilityStatus: FeasibilityStatus | null;
  lastFeasibilityCheck: string | null;
  recurrence: Recurrence | null;
  deliverySpeed: DeliverySpeed | null;
  imageType: ImageType | null;
  areaInSqKm: number | null;
  baseAmount: number | null;
  finalAmount: number | null;
  tokensUsed: number | null;
  uplifts: Uplift[];
  bandsetId: string | null;
  bands: Band[];
  numberOfBands: number | null;
  customBands: number[][];
  /** Per cent. */
  cloudCover: number | null;
  /** Degrees. */
  offNadir: number | null;
  startDate: string | null;
  endDate: string | null;
  occurrenceCount: number | null;
  occurrences: Interval[];
  useCase: string | null;
  transactionId: string | null;
  images: OrderedImage[];
  cloudDelivery: CloudDelivery | null;
  createdAt: string | null;
  createdBy: string | null;
  updatedAt: string | null;
  updatedBy: string | null;
  /** Undefined for an item that was read as part of an order, which leaves it out. */
  tasks: OrderTask[] | undefined;
  /** Undefined for an item that was read as part of an order. */
  validationErrors: FieldErrors[] | undefined;
}

/** The filters of ListOrderItems that the gateway uses. */
export interface OrderItemFilter {
  ids?: readonly string[] | undefined;
  orderIds?: readonly string[] | undefined;
  projectIds?: readonly string[] | undefined;
  userId?: string | undefined;
  createdBy?: string | undefined;
  type?: OrderItemType | undefined;
  status?: OrderItemStatus | undefined;
  /** The API may apply these two or not: whoever gives them checks the rows. */
  createdAt?: Interval | undefined;
  areaInSqKm?: NumberRange | undefined;
}

/** GetOrderItemById. It declares no 404: a 400 or 403 says that the item does not exist. @throws UpstreamFailure */
export async function getOrderItem(client: UpstreamClient, id: string): Promise<OrderItem> {
  const { answer, reader } = await client.call('GetOrderItemById', { path: { id } });
  return toOrderItem(answer, reader, {});
}

/** ListOrderItems: one page of matches, with their tasks. */
export function listOrderItems(
  client: UpstreamClient,
  filter: OrderItemFilter,
  request: PageRequest,
): Promise<Page<OrderItem>> {
  const ranges = { created_at: toWireInterval(filter.createdAt), area: toWireAreas(filter.areaInSqKm) };
  return withRanges(ranges, (known) =>
    readPage(request, true, (args) => readOrderItems(client, filter, { ...args, ...known })),
  );
}

/** ListOrderItems: all matches. `likely` is the expected number of rows: if it is right, one call is enough. */
export function listAllOrderItems(
  client: UpstreamClient,
  filter: OrderItemFilter,
  likely: number,
): Promise<OrderItem[]> {
  return readAll('ListOrderItems', (request) => listOrderItems(client, filter, request), {
    rowsPerRead: likely,
    ...(filter.ids && { atMost: filter.ids.length }),
  });
}

async function readOrderItems(
  client: UpstreamClient,
  filter: OrderItemFilter,
  args: PageArgs & { created_at?: string | undefined; area?: string | undefined },
): Promise<Rows<OrderItem>> {
  const query = {
    ...args,
    ids: joinedIds('ListOrderItems', filter.ids),
    order_ids: joinedIds('ListOrderItems', filter.orderIds),
    project_ids: joinedIds('ListOrderItems', filter.projectIds),
    user_id: filter.userId,
    created_by: filter.createdBy,
    type: filter.type,
    status: filter.status,
  };
  const { answer, reader } = await client.call('ListOrderItems', { query });
  const rows = reader.rows('order_items', answer.order_items, (item) => toOrderItem(item, reader, {}));
  return withTotal(rows, answer.pagination, args, reader);
}

/** The order whose answer an item is a part of. Such an item lacks the properties that only its own calls return. */
interface OrderItemSource {
  partOf?: string;
}

/** The item in an answer of its own, or in one of its order. */
export const toOrderItem = rowOf<OrderItem, WireOrderItem, OrderItemSource>({
  id: (wire, reader) => reader.id('id', wire.id),
  orderId: (wire, reader, { partOf }) => partOf ?? reader.reference('order_id', wire.order_id),
  projectId: (wire, reader) => reader.reference('project_id', wire.project_id),
  orgId: (wire, reader) => reader.reference('org_id', wire.org_id),
  userId: (wire, reader) => reader.reference('user_id', wire.user_id),
  name: (wire, reader) => reader.text('name', wire.name),
  type: (wire, reader) => reader.enumValue('type', wire.type, ORDER_ITEM_TYPES),
  status: (wire, reader) => reader.enumValue('status', wire.status, ORDER_ITEM_STATUSES, ORDER_STATUS_ALIASES),
  state: (wire) => stateOf(wire.status),
  progress() {
    return endedShare(this.tasks ?? []);
  },
  paymentStatus: (wire, reader) => reader.enumValue('payment_status', wire.payment_status, PAYMENT_STATUSES),
  feasibilityStatus: (wire, reader) =>
    reader.enumValue('feasibility_status', wire.feasibility_status, FEASIBILITY_STATUSES),
  lastFeasibilityCheck: (wire, reader) => reader.dateTime('last_feasibility_check', wire.last_feasibility_check),
  recurrence: (wire, reader) => reader.enumValue('recurrence', wire.recurrence, RECURRENCES),
  deliverySpeed: (wire, reader) => reader.enumValue('delivery_speed', wire.delivery_speed, DELIVERY_SPEEDS),
  imageType: (wire, reader) => reader.enumValue('image_type', wire.image_type, IMAGE_TYPES),
  areaInSqKm: (wire, reader) => reader.number('area', wire.area, 0),
  baseAmount: (wire, reader) => reader.number('base_amount', wire.base_amount, 0),
  finalAmount: (wire, reader) => reader.number('final_amount', wire.final_amount, 0),
  tokensUsed: (wire, reader) => reader.integer('tokens_used', wire.tokens_used, 0),
  uplifts: (wire, reader) => toUplifts(wire.uplifts, reader),
  bandsetId: (wire, reader) => reader.reference('bandset.bandset_id', wire.bandset?.bandset_id),
  bands: (wire, reader) => toBands('bandset.bands', wire.bandset?.bands, reader),
  numberOfBands: (wire, reader) => reader.integer('number_of_bands', wire.number_of_bands, 0),
  customBands: (wire, reader) => toCustomBands(wire.bandset?.custom, reader),
  cloudCover: (wire, reader) => reader.percent('cloud_cover', wire.cloud_cover),
  offNadir: (wire, reader) => reader.number('off_nadir', wire.off_nadir, -90, 90),
  startDate: (wire, reader) => reader.dateTime('start_date', wire.start_date),
  endDate: (wire, reader) => reader.dateTime('end_date', wire.end_date),
  occurrenceCount: (wire, reader) => reader.integer('no_of_occurrences', wire.no_of_occurrences, 0),
  occurrences: (wire, reader) => toOccurrences(wire.occurrences, reader),
  useCase: (wire, reader) => reader.text('usecase', wire.usecase),
  transactionId: (wire, reader) => reader.reference('transaction_id', wire.transaction_id),
  images: (wire, reader) => reader.list('images', wire.images, (image) => new OrderedImage(image, reader)),
  cloudDelivery: (wire, reader) => toCloudDelivery(wire.cloud_delivery, reader),
  createdAt: (wire, reader) => reader.dateTime('created_at', wire.created_at),
  createdBy: (wire, reader) => reader.nonEmptyText('created_by', wire.created_by),
  updatedAt: (wire, reader) => reader.dateTime('updated_at', wire.updated_at),
  updatedBy: (wire, reader) => reader.nonEmptyText('updated_by', wire.updated_by),
  tasks(wire, reader, { partOf }) {
    if (partOf !== undefined) return undefined;
    return reader.listWithIds('tasks', wire.tasks, (task) => toOrderTask(task, reader, { orderItemId: this.id }));
  },
  validationErrors: (wire, reader, { partOf }) =>
    partOf === undefined ? toFieldErrors(wire.validation_errors, reader) : undefined,
});

function endedShare(tasks: readonly OrderTask[]): number | null {
  if (tasks.length === 0) return null;
  return (100 * tasks.filter(({ state }) => isTerminal(state)).length) / tasks.length;
}
