import type { Context } from '../context.ts';
import type { Order } from '../upstream/order.ts';
import type { NewOrderItem, TaskingOrder } from '../upstream/order-new.ts';
import * as upstream from '../upstream/order-new.ts';
import type { OrderQuote, OrderQuoteItem } from '../upstream/order-quote.ts';
import type { StacItem } from '../upstream/stac-item.ts';
import { areaFaults, inputRegion } from './input/area.ts';
import { idOf, idsOf } from './input/global-id.ts';
import { emptyFaults, faultAt, type InputError, refuse } from './input/input-error.ts';
import type { Maybe } from './input/maybe.ts';
import { boundFaults } from './input/range.ts';
import { attempt, type Payload, tryOut } from './input/write.ts';

interface OrderArgs {
  input: { items: readonly NewOrderItem[] };
}

type Path = readonly string[];

/** Mutation.submitOrder */
export function submitOrder(
  _root: unknown,
  { input }: OrderArgs,
  { client, loaders }: Context,
): Promise<Payload<{ order: Order }>> {
  return attempt('`orders`', input, async () => {
    const order = await upstream.submitOrder(client, checkedItems(input.items, ['items']));
    loaders.order.created(order);
    loaders.orderItem.created();
    return { order };
  });
}

/** Query.orderQuote */
export function orderQuote(_root: unknown, { input }: OrderArgs, { client }: Context): Promise<OrderQuote> {
  return tryOut(input, ['input'], upstream.quoteOrder(client, checkedItems(input.items, ['input', 'items'])));
}

interface QuoteArgs {
  projectId: string;
  area?: Maybe<object>;
  useCase: string;
}

/** StacItem.quote: of the area, or of the whole image; null if the image has no footprint that can be ordered. */
export async function itemQuote(
  item: StacItem,
  { projectId, area, useCase }: QuoteArgs,
  { loaders }: Context,
): Promise<OrderQuoteItem | null> {
  refuse(emptyFaults(useCase, ['useCase']));
  if (area) inputRegion(area, ['area']);
  const geometry = area ?? (item.region && item.geometry);
  if (!geometry) return null;
  const order = { projectId: idOf('Project', projectId, ['projectId']), useCase, geometry };
  return loaders.order.quoteOfImage.load({ itemId: item.id, ...order });
}

/** The items with the upstream's own ids. @throws InputErrors for every problem */
function checkedItems(items: readonly NewOrderItem[], path: Path): NewOrderItem[] {
  refuse([
    ...emptyFaults(items, path),
    ...items.flatMap((item, position) => itemFaults(item, [...path, String(position)])),
  ]);
  return items.map((item, position) => withOwnIds(item, [...path, String(position)]));
}

/** Longest name of an order item, in characters. */
const MAX_NAME_LENGTH = 100;

function itemFaults({ name, useCase, geometry, product }: NewOrderItem, path: Path): InputError[] {
  const { archive, tasking } = product;
  // Characters as JSON schemas count them: an emoji is one.
  const { length } = Array.from(name ?? '');
  return [
    ...(length > MAX_NAME_LENGTH
      ? [faultAt([...path, 'name'], `must have at most ${MAX_NAME_LENGTH} characters, not ${length}`)]
      : []),
    ...emptyFaults(name, [...path, 'name']),
    ...emptyFaults(useCase, [...path, 'useCase']),
    ...areaFaults(geometry, [...path, 'geometry']),
    ...emptyFaults(archive?.itemIds, [...path, 'product', 'archive', 'itemIds']),
    ...(tasking ? taskingFaults(tasking, [...path, 'product', 'tasking']) : []),
  ];
}

function taskingFaults(tasking: TaskingOrder, path: Path): InputError[] {
  const { recurrence, startDate, endDate, occurrenceCount, cloudCover, offNadir } = tasking;
  const hasCount = typeof occurrenceCount === 'number';
  const faults: InputError[] = [];
  if (endDate && Date.parse(endDate) <= Date.parse(startDate)) {
    faults.push(faultAt([...path, 'endDate'], 'must be after startDate'));
  }
  if (recurrence === 'ONCE') {
    if (!endDate) faults.push(faultAt([...path, 'endDate'], 'is needed for a single capture'));
    if (hasCount) faults.push(faultAt([...path, 'occurrenceCount'], 'is for recurring captures only'));
  } else if (Boolean(endDate) === hasCount) {
    const words = `${hasCount ? 'and endDate exclude each other' : 'or endDate is needed'} for recurring captures`;
    faults.push(faultAt([...path, 'occurrenceCount'], words));
  } else if (hasCount && occurrenceCount < 1) {
    faults.push(faultAt([...path, 'occurrenceCount'], 'must be at least 1'));
  }
  return [
    ...faults,
    ...boundFaults(cloudCover, [...path, 'cloudCover'], [0, 100]),
    ...boundFaults(offNadir, [...path, 'offNadir'], [0, 90]),
  ];
}

function withOwnIds(item: NewOrderItem, path: Path): NewOrderItem {
  const { archive, tasking } = item.product;
  const at = [...path, 'product'];
  return {
    ...item,
    projectId: idOf('Project', item.projectId, [...path, 'projectId']),
    cloudDelivery: item.cloudDelivery && {
      ...item.cloudDelivery,
      storeId: idOf('Store', item.cloudDelivery.storeId, [...path, 'cloudDelivery', 'storeId']),
    },
    product: {
      archive: archive && { itemIds: idsOf('StacItem', archive.itemIds, [...at, 'archive', 'itemIds']) },
      tasking: tasking && {
        ...tasking,
        bandsetId: idOf('Bandset', tasking.bandsetId, [...at, 'tasking', 'bandsetId']),
      },
    },
  };
}
