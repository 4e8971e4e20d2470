import { orderedItem } from '../resolvers/order-item.ts';
import type { OrderedImage } from '../upstream/order-item-image.ts';
import type { Uplift } from '../upstream/order-item-lists.ts';
import { builder } from './kit/builder.ts';
import { relationOf } from './kit/relation.ts';
import { calls } from './kit/upstream-cost.ts';
import { BBOX } from './shared/bbox.ts';
import { PositionRef } from './shared/position.ts';
import { StacItemRef } from './stac.ts';

/** The relation from an image's id to the image. */
const imageItem = {
  description: 'The image; null if the archive does not contain it.',
  upstream: calls('field', 'SearchArchive'),
  ...orderedItem,
};

export const UpliftRef = builder.objectRef<Uplift>('Uplift').implement({
  description: 'A surcharge or other change of the price.',
  fields: (t) => ({
    title: t.exposeString('title', { description: 'Short reason.' }),
    subtitle: t.exposeString('subtitle', { description: 'Longer explanation.' }),
    percentage: t.exposeFloat('percentage', { description: 'Percentage of the base amount.' }),
    amount: t.exposeFloat('amount', { description: 'Change of the price, in tokens.' }),
    itemId: t.exposeID('itemId', {
      description: 'STAC item id of the image it applies to; null if it does not apply to a single image.',
    }),
    item: relationOf(t, StacItemRef, imageItem),
  }),
});

export const OrderedImageRef = builder.objectRef<OrderedImage>('OrderedImage').implement({
  description: 'An image in an order item.',
  fields: (t) => ({
    itemId: t.exposeID('itemId', { description: 'STAC item id of the image.' }),
    item: relationOf(t, StacItemRef, imageItem),
    geometry: t.expose('geometry', { type: 'GeoJSONGeometry', description: 'The ordered part of the image.' }),
    bbox: t.exposeFloatList('bbox', { description: `Bounding box of the ordered part: ${BBOX}.` }),
    centroid: t.expose('centroid', { type: PositionRef, description: 'Centre of the ordered part.' }),
  }),
});
