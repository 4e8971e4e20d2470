import type { WireInterval, WireOrderItem, WireUplift } from '../contract/order-item.ts';
import type { Bbox } from '../geometry/bounds.ts';
import { type Band, toBands } from './bandset.ts';
import type { UpstreamClient } from './http/client.ts';
import { ORDER_STATUS_ALIASES, type OrderTask, toOrderTask } from './order-task.ts';
import { type Page, type PageArgs, type PageRequest, type Rows, readPage, readRows, withTotal } from './page.ts';
import { type NumberRange, toWireAreas, toWireInterval, withRanges } from './range-filter.ts';
import { type CloudDelivery, toCloudDelivery } from './store.ts';
import { isTerminal, type LifecycleState, stateOf } from './wire/lifecycle.ts';
import type { Interval } from './wire/time.ts';
import type { Position, WireReader } from './wire/wire-reader.ts';

export const ORDER_ITEM_TYPES = ['TASKING', 'ARCHIVE', 'RECURRING'] as const;
export type OrderItemType = (typeof ORDER_ITEM_TYPES)[number];

const ORDER_ITEM_STATUSES = ['DRAFT', 'ACTIVE', 'FULFILLED', 'PARTIALLY_FULFILLED', 'CANCELLED', 'FAILED'] as const;
export type OrderItemStatus = (typeof ORDER_ITEM_STATUSES)[number];

const PAYMENT_STATUSES = ['PAID', 'PARTIAL_REFUND', 'REFUND', 'UNPAID', 'PARTIAL_MONTHLY'] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

export const FEASIBILITY_STATUSES = ['NOT_APPLICABLE', 'FAILED', 'WEAK_SUCCESS', 'SUCCESS', 'UNSPECIFIED'] as const;
export type FeasibilityStatus = (typeof FEASIBILITY_STATUSES)[number];

const RECURRENCES = ['ONCE', 'WEEKLY', 'MONTHLY', 'BIMONTHLY', 'QUARTERLY', 'NOT_APPLICABLE'] as const;
export type Recurrence = (typeof RECURRENCES)[number];

const DELIVERY_SPEEDS = ['STANDARD', 'EXPEDITED', 'NOT_APPLICABLE'] as const;
export type DeliverySpeed = (typeof DELIVERY_SPEEDS)[number];

const IMAGE_TYPES = ['VNIR', 'SWIR', 'VSWIR'] as const;
export type ImageType = (typeof IMAGE_TYPES)[number];

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

/** A surcharge or discount. */
export interface Uplift {
  title: string | null;
  subtitle: string | null;
  percentage: number | null;
  amount: number | null;
  itemId: string | null;
}

export interface OrderedImage {
  itemId: string | null;
  geometry: object | null;
  /** Of the geometry, like the centroid. Computed on first access. */
  readonly bbox: Bbox | null;
  readonly centroid: Position | null;
}

/** A problem with one field of an order item. */
export interface FieldErrors {
  field: string;
  messages: readonly string[];
}

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
  return toOrderItem(answer, reader);
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
export async function listAllOrderItems(
  client: UpstreamClient,
  filter: OrderItemFilter,
  likely: number,
): Promise<OrderItem[]> {
  const items: OrderItem[] = [];
  let offset = 0;
  for (;;) {
    const rows = await readRows({ offset, limit: likely }, (args) => readOrderItems(client, filter, args));
    items.push(...rows.items);
    offset += rows.received;
    if (rows.received < likely || offset === rows.total) return items;
  }
}

async function readOrderItems(
  client: UpstreamClient,
  filter: OrderItemFilter,
  args: PageArgs & { created_at?: string | undefined; area?: string | undefined },
): Promise<Rows<OrderItem>> {
  const query = {
    ...args,
    ids: filter.ids?.join(','),
    order_ids: filter.orderIds?.join(','),
    project_ids: filter.projectIds?.join(','),
    user_id: filter.userId,
    created_by: filter.createdBy,
    type: filter.type,
    status: filter.status,
  };
  const { answer, reader } = await client.call('ListOrderItems', { query });
  const rows = reader.rows('order_items', answer.order_items, (item) => toOrderItem(item, reader));
  return withTotal(rows, answer.pagination?.total, args, reader);
}

/** An item as part of an order: without the properties that only its own calls return. */
export function toEmbeddedOrderItem(wire: WireOrderItem, orderId: string, reader: WireReader): OrderItem {
  return {
    ...toOrderItem(wire, reader),
    orderId,
    progress: null,
    tasks: undefined,
    validationErrors: undefined,
  };
}

