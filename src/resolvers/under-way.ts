import type { Context } from '../context.ts';
import type { Aoi } from '../upstream/aoi.ts';
import type { Delivery } from '../upstream/delivery.ts';
import type { Insight } from '../upstream/insight.ts';
import type { Job } from '../upstream/job.ts';
import type { OrderItem } from '../upstream/order-item.ts';
import { newestFirst } from '../upstream/page.ts';
import type { LifecycleState } from '../upstream/wire/lifecycle.ts';
import { insightsOfAll } from './insight.ts';
import { jobsOfAll } from './job.ts';

/** Work of the key that has not ended. Its fields load what they show. */
export type UnderWay = object;

/** Query.underWay */
export function underWay(): UnderWay {
  return {};
}

interface Work {
  state: LifecycleState;
  createdAt: string | null;
}

function unfinished<Row extends Work>(rows: readonly Row[]): Row[] {
  return newestFirst(rows.filter(({ state }) => state === 'PENDING' || state === 'RUNNING'));
}

/** UnderWay.aois */
export async function aoisUnderWay(_parent: UnderWay, _args: unknown, { loaders }: Context): Promise<Aoi[]> {
  return unfinished(await loaders.aoi.all.list());
}

/** UnderWay.insights */
export async function insightsUnderWay(_parent: UnderWay, _args: unknown, context: Context): Promise<Insight[]> {
  const { rows } = await insightsOfAll(context, (insights) => insights);
  return unfinished(rows.filter(({ deletedAt }) => deletedAt === null));
}

/** UnderWay.jobs */
export async function jobsUnderWay(_parent: UnderWay, _args: unknown, context: Context): Promise<Job[]> {
  const workflows = await context.loaders.workflow.all.list();
  const { rows } = await jobsOfAll(workflows, {}, context, (jobs) => jobs);
  return unfinished(rows);
}

/** UnderWay.orderItems */
export async function orderItemsUnderWay(
  _parent: UnderWay,
  _args: unknown,
  { loaders }: Context,
): Promise<OrderItem[]> {
  return unfinished(await loaders.orderItem.all.list());
}

/** UnderWay.deliveries */
export async function deliveriesUnderWay(_parent: UnderWay, _args: unknown, { loaders }: Context): Promise<Delivery[]> {
  return unfinished(await loaders.delivery.all.list());
}
