import type { WireDelivery, WireDeliveryRequest, WireNewDeliveries } from '../contract/delivery.ts';
import { UpstreamFailure } from './failure.ts';
import type { UpstreamClient } from './http/client.ts';
import { rowWithId } from './list-answer.ts';
import { type CloudDelivery, type NewCloudDelivery, toCloudDelivery, toWireCloudDelivery } from './store.ts';
import { type LifecycleState, stateOf } from './wire/lifecycle.ts';
import { rowOf } from './wire/row.ts';

/** Status words of deliveries, catalog entries and order tasks. Each family uses some of them. */
export const DELIVERY_STATUSES = [
  'UNSPECIFIED',
  'CREATED',
  'PENDING',
  'IN_PROGRESS',
  'SUCCESS',
  'FAILED',
  'NOT_APPLICABLE',
] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** A status word of the older docs. */
export const DELIVERY_STATUS_ALIASES = { SUCCESSFUL: 'SUCCESS' } as const;

/** The transfer of one delivered image to a store. */
export interface Delivery {
  id: string;
  catalogEntryId: string | null;
  /** Null if it was requested directly, not by an order. */
  taskId: string | null;
  status: DeliveryStatus | null;
  state: LifecycleState;
  /** The upstream does not send it. */
  progress: null;
  cloudDelivery: CloudDelivery | null;
  /** Same as the path of `cloudDelivery`. */
  targetPath: string | null;
  createdAt: string | null;
  createdBy: string | null;
  updatedAt: string | null;
  updatedBy: string | null;
}

/** Conditions that all must hold. */
export interface DeliveryFilter {
  id?: string | undefined;
  catalogEntryId?: string | undefined;
  orderItemId?: string | undefined;
  taskId?: string | undefined;
}

/** ListDeliveries: all matches, in one answer. */
export async function listDeliveries(client: UpstreamClient, filter: DeliveryFilter): Promise<Delivery[]> {
  const query = {
    delivery_id: filter.id,
    catalog_id: filter.catalogEntryId,
    order_item_id: filter.orderItemId,
    task_id: filter.taskId,
  };
  const { answer, reader } = await client.call('ListDeliveries', { query });
  return reader.rows('deliveries', answer.deliveries, (delivery) => toDelivery(delivery, reader)).items;
}

/** ListDeliveries with one id, because there is no single read. @throws UpstreamFailure, of kind `notFound` if it does not exist */
export async function getDelivery(client: UpstreamClient, id: string): Promise<Delivery> {
  return rowWithId(await listDeliveries(client, { id }), id, 'ListDeliveries');
}

/** Catalog images, given by their ids or by order items (all images of each). Exactly one of the two lists. */
export type CatalogTarget = { catalogEntryIds: readonly string[] } | { orderItemIds: readonly string[] };

/** Input of `createDeliveries`. */
export interface NewDelivery {
  target: CatalogTarget;
  cloudDelivery: NewCloudDelivery;
}

/** CreateDeliveries: one delivery for each image. Delivery continues after the answer. @throws UpstreamFailure */
export async function createDeliveries(client: UpstreamClient, wanted: readonly NewDelivery[]): Promise<Delivery[]> {
  const body: WireNewDeliveries = { deliveries: wanted.map(toWireDeliveryRequest) };
  const { answer, reader } = await client.call('CreateDeliveries', { body });
  const deliveries = reader.rows('deliveries', answer.deliveries, (delivery) => toDelivery(delivery, reader)).items;
  if (deliveries.length > 0) return deliveries;
  throw new UpstreamFailure('invalidAnswer', 'CreateDeliveries', {
    message: 'The answer names no delivery.',
    isOutcomeUnknown: true,
  });
}

function toWireDeliveryRequest({ target, cloudDelivery }: NewDelivery): WireDeliveryRequest {
  return { ...toWireTarget(target), cloud_info: toWireCloudDelivery(cloudDelivery) };
}

/** The document requires both lists, but the upstream refuses a request that has both. */
export function toWireTarget(target: CatalogTarget): { catalog_ids: string[] } | { order_item_ids: string[] } {
  return 'catalogEntryIds' in target
    ? { catalog_ids: [...target.catalogEntryIds] }
    : { order_item_ids: [...target.orderItemIds] };
}

const toDelivery = rowOf<Delivery, WireDelivery>({
  id: (wire, reader) => reader.id('delivery_id', wire.delivery_id),
  catalogEntryId: (wire, reader) => reader.reference('catalog_id', wire.catalog_id),
  taskId: (wire, reader) => reader.reference('task_id', wire.task_id),
  status: (wire, reader) => reader.enumValue('status', wire.status, DELIVERY_STATUSES, DELIVERY_STATUS_ALIASES),
  state: (wire) => stateOf(wire.status),
  progress: () => null,
  cloudDelivery: (wire, reader) => toCloudDelivery(wire.cloud_delivery, reader),
  targetPath: (wire, reader) => reader.text('target_path', wire.target_path),
  createdAt: (wire, reader) => reader.dateTime('created_at', wire.created_at),
  createdBy: (wire, reader) => reader.nonEmptyText('created_by', wire.created_by),
  updatedAt: (wire, reader) => reader.dateTime('updated_at', wire.updated_at),
  updatedBy: (wire, reader) => reader.nonEmptyText('updated_by', wire.updated_by),
});
