import type { Interval } from '../../upstream/wire/time.ts';
import { builder } from '../kit/builder.ts';

export const IntervalRef = builder.objectRef<Interval>('Interval').implement({
  description: 'A stretch of time.',
  fields: (t) => ({
    start: t.expose('start', { type: 'DateTime', description: 'When it begins; null where it is open.' }),
    end: t.expose('end', { type: 'DateTime', description: 'When it ends; null where it is open.' }),
  }),
});
