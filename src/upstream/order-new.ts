import type { WireNewOrder, WireNewOrderItem } from '../contract/order.ts';
import { flatPolygons } from '../geometry/cut.ts';
import type { UpstreamClient } from './http/client.ts';
import { type Order, toOrder } from './order.ts';
import { type OrderQuote, toOrderQuote } from './order-quote.ts';
import { type NewCloudDelivery, toWireCloudDelivery } from './store.ts';

/** One item of an order to place or price. */
export interface NewOrderItem {
  projectId: string;
  name?: string | null | undefined;
  useCase: string;
  /** A checked Polygon, MultiPolygon, Feature or FeatureCollection. */
  geometry: object;
  cloudDelivery?: NewCloudDelivery | null | undefined;
  product: {
    archive?: ArchiveOrder | null | undefined;
    tasking?: TaskingOrder | null | undefined;
  };
}

/** Archive images. */
export interface ArchiveOrder {
  itemIds: readonly string[];
}

/** Future captures. */
export interface TaskingOrder {
  bandsetId: string;
  recurrence: 'ONCE' | 'MONTHLY' | 'BIMONTHLY' | 'QUARTERLY';
  /** Start of the time range, inclusive. */
  startDate: string;
  /** End of the time range, exclusive. A recurring order has either this or the number of occurrences. */
  endDate?: string | null | undefined;
  occurrenceCount?: number | null | undefined;
  /** Per cent. */
  cloudCover?: number | null | undefined;
  /** Degrees. */
  offNadir?: number | null | undefined;
}

/** SubmitOrder: this buys. Work continues after the answer; the items show its progress. @throws UpstreamFailure */
export async function submitOrder(client: UpstreamClient, items: readonly NewOrderItem[]): Promise<Order> {
  const body: WireNewOrder = { dry_run: false, order_items: items.map(toWireOrderItem) };
  const { answer, reader } = await client.call('SubmitOrder', { body });
  return toOrder(answer, reader);
}

/** SubmitOrder as a dry run: the price of an order. Nothing is bought or stored. @throws UpstreamFailure */
export async function quoteOrder(client: UpstreamClient, items: readonly NewOrderItem[]): Promise<OrderQuote> {
  const body: WireNewOrder = { dry_run: true, order_items: items.map(toWireOrderItem) };
  const { answer, reader } = await client.call('SubmitOrder', { body });
  return toOrderQuote(answer, reader);
}

function toWireOrderItem({ product, ...item }: NewOrderItem): WireNewOrderItem {
  return {
    project_id: item.projectId,
    ...(item.name ? { name: item.name } : {}),
    usecase: item.useCase,
    geometry: toWireArea(item.geometry),
    ...(product.archive ? { item_ids: [...product.archive.itemIds] } : {}),
    ...(product.tasking ? toWireTasking(product.tasking) : {}),
    ...(item.cloudDelivery ? { cloud_delivery: toWireCloudDelivery(item.cloudDelivery) } : {}),
  };
}

function toWireTasking(tasking: TaskingOrder): Partial<WireNewOrderItem> {
  const { bandsetId, recurrence, startDate, endDate, occurrenceCount, cloudCover, offNadir } = tasking;
  return {
    bandset: { bandset_id: bandsetId },
    recurrence,
    start_date: startDate,
    ...(endDate ? { end_date: endDate } : {}),
    ...(typeof occurrenceCount === 'number' ? { no_of_occurrences: occurrenceCount } : {}),
    ...(typeof cloudCover === 'number' ? { cloud_cover: cloudCover } : {}),
    ...(typeof offNadir === 'number' ? { off_nadir: offNadir } : {}),
    delivery_speed: 'STANDARD',
  };
}

/** The area in the form that orders take: a FeatureCollection of Polygons, without ids, properties or bboxes. */
function toWireArea(area: object): WireNewOrderItem['geometry'] {
  return {
    type: 'FeatureCollection',
    features: polygonsOf(area as Area)
      .flatMap(flatPolygons)
      .map((coordinates) => ({
        type: 'Feature',
        geometry: { type: 'Polygon', coordinates },
      })),
  };
}

/** Resolvers have checked its type. */
type Area =
  | { type: 'Polygon'; coordinates: number[][][] }
  | { type: 'MultiPolygon'; coordinates: number[][][][] }
  | { type: 'Feature'; geometry: Area }
  | { type: 'FeatureCollection'; features: Area[] };

function polygonsOf(area: Area): number[][][][] {
  switch (area.type) {
    case 'Polygon':
      return [area.coordinates];
    case 'MultiPolygon':
      return area.coordinates;
    case 'Feature':
      return polygonsOf(area.geometry);
    case 'FeatureCollection':
      return area.features.flatMap(polygonsOf);
  }
}
