import type { WireNewOrderItem } from '../contract/order.ts';
import type { WireUplift } from '../contract/order-item.ts';
import { day, momentOf } from './world/dates.ts';
import { areaOf } from './world/geometry.ts';
import type { StoredStacItem } from './world/store.ts';

/** What an order item costs, in tokens, and the square kilometres that it covers. */
interface Price {
  readonly area: number;
  readonly base_amount: number;
  readonly final_amount: number;
  readonly tokens_used: number;
  readonly uplifts: WireUplift[];
}

/** In square kilometres: the smallest area that is billed. */
const leastArea = 100;
/** In tokens for a square kilometre. */
const rates = { archive: 3, tasking: 6 };

/** Each image costs its area; one that was taken in the last 90 days costs a fifth more. */
export function archivePrice(wanted: WireNewOrderItem, images: readonly StoredStacItem[], orderedAt: number): Price {
  const area = areaInSqKm(wanted);
  const perImage = Math.max(area, leastArea) * rates.archive;
  const uplifts = images
    .filter(({ properties }) => orderedAt - momentOf(properties?.datetime ?? '') < 90 * day)
    .map(({ id }) => ({ ...uplift('Fresh image', 'Taken within the last 90 days', 20, perImage), item_id: id }));
  return priceOf(area, perImage * images.length, uplifts);
}

/** Each capture costs its area; narrow bounds on clouds or on the angle cost extra. */
export function taskingPrice(wanted: WireNewOrderItem, captures: number): Price {
  const { cloud_cover = 20, off_nadir = 20 } = wanted;
  const area = areaInSqKm(wanted);
  const base = Math.max(area, leastArea) * rates.tasking * captures;
  const uplifts: WireUplift[] = [];
  if (cloud_cover <= 10) uplifts.push(uplift('Clear sky', 'At most 10 % clouds', 15, base));
  if (off_nadir <= 10) uplifts.push(uplift('Steep view', 'At most 10 degrees off nadir', 10, base));
  return priceOf(area, base, uplifts);
}

/** Whole square kilometres, at least one. */
function areaInSqKm({ geometry: { features = [] } }: WireNewOrderItem): number {
  const squareMetres = features.reduce((sum, { geometry }) => sum + areaOf(geometry?.coordinates ?? []), 0);
  return Math.max(1, Math.round(squareMetres / 1e6));
}

const uplift = (title: string, subtitle: string, percentage: number, of: number) => ({
  title,
  subtitle,
  percentage,
  amount: Math.round((of * percentage) / 100),
});

function priceOf(area: number, base: number, uplifts: WireUplift[]): Price {
  const final = base + uplifts.reduce((sum, { amount = 0 }) => sum + amount, 0);
  return { area, base_amount: base, final_amount: final, tokens_used: final, uplifts };
}
