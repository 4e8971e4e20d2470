import type { Context } from '../context.ts';
import type { OrderItem, OrderItemFilter } from '../upstream/order-item.ts';
import type { OrderItemStatus, OrderItemType } from '../upstream/order-item-status.ts';
import { emptyPage, type Page, type PageRequest } from '../upstream/page.ts';
import type { Project } from '../upstream/project.ts';
import { filterText } from './input/filter-text.ts';
import { type FilteredArgs, type FilteredList, filteredPage } from './input/filtered-page.ts';
import { idsOf } from './input/global-id.ts';
import { refuse } from './input/input-error.ts';
import { type IntervalInput, intervalFaults, isDuring, toInterval } from './input/interval.ts';
import type { Maybe } from './input/maybe.ts';
import { isInRange, type Range, rangeFaults, toNumberRange } from './input/range.ts';

interface OrderItemFilterInput {
  userId?: Maybe<string>;
  createdBy?: Maybe<string>;
  type?: Maybe<OrderItemType>;
  status?: Maybe<OrderItemStatus>;
  createdAt?: Maybe<IntervalInput>;
  areaInSqKm?: Maybe<Range>;
}

type IdList = Maybe<readonly string[]>;

/** Query.orderItems */
export function orderItems(
  _root: unknown,
  {
    filter,
    page,
    ...args
  }: FilteredArgs<OrderItemFilterInput> & { ids?: IdList; orderIds?: IdList; projectIds?: IdList },
  context: Context,
): Page<OrderItem> | Promise<Page<OrderItem>> {
  const ids = idsOf('OrderItem', args.ids, ['ids']);
  const orderIds = idsOf('Order', args.orderIds, ['orderIds']);
  const projectIds = idsOf('Project', args.projectIds, ['projectIds']);
  if ([ids, orderIds, projectIds].some((list) => list?.length === 0)) return emptyPage;
  const read = (sent: OrderItemFilter, rows: PageRequest) =>
    context.loaders.orderItem.page({ ...sent, ids, orderIds, projectIds }, rows);
  return orderItemPage({ filter, page }, read, context);
}

/** Project.orderItems */
export function projectOrderItems(
  { id }: Pick<Project, 'id'>,
  args: FilteredArgs<OrderItemFilterInput>,
  context: Context,
): Promise<Page<OrderItem>> {
  const read = (filter: OrderItemFilter, page: PageRequest) =>
    context.loaders.orderItem.pageByProjectId.load({ parentId: id, filter, page });
  return orderItemPage(args, read, context);
}

/** A page of the items that match the filter. @throws InputErrors */
function orderItemPage(
  { filter, page }: FilteredArgs<OrderItemFilterInput>,
  read: (sent: OrderItemFilter, page: PageRequest) => Promise<Page<OrderItem>>,
  { record }: Context,
): Promise<Page<OrderItem>> {
  refuse([
    ...intervalFaults(filter?.createdAt, ['filter', 'createdAt']),
    ...rangeFaults(filter?.areaInSqKm, ['filter', 'areaInSqKm'], [0, Number.MAX_VALUE]),
  ]);
  const createdAt = toInterval(filter?.createdAt);
  const areaInSqKm = toNumberRange(filter?.areaInSqKm);
  const sent: OrderItemFilter = {
    userId: filterText(filter?.userId, ['filter', 'userId']),
    createdBy: filterText(filter?.createdBy, ['filter', 'createdBy']),
    type: filter?.type ?? undefined,
    status: filter?.status ?? undefined,
    createdAt,
    areaInSqKm,
  };
  if (!createdAt && !areaInSqKm) return read(sent, page);
  const list: FilteredList<OrderItem> = {
    rowsPerRead: 500,
    read: (rows) => read(sent, rows),
    select: (items) =>
      new Set(items.filter((item) => isDuring(createdAt, item.createdAt) && isInRange(areaInSqKm, item.areaInSqKm))),
    onStopped: (rows, shown) => record.warnings.stoppedEarly('ListOrderItems', rows, shown),
  };
  return filteredPage(list, page);
}
