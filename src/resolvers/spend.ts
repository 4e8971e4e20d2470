import type { Context } from '../context.ts';
import { idKey } from '../upstream/wire/ids.ts';
import { refuse } from './input/input-error.ts';
import { type IntervalInput, intervalFaults, isDuring, toInterval } from './input/interval.ts';
import type { Maybe } from './input/maybe.ts';
import { insightsOfAll } from './insight.ts';
import { jobsOfAll } from './job.ts';
import { loadProject } from './project.ts';

/** What expenses are grouped by. */
export type SpendBy = 'PROJECT' | 'MONTH';
/** The objects whose costs are summed. */
export type SpendSource = 'ORDER_ITEMS' | 'JOBS' | 'INSIGHTS';

/** One order item, job or insight as an expense. */
interface Expense {
  source: SpendSource;
  projectId: string | null;
  createdAt: string | null;
  /** Null if Pixxel does not say. */
  tokens: number | null;
}

/** Sums over some expenses. A source that was not asked for has no sum. */
export interface SpendSums {
  tokens: number;
  orderItemTokens: number | null;
  jobTokens: number | null;
  insightTokens: number | null;
  rowsWithoutTokens: number;
}

/** What was spent for one project, or in one month. The property that they are not grouped by is null. */
export interface SpendGroup extends SpendSums {
  projectId: string | null;
  /** `YYYY-MM`, UTC. */
  month: string | null;
}

/** What was spent, in tokens: in all and by group. */
export interface Spend extends SpendSums {
  groups: SpendGroup[];
  /** Whether some expenses are missing, because reading a list stopped before its end. */
  stoppedEarly: boolean;
}

interface SpendArgs {
  by: SpendBy;
  between?: Maybe<IntervalInput>;
  sources: readonly SpendSource[];
}

/** Query.spend */
export async function spend(_root: unknown, { by, between, sources }: SpendArgs, context: Context): Promise<Spend> {
  refuse(intervalFaults(between, ['between']));
  const interval = toInterval(between);
  const lists = await Promise.all([...new Set(sources)].map((source) => EXPENSES[source](context)));
  const expenses = lists.flatMap(({ rows }) => rows).filter(({ createdAt }) => isDuring(interval, createdAt));
  const groups = [...Map.groupBy(expenses, (expense) => groupOf(expense, by))].map(([key, some]): SpendGroup => {
    return {
      projectId: by === 'PROJECT' ? (some[0]?.projectId ?? null) : null,
      month: by === 'MONTH' ? key : null,
      ...sumsOf(some, sources),
    };
  });
  const stoppedEarly = lists.some(({ isWhole }) => !isWhole);
  return { groups: groups.toSorted(by === 'MONTH' ? byMonth : byTokens), stoppedEarly, ...sumsOf(expenses, sources) };
}

/** SpendGroup.project */
export const spendProject = {
  key: ({ projectId }: SpendGroup) => (projectId === null ? null : { id: projectId }),
  load: loadProject,
};

interface Expenses {
  rows: readonly Expense[];
  isWhole: boolean;
}

const EXPENSES: Readonly<Record<SpendSource, (context: Context) => Promise<Expenses>>> = {
  async ORDER_ITEMS({ loaders }) {
    const items = await loaders.orderItem.all.list();
    const rows = items.map(({ projectId, createdAt, tokensUsed }): Expense => {
      return { source: 'ORDER_ITEMS', projectId, createdAt, tokens: tokensUsed };
    });
    return { rows, isWhole: true };
  },
  async JOBS(context) {
    const workflows = await context.loaders.workflow.all.list();
    return jobsOfAll(workflows, {}, context, (jobs, { projectId }) => {
      return jobs.map(({ createdAt, cost }): Expense => ({ source: 'JOBS', projectId, createdAt, tokens: cost }));
    });
  },
  INSIGHTS(context) {
    return insightsOfAll(context, (insights, { projectId }) => {
      return insights.map(({ createdAt, cost }): Expense => ({
        source: 'INSIGHTS',
        projectId,
        createdAt,
        tokens: cost,
      }));
    });
  },
};

function groupOf({ projectId, createdAt }: Expense, by: SpendBy): string | null {
  if (by === 'MONTH') return createdAt?.slice(0, 7) ?? null;
  return projectId === null ? null : idKey(projectId);
}

function sumsOf(expenses: readonly Expense[], sources: readonly SpendSource[]): SpendSums {
  const sumOf = (source: SpendSource) => {
    if (!sources.includes(source)) return null;
    return total(expenses.filter((expense) => expense.source === source));
  };
  return {
    tokens: total(expenses),
    orderItemTokens: sumOf('ORDER_ITEMS'),
    jobTokens: sumOf('JOBS'),
    insightTokens: sumOf('INSIGHTS'),
    rowsWithoutTokens: expenses.filter(({ tokens }) => tokens === null).length,
  };
}

/** Exact, because all summands are whole numbers. */
function total(expenses: readonly Expense[]): number {
  return expenses.reduce((sum, { tokens }) => sum + (tokens ?? 0), 0);
}

/** Oldest first, without a month last. */
function byMonth(one: SpendGroup, other: SpendGroup): number {
  if (one.month === null || other.month === null) return Number(one.month === null) - Number(other.month === null);
  return one.month.localeCompare(other.month);
}

function byTokens(one: SpendGroup, other: SpendGroup): number {
  return other.tokens - one.tokens;
}
