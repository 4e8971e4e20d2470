import type { LifecycleState } from '../../upstream/wire/lifecycle.ts';
import { builder } from '../kit/builder.ts';
import { enumOf } from '../kit/enum.ts';

export const LifecycleStateRef = enumOf<LifecycleState>(
  'LifecycleState',
  'State of long-running work. The same vocabulary is used for everything that Pixxel processes.',
  {
    PENDING: 'Accepted, not started.',
    RUNNING: 'In progress.',
    SUCCEEDED: 'Finished with a complete result.',
    PARTIALLY_SUCCEEDED: 'Finished with a partial result.',
    FAILED: 'Finished without a result.',
    CANCELLED: 'Cancelled or expired before it finished.',
    UNKNOWN: 'No status, or one that the gateway does not know.',
  },
);

/** The common fields of all long-running work. */
export const TrackableRef = builder
  .interfaceRef<{ state: LifecycleState; progress: number | null }>('Trackable')
  .implement({
    description: 'Long-running work that can be followed.',
    fields: (t) => ({
      state: t.expose('state', {
        type: LifecycleStateRef,
        nullable: false,
        description: 'State of the work, in the vocabulary shared by all long-running work.',
      }),
      progress: t.exposeFloat('progress', { description: 'Progress in percent, 0 to 100; null if unknown.' }),
    }),
  });
