import type { WireOrderItem } from '../contract/order-item.ts';
import type { Bbox } from '../geometry/bounds.ts';
import type { Position, WireReader } from './wire/wire-reader.ts';

type WireOrderedImage = NonNullable<NonNullable<WireOrderItem['images']>[number]>;

/**
 * An archive image in an order item. Its geometry is read on access. The getters belong to the class: an object literal with getters
 * gets a hidden class of its own, which is slow and keeps the object alive until a full collection.
 */
export class OrderedImage {
  /** STAC item id. */
  readonly itemId: string | null;
  readonly #wire: WireOrderedImage;
  readonly #reader: WireReader;

  constructor(wire: WireOrderedImage, reader: WireReader) {
    this.itemId = reader.reference('images.item_id', wire.item_id);
    this.#wire = wire;
    this.#reader = reader;
  }

  /** The ordered part of the image. */
  get geometry(): object | null {
    return this.#reader.geometry('images.geometry', this.#wire.geometry);
  }

  get bbox(): Bbox | null {
    return this.#reader.bbox('images.geometry', this.#wire.geometry);
  }

  get centroid(): Position | null {
    return this.#reader.centroid('images.geometry', this.#wire.geometry);
  }
}
