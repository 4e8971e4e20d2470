import * as resolve from '../resolvers/order-item-of-image.ts';
import { CatalogEntryRef } from './catalog.ts';
import { builder } from './kit/builder.ts';
import { enumOf } from './kit/enum.ts';
import { calls } from './kit/upstream-cost.ts';
import { OrderRef } from './order.ts';
import { OrderItemRef } from './order-item.ts';
import { ProjectRef } from './project.ts';
import { StacItemRef } from './stac.ts';

export const ImageOrderStateRef = enumOf<resolve.ImageOrderState>(
  'ImageOrderState',
  'Whether an archive image was ordered and delivered, over all orders that the key can access.',
  {
    NOT_ORDERED: 'No order contains it.',
    ORDERED: 'An order contains it; it is not delivered yet.',
    DELIVERED: 'It was delivered, and the catalog contains it.',
    FAILED: 'It was ordered, and every order of it failed or was cancelled.',
  },
);

builder.objectFields(StacItemRef, (t) => ({
  orderState: t.field({
    type: ImageOrderStateRef,
    description: 'Whether the image was ordered, and whether it was delivered.',
    extensions: { upstream: calls('field', 'SearchCatalogs', 'ListOrderItems') },
    resolve: resolve.itemOrderState,
  }),
  orderedBy: t.field({
    type: [OrderItemRef],
    description: 'Order items that contain the image, newest first.',
    extensions: { upstream: calls('field', 'SearchCatalogs', 'ListOrderItems') },
    resolve: resolve.itemOrderedBy,
  }),
}));

builder.objectFields(CatalogEntryRef, (t) => ({
  orderItem: t.field({
    type: OrderItemRef,
    description:
      'The order item that delivered it: the one with the task `taskId`. Null if the key cannot access an order item with that task.',
    extensions: { upstream: calls('field', 'ListOrderItems') },
    resolve: resolve.entryOrderItem,
  }),
  order: t.field({
    type: OrderRef,
    description: 'The order that delivered it, found through its order item.',
    extensions: { upstream: calls('field', 'ListOrderItems', 'ListOrders', 'GetOrderById') },
    resolve: resolve.entryOrder,
  }),
  project: t.field({
    type: ProjectRef,
    description: 'The project that it was ordered for, found through its order item.',
    extensions: { upstream: calls('field', 'ListOrderItems', 'ListProjects', 'GetProjectById') },
    resolve: resolve.entryProject,
  }),
}));
