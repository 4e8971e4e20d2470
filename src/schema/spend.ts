import * as resolve from '../resolvers/spend.ts';
import { builder } from './kit/builder.ts';
import { enumOf } from './kit/enum.ts';
import { relationOf } from './kit/relation.ts';
import { calls } from './kit/upstream-cost.ts';
import { ProjectRef } from './project.ts';
import { TimeIntervalInputRef } from './shared/interval.ts';

const SpendByRef = enumOf<resolve.SpendBy>('SpendBy', 'How to group what was spent.', {
  PROJECT: 'By project, largest sum first.',
  MONTH: 'By month of creation (UTC), oldest first.',
});

const SpendSourceRef = enumOf<resolve.SpendSource>('SpendSource', 'What tokens were spent on.', {
  ORDER_ITEMS: 'Images: `OrderItem.tokensUsed`. Costs one list of order items.',
  JOBS: 'Runs of workflows: `Job.cost`. Costs one list of workflows, and one call for each workflow.',
  INSIGHTS:
    'Blocks run on AOIs: `Insight.cost`, deleted insights included. Costs one list of AOIs, and one call for each AOI.',
});

const sums = {
  tokens: 'Tokens in total.',
  orderItemTokens: 'Tokens for order items; null if `sources` does not contain them.',
  jobTokens: 'Tokens for jobs; null if `sources` does not contain them.',
  insightTokens: 'Tokens for insights; null if `sources` does not contain them.',
  rowsWithoutTokens: 'Number of order items, jobs and insights for which Pixxel states no tokens. They count as 0.',
};

const SpendGroupRef = builder.objectRef<resolve.SpendGroup>('SpendGroup').implement({
  description: 'What was spent for one project, or in one month.',
  fields: (t) => ({
    project: relationOf(t, ProjectRef, {
      description: 'The project. Null if grouped by month, or if Pixxel does not name the project.',
      upstream: calls('field', 'ListProjects', 'GetProjectById'),
      ...resolve.spendProject,
    }),
    month: t.exposeString('month', {
      description: 'The month, such as `2025-11`. Null if grouped by project, or if Pixxel does not name the date.',
    }),
    tokens: t.exposeFloat('tokens', { nullable: false, description: sums.tokens }),
    orderItemTokens: t.exposeFloat('orderItemTokens', { description: sums.orderItemTokens }),
    jobTokens: t.exposeFloat('jobTokens', { description: sums.jobTokens }),
    insightTokens: t.exposeFloat('insightTokens', { description: sums.insightTokens }),
    rowsWithoutTokens: t.exposeInt('rowsWithoutTokens', { nullable: false, description: sums.rowsWithoutTokens }),
  }),
});

const SpendRef = builder.objectRef<resolve.Spend>('Spend').implement({
  description: 'What was spent, in tokens.',
  fields: (t) => ({
    groups: t.expose('groups', {
      type: [SpendGroupRef],
      nullable: false,
      description: 'The sums by project or month.',
    }),
    tokens: t.exposeFloat('tokens', { nullable: false, description: sums.tokens }),
    orderItemTokens: t.exposeFloat('orderItemTokens', { description: sums.orderItemTokens }),
    jobTokens: t.exposeFloat('jobTokens', { description: sums.jobTokens }),
    insightTokens: t.exposeFloat('insightTokens', { description: sums.insightTokens }),
    rowsWithoutTokens: t.exposeInt('rowsWithoutTokens', { nullable: false, description: sums.rowsWithoutTokens }),
    stoppedEarly: t.exposeBoolean('stoppedEarly', {
      nullable: false,
      description:
        'Whether the operation ran out of calls to Pixxel before all jobs and insights were read. The sums are then too small, and `extensions.warnings` says what is missing.',
    }),
  }),
});

builder.queryFields((t) => ({
  spend: t.field({
    type: SpendRef,
    description:
      'Tokens spent on order items, jobs and insights: the sum of what Pixxel states for each, in any state. A refund counts only if Pixxel lowers that number. Reads everything that the key can access.',
    args: {
      by: t.arg({ type: SpendByRef, required: true, description: 'How to group.' }),
      between: t.arg({
        type: TimeIntervalInputRef,
        description: 'Only work created in this interval. If omitted, work without a date counts, too.',
      }),
      sources: t.arg({
        type: [SpendSourceRef],
        required: true,
        defaultValue: ['ORDER_ITEMS', 'JOBS', 'INSIGHTS'],
        description: 'What to count.',
      }),
    },
    extensions: {
      upstream: [
        ...calls('field', 'ListOrderItems', 'ListWorkflows', 'ListAois'),
        ...calls('each', 'ListJobs', 'ListInsights'),
      ],
    },
    resolve: resolve.spend,
  }),
}));
