/** The ways in which the upstream's services write a moment. Moments here are milliseconds since 1970. */

export const second = 1000;
export const minute = 60 * second;
export const day = 24 * 60 * minute;

const microseconds = (moment: number) => new Date(moment).toISOString().replace('Z', '000');

/** `2025-03-14T05:26:51.000000+00:00`: AOIs. */
export const aoiDate = (moment: number): string => `${microseconds(moment)}+00:00`;

/** `2025-03-14 05:26:51.000000+00:00`, with a space: assets, indices, visualizations. */
export const spacedDate = (moment: number): string => aoiDate(moment).replace('T', ' ');

/** `2025-03-14T05:26:51.000000Z`: projects, order items, catalog entries, deliveries, collections. */
export const microDate = (moment: number): string => `${microseconds(moment)}Z`;

/** `2025-03-14T05:26:51+00:00`: orders. */
export const orderDate = (moment: number): string => `${new Date(moment).toISOString().slice(0, 19)}+00:00`;

/** `2025-03-14T05:26:51Z`: blocks, insights, workflows, jobs, stores, STAC items. */
export const plainDate = (moment: number): string => `${new Date(moment).toISOString().slice(0, 19)}Z`;

/** `14-03-2025`, day first: the start and end of an order task. */
export const dayFirst = (moment: number): string => isoDay(moment).split('-').reverse().join('-');

/** `2025-03-14`. */
export const isoDay = (moment: number): string => new Date(moment).toISOString().slice(0, 10);

/** `2025_03_14`: how visualizations name a day. */
export const underscored = (date: string): string => date.replaceAll('-', '_');

/** The moment that a string in one of the forms above (except the day-first one) names; NaN if it names none. */
export function momentOf(text: string): number {
  return Date.parse(text.replace(' ', 'T'));
}
