import type { Context } from '../context.ts';
import type { TaskIds } from '../loaders/catalog.ts';
import { type Loadable, mapLoadable } from '../loaders/kit/batching.ts';
import type { Bandset } from '../upstream/bandset.ts';
import type { CatalogEntry } from '../upstream/catalog.ts';
import type { Delivery } from '../upstream/delivery.ts';
import type { Order } from '../upstream/order.ts';
import type {
  FieldErrors,
  OrderedImage,
  OrderItem,
  OrderItemFilter,
  OrderItemStatus,
  OrderItemType,
  Uplift,
} from '../upstream/order-item.ts';
import type { OrderTask } from '../upstream/order-task.ts';
import { emptyPage, newestFirst, type Page, type PageRequest } from '../upstream/page.ts';
import type { Project } from '../upstream/project.ts';
import type { StacItem } from '../upstream/stac-item.ts';
import { idOf, idsOf } from './input/global-id.ts';

type Maybe<Value> = Value | null | undefined;

interface FilteredPage {
  filter?: Maybe<{
    userId?: Maybe<string>;
    createdBy?: Maybe<string>;
    type?: Maybe<OrderItemType>;
    status?: Maybe<OrderItemStatus>;
  }>;
  page: PageRequest;
}

type IdList = Maybe<readonly string[]>;

/** Query.orderItem */
export function orderItem(_root: unknown, args: { id: string }, { loaders }: Context): Loadable<OrderItem | null> {
  return loaders.orderItem.byId.load(idOf('OrderItem', args.id));
}

/** Query.orderItems */
export function orderItems(
  _root: unknown,
  { filter, page, ...args }: FilteredPage & { ids?: IdList; orderIds?: IdList; projectIds?: IdList },
  { loaders }: Context,
): Loadable<Page<OrderItem>> {
  const ids = idsOf('OrderItem', args.ids, ['ids']);
  const orderIds = idsOf('Order', args.orderIds, ['orderIds']);
  const projectIds = idsOf('Project', args.projectIds, ['projectIds']);
  if ([ids, orderIds, projectIds].some((list) => list?.length === 0)) return emptyPage;
  return loaders.orderItem.page({ ...toOrderItemFilter(filter), ids, orderIds, projectIds }, page);
}

/** Project.orderItems */
export function projectOrderItems(
  { id }: Project,
  { filter, page }: FilteredPage,
  { loaders }: Context,
): Loadable<Page<OrderItem>> {
  return loaders.orderItem.pageByProjectId.load({ parentId: id, filter: toOrderItemFilter(filter), page });
}

/** OrderItem.progress: from its tasks, where they are at hand. */
export function orderItemProgress({ progress, id, orderId }: OrderItem, _args: unknown, { loaders }: Context) {
  if (progress !== null || orderId === null) return progress;
  return loaders.orderItem.whole.arrived({ id, orderId })?.progress ?? null;
}

/** OrderItem.order */
export function orderItemOrder({ orderId }: OrderItem, _args: unknown, { loaders }: Context): Loadable<Order | null> {
  return orderId === null ? null : loaders.order.byId.load(orderId);
}

/** OrderItem.project */
export function orderItemProject(
  { projectId }: OrderItem,
  _args: unknown,
  { loaders }: Context,
): Loadable<Project | null> {
  return projectId === null ? null : loaders.project.byId.load(projectId);
}

/** OrderItem.bandset */
export function orderItemBandset(
  { bandsetId }: OrderItem,
  _args: unknown,
  { loaders }: Context,
): Loadable<Bandset | null> {
  return bandsetId === null ? null : loaders.bandset.all.byId(bandsetId);
}

/** OrderItem.tasks: an item that its order brought along comes without them. */
export function orderItemTasks(item: OrderItem, _args: unknown, context: Context): Loadable<OrderTask[] | null> {
  return mapLoadable(wholeOf(item, context), (whole) => whole?.tasks ?? null);
}

/** OrderItem.validationErrors: an item that its order brought along comes without them. */
export function orderItemValidationErrors(
  item: OrderItem,
  _args: unknown,
  context: Context,
): Loadable<FieldErrors[] | null> {
  return mapLoadable(wholeOf(item, context), (whole) => whole?.validationErrors ?? null);
}

/** The item with its tasks. */
function wholeOf(item: OrderItem, { loaders }: Context): Loadable<OrderItem | null> {
  const { id, orderId, tasks } = item;
  return tasks !== undefined || orderId === null ? item : loaders.orderItem.whole.load({ id, orderId });
}

/** The ids of its tasks; loaded only where they are asked for. */
export function taskIdsOf(item: OrderItem, context: Context): TaskIds {
  return () => mapLoadable(wholeOf(item, context), (whole) => whole?.tasks?.map(({ id }) => id) ?? []);
}

/** OrderItem.catalogEntries */
export function orderItemCatalogEntries(
  item: OrderItem,
  { page }: { page: PageRequest },
  context: Context,
): Loadable<Page<CatalogEntry>> {
  return context.loaders.catalog.pageByOrderItemId(item.id, taskIdsOf(item, context), page);
}

/** OrderItem.deliveries */
export function orderItemDeliveries(item: OrderItem, _args: unknown, context: Context): Loadable<Delivery[]> {
  const { catalog, delivery } = context.loaders;
  const deliveries = delivery.byOrderItemId(item.id, {
    taskIds: taskIdsOf(item, context),
    taskOfEntry: (id) => mapLoadable(catalog.byId.load(id), (entry) => entry?.taskId ?? null),
  });
  return mapLoadable(deliveries, newestFirst);
}

/** OrderTask.deliveries */
export function orderTaskDeliveries({ id }: OrderTask, _args: unknown, { loaders }: Context): Loadable<Delivery[]> {
  return mapLoadable(loaders.delivery.byTaskId.load(id), newestFirst);
}

/** OrderedImage.item and Uplift.item: the order names the image without its collection. */
export function orderedItem(
  { itemId }: OrderedImage | Uplift,
  _args: unknown,
  { loaders }: Context,
): Loadable<StacItem | null> {
  return itemId === null ? null : loaders.stac.itemByKey.load({ collectionId: null, id: itemId });
}

/** OrderTask.orderItem */
export function orderTaskOrderItem(
  { orderItemId }: OrderTask,
  _args: unknown,
  { loaders }: Context,
): Loadable<OrderItem | null> {
  return loaders.orderItem.byId.load(orderItemId);
}

function toOrderItemFilter(filter: FilteredPage['filter']): OrderItemFilter {
  return {
    userId: filter?.userId ?? undefined,
    createdBy: filter?.createdBy ?? undefined,
    type: filter?.type ?? undefined,
    status: filter?.status ?? undefined,
  };
}
