import type { Interval } from '../../upstream/wire/time.ts';
import { builder } from '../kit/builder.ts';

export const IntervalRef = builder.objectRef<Interval>('Interval').implement({
  description: 'A time interval.',
  fields: (t) => ({
    start: t.expose('start', { type: 'DateTime', description: 'Start; null if open.' }),
    end: t.expose('end', { type: 'DateTime', description: 'End; null if open.' }),
  }),
});
