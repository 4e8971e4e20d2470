import type { Context } from '../context.ts';
import type { CatalogEntry } from '../upstream/catalog.ts';
import type { Order } from '../upstream/order.ts';
import type { OrderItem } from '../upstream/order-item.ts';
import { newestFirst } from '../upstream/page.ts';
import type { Project } from '../upstream/project.ts';
import type { StacItem } from '../upstream/stac-item.ts';
import { orderItemOrder, orderItemProject } from './order-item.ts';

/** State of an archive image in the orders of the key. */
export type ImageOrderState = 'NOT_ORDERED' | 'ORDERED' | 'DELIVERED' | 'FAILED';

/** StacItem.orderState: an image that is in the catalog was delivered, whatever its other orders say. */
export async function itemOrderState(item: StacItem, _args: unknown, context: Context): Promise<ImageOrderState> {
  const [entries, orderItems] = await ordersOf(item, context);
  const states = new Set(orderItems.map(({ state }) => state));
  if (entries.length > 0 || states.has('SUCCEEDED')) return 'DELIVERED';
  if (states.has('PENDING') || states.has('RUNNING') || states.has('UNKNOWN')) return 'ORDERED';
  return states.size > 0 ? 'FAILED' : 'NOT_ORDERED';
}

/** StacItem.orderedBy: newest first. */
export async function itemOrderedBy(item: StacItem, _args: unknown, context: Context): Promise<OrderItem[]> {
  const [, orderItems] = await ordersOf(item, context);
  return newestFirst(orderItems);
}

async function ordersOf({ id }: StacItem, { loaders }: Context): Promise<[readonly CatalogEntry[], OrderItem[]]> {
  const entries = await loaders.catalog.wholeByItemId.load(id);
  const taskIds = entries.map(({ taskId }) => taskId).filter((taskId) => taskId !== null);
  return [entries, await loaders.orderItem.holding(id, taskIds)];
}

/** CatalogEntry.orderItem: an entry names only its task, which is looked up in the order items of the key. */
export async function entryOrderItem(
  { taskId }: CatalogEntry,
  _args: unknown,
  { loaders }: Context,
): Promise<OrderItem | null> {
  return taskId === null ? null : loaders.orderItem.ofTask(taskId);
}

/** CatalogEntry.order */
export async function entryOrder(entry: CatalogEntry, args: unknown, context: Context): Promise<Order | null> {
  const item = await entryOrderItem(entry, args, context);
  const key = item && orderItemOrder.key(item);
  return key && orderItemOrder.load(key, context);
}

/** CatalogEntry.project */
export async function entryProject(entry: CatalogEntry, args: unknown, context: Context): Promise<Project | null> {
  const item = await entryOrderItem(entry, args, context);
  const key = item && orderItemProject.key(item);
  return key && orderItemProject.load(key, context);
}
