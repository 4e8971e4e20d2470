import type { Context } from '../context.ts';
import type { CatalogEntry } from '../upstream/catalog.ts';
import type { Order, OrderStatus } from '../upstream/order.ts';
import { emptyPage, type Page, type PageRequest } from '../upstream/page.ts';
import { filterText } from './input/filter-text.ts';
import { type FilteredList, filteredPage } from './input/filtered-page.ts';
import { idOf } from './input/global-id.ts';
import { refuse } from './input/input-error.ts';
import { type IntervalInput, intervalFaults, isDuring, toInterval } from './input/interval.ts';
import type { Maybe } from './input/maybe.ts';
import { taskIdsOf } from './order-item.ts';

/** An order by its id. */
function loadOrder({ id }: { id: string }, { loaders }: Context): Promise<Order | null> {
  return loaders.order.byId.load(id);
}

/** Query.order */
export const order = { key: ({ id }: { id: string }) => ({ id: idOf('Order', id) }), load: loadOrder };

interface OrdersArgs {
  userId?: Maybe<string>;
  statuses?: Maybe<readonly OrderStatus[]>;
  between?: Maybe<IntervalInput>;
  page: PageRequest;
}

/** Query.orders */
export function orders(
  _root: unknown,
  { userId, statuses, between, page }: OrdersArgs,
  { loaders, record }: Context,
): Page<Order> | Promise<Page<Order>> {
  refuse(intervalFaults(between, ['between']));
  if (statuses?.length === 0) return emptyPage;
  const sent = { userId: filterText(userId, ['userId']) };
  if (!statuses && !between) return loaders.order.page(sent, page);
  const created = toInterval(between);
  const isWanted = ({ status, createdAt }: Order) =>
    (!statuses || (status !== null && statuses.includes(status))) && isDuring(created, createdAt);
  const list: FilteredList<Order> = {
    rowsPerRead: ROWS_PER_READ,
    read: (rows) => loaders.order.page(sent, rows),
    select: (rows) => new Set(rows.filter(isWanted)),
    onStopped: (rows, shown) => record.warnings.stoppedEarly('ListOrders', rows, shown),
  };
  return filteredPage(list, page);
}

/** Orders are large: they carry their items. */
const ROWS_PER_READ = 100;

/** Order.catalogEntries */
export function orderCatalogEntries(
  { id }: Pick<Order, 'id'>,
  { page }: { page: PageRequest },
  context: Context,
): Promise<Page<CatalogEntry>> {
  const taskIds = async () => {
    const order = await loadOrder({ id }, context);
    const lists = await Promise.all((order?.items ?? []).map((item) => taskIdsOf(item, context)()));
    return lists.flat();
  };
  return context.loaders.catalog.pageByOrderId(id, taskIds, page);
}