function toOrderItem(wire: WireOrderItem, reader: WireReader): OrderItem {
  const id = reader.id('id', wire.id);
  const tasks = reader.listWithIds('tasks', wire.tasks, (task) => toOrderTask(task, id, reader));
  return {
    id,
    orderId: reader.reference('order_id', wire.order_id),
    projectId: reader.reference('project_id', wire.project_id),
    orgId: reader.reference('org_id', wire.org_id),
    userId: reader.reference('user_id', wire.user_id),
    name: reader.text('name', wire.name),
    type: reader.enumValue('type', wire.type, ORDER_ITEM_TYPES),
    status: reader.enumValue('status', wire.status, ORDER_ITEM_STATUSES, ORDER_STATUS_ALIASES),
    state: stateOf(wire.status),
    progress: endedShare(tasks),
    paymentStatus: reader.enumValue('payment_status', wire.payment_status, PAYMENT_STATUSES),
    feasibilityStatus: reader.enumValue('feasibility_status', wire.feasibility_status, FEASIBILITY_STATUSES),
    lastFeasibilityCheck: reader.dateTime('last_feasibility_check', wire.last_feasibility_check),
    recurrence: reader.enumValue('recurrence', wire.recurrence, RECURRENCES),
    deliverySpeed: reader.enumValue('delivery_speed', wire.delivery_speed, DELIVERY_SPEEDS),
    imageType: reader.enumValue('image_type', wire.image_type, IMAGE_TYPES),
    areaInSqKm: reader.number('area', wire.area, 0),
    baseAmount: reader.number('base_amount', wire.base_amount),
    finalAmount: reader.number('final_amount', wire.final_amount),
    tokensUsed: reader.integer('tokens_used', wire.tokens_used, 0),
    uplifts: toUplifts(wire.uplifts, reader),
    bandsetId: reader.reference('bandset.bandset_id', wire.bandset?.bandset_id),
    bands: toBands('bandset.bands', wire.bandset?.bands, reader),
    numberOfBands: reader.integer('number_of_bands', wire.number_of_bands, 0),
    customBands: reader.list('bandset.custom', wire.bandset?.custom, (bands) => toBandNumbers(bands, reader)),
    cloudCover: reader.percent('cloud_cover', wire.cloud_cover),
    offNadir: reader.number('off_nadir', wire.off_nadir, -90, 90),
    startDate: reader.dateTime('start_date', wire.start_date),
    endDate: reader.dateTime('end_date', wire.end_date),
    occurrenceCount: reader.integer('no_of_occurrences', wire.no_of_occurrences, 0),
    occurrences: toOccurrences(wire.occurrences, reader),
    useCase: reader.text('usecase', wire.usecase),
    transactionId: reader.reference('transaction_id', wire.transaction_id),
    images: reader.list('images', wire.images, (image) => ({
      itemId: reader.reference('images.item_id', image.item_id),
      get geometry() {
        return reader.geometry('images.geometry', image.geometry);
      },
      get bbox() {
        return reader.bbox('images.geometry', image.geometry);
      },
      get centroid() {
        return reader.centroid('images.geometry', image.geometry);
      },
    })),
    cloudDelivery: toCloudDelivery(wire.cloud_delivery, reader),
    createdAt: reader.dateTime('created_at', wire.created_at),
    createdBy: reader.nonEmptyText('created_by', wire.created_by),
    updatedAt: reader.dateTime('updated_at', wire.updated_at),
    updatedBy: reader.nonEmptyText('updated_by', wire.updated_by),
    tasks,
    validationErrors: reader
      .list('validation_errors', wire.validation_errors, (errors) =>
        reader.entries('validation_errors', errors).map(([field, messages]) => ({
          field,
          messages: reader.texts('validation_errors', messages),
        })),
      )
      .flat(),
  };
}

function endedShare(tasks: readonly OrderTask[]): number | null {
  if (tasks.length === 0) return null;
  return (100 * tasks.filter(({ state }) => isTerminal(state)).length) / tasks.length;
}

function toBandNumbers(wire: readonly number[], reader: WireReader): number[] {
  return reader
    .list('bandset.custom', wire, (number) => reader.integer('bandset.custom', number))
    .filter((number) => number !== null);
}

export function toUplifts(wire: readonly WireUplift[] | null | undefined, reader: WireReader): Uplift[] {
  return reader.list('uplifts', wire, (uplift) => ({
    title: reader.text('uplifts.title', uplift.title),
    subtitle: reader.text('uplifts.subtitle', uplift.subtitle),
    percentage: reader.number('uplifts.percentage', uplift.percentage),
    amount: reader.number('uplifts.amount', uplift.amount),
    itemId: reader.reference('uplifts.item_id', uplift.item_id),
  }));
}

export function toOccurrences(wire: readonly WireInterval[] | null | undefined, reader: WireReader): Interval[] {
  return reader.list('occurrences', wire, (occurrence) => ({
    start: reader.dateTime('occurrences.start', occurrence.start),
    end: reader.dateTime('occurrences.end', occurrence.end),
  }));
}
