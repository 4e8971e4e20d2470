import type { Context } from '../context.ts';
import type { TaskIds } from '../loaders/catalog.ts';
import type { StacItemKey } from '../loaders/stac.ts';
import type { CatalogEntry } from '../upstream/catalog.ts';
import type { Delivery } from '../upstream/delivery.ts';
import type { OrderItem } from '../upstream/order-item.ts';
import type { OrderedImage } from '../upstream/order-item-image.ts';
import type { FieldErrors, Uplift } from '../upstream/order-item-lists.ts';
import type { OrderTask } from '../upstream/order-task.ts';
import { newestFirst, type Page, type PageRequest } from '../upstream/page.ts';
import type { Project } from '../upstream/project.ts';
import { inBandsets } from './bandset.ts';
import { loadCatalogEntry } from './catalog.ts';
import { idOf } from './input/global-id.ts';
import { loadProject } from './project.ts';
import { loadStacItem } from './stac.ts';

/** An order item by its id. */
function loadOrderItem({ id }: { id: string }, { loaders }: Context): Promise<OrderItem | null> {
  return loaders.orderItem.byId.load(id);
}

/** Query.orderItem */
export const orderItem = { key: ({ id }: { id: string }) => ({ id: idOf('OrderItem', id) }), load: loadOrderItem };

/** OrderItem.progress: from its tasks, which are loaded if the item was read as part of its order. */
export async function orderItemProgress(item: OrderItem, _args: unknown, context: Context): Promise<number | null> {
  return item.progress ?? (await detailOf(item, context))?.progress ?? null;
}

/** Project.latestOrderItem: the one created last. */
export async function projectLatestOrderItem(
  { id }: Pick<Project, 'id'>,
  _args: unknown,
  { loaders }: Context,
): Promise<OrderItem | null> {
  return newestFirst(await loaders.orderItem.wholeByProjectId.load(id))[0] ?? null;
}

/** OrderItem.order */
export const orderItemOrder = {
  key: ({ orderId }: OrderItem) => (orderId === null ? null : { id: orderId }),
  load: ({ id }: { id: string }, { loaders }: Context) => loaders.order.byId.load(id),
};

/** OrderItem.project */
export const orderItemProject = {
  key: ({ projectId }: OrderItem) => (projectId === null ? null : { id: projectId }),
  load: loadProject,
};

/** OrderItem.bandset */
export const orderItemBandset = {
  key: ({ bandsetId }: OrderItem) => (bandsetId === null ? null : { id: bandsetId }),
  ...inBandsets,
};

/** OrderItem.tasks: loaded if the item was read as part of its order. */
export async function orderItemTasks(item: OrderItem, _args: unknown, context: Context): Promise<OrderTask[] | null> {
  return (await detailOf(item, context))?.tasks ?? null;
}

/** OrderItem.validationErrors: loaded if the item was read as part of its order. */
export async function orderItemValidationErrors(
  item: OrderItem,
  _args: unknown,
  context: Context,
): Promise<FieldErrors[] | null> {
  return (await detailOf(item, context))?.validationErrors ?? null;
}

/** The item with its tasks. */
function detailOf(item: OrderItem, { loaders }: Context): Promise<OrderItem | null> | OrderItem {
  const { id, orderId, tasks } = item;
  return tasks !== undefined || orderId === null ? item : loaders.orderItem.detailById.load({ id, orderId });
}

/** An item of which only the id may be known so far. */
type OrderItemById = Pick<OrderItem, 'id'> & Partial<OrderItem>;

/** The ids of its tasks. Loaded only when needed. */
export function taskIdsOf(item: OrderItemById, context: Context): TaskIds {
  return async () => {
    const whole = isRow(item) ? await detailOf(item, context) : await loadOrderItem(item, context);
    return whole?.tasks?.map(({ id }) => id) ?? [];
  };
}

function isRow(item: OrderItemById): item is OrderItem {
  return item.orderId !== undefined;
}

/** OrderItem.catalogEntries */
export function orderItemCatalogEntries(
  item: OrderItemById,
  { page }: { page: PageRequest },
  context: Context,
): Promise<Page<CatalogEntry>> {
  return context.loaders.catalog.pageByOrderItemId(item.id, taskIdsOf(item, context), page);
}

/** OrderItem.deliveries */
export async function orderItemDeliveries(item: OrderItemById, _args: unknown, context: Context): Promise<Delivery[]> {
  const deliveries = await context.loaders.delivery.byOrderItemId(item.id, {
    taskIds: taskIdsOf(item, context),
    taskOfEntry: async (id) => (await loadCatalogEntry({ id }, context))?.taskId ?? null,
  });
  return newestFirst(deliveries);
}

/** OrderTask.deliveries */
export async function orderTaskDeliveries(
  { id }: OrderTask,
  _args: unknown,
  { loaders }: Context,
): Promise<Delivery[]> {
  return newestFirst(await loaders.delivery.byTaskId.load(id));
}

/** OrderedImage.item and Uplift.item: the order names the image without its collection. */
export const orderedItem = {
  key: ({ itemId }: OrderedImage | Uplift): StacItemKey | null =>
    itemId === null ? null : { collectionId: null, id: itemId },
  load: loadStacItem,
};

/** OrderTask.orderItem */
export const orderTaskOrderItem = { key: ({ orderItemId }: OrderTask) => ({ id: orderItemId }), load: loadOrderItem };
