import type { LifecycleState } from '../../upstream/wire/lifecycle.ts';
import { builder } from '../kit/builder.ts';
import { enumOf } from '../kit/enum.ts';

export const LifecycleStateRef = enumOf<LifecycleState>(
  'LifecycleState',
  'Where long work stands, in the same words for everything.',
  {
    PENDING: 'Accepted and not begun.',
    RUNNING: 'Under way.',
    SUCCEEDED: 'Ended, and all of it is there.',
    PARTIALLY_SUCCEEDED: 'Ended, and some of it is there.',
    FAILED: 'Ended without a result.',
    CANCELLED: 'Stopped or expired before it was done.',
    UNKNOWN: 'No status, or one that says nothing known.',
  },
);

/** What every long work can be watched by. */
export const TrackableRef = builder
  .interfaceRef<{ state: LifecycleState; progress: number | null }>('Trackable')
  .implement({
    description: 'Work that takes its time, and can be watched.',
    fields: (t) => ({
      state: t.expose('state', { type: LifecycleStateRef, nullable: false, description: 'Where the work stands.' }),
      progress: t.exposeFloat('progress', { description: 'Per cent done, 0 to 100; null where that is not known.' }),
    }),
  });
