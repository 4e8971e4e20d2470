import type { Interval } from '../../upstream/wire/time.ts';
import { builder } from '../kit/builder.ts';

export const IntervalRef = builder.objectRef<Interval>('Interval').implement({
  description: 'A time interval.',
  fields: (t) => ({
    start: t.expose('start', { type: 'DateTime', description: 'Start; null if open.' }),
    end: t.expose('end', { type: 'DateTime', description: 'End; null if open.' }),
  }),
});

export const TimeIntervalInputRef = builder.inputType('TimeIntervalInput', {
  description:
    'A time interval, both ends inclusive. Either end can be omitted for an open interval; two equal ends mean an instant.',
  fields: (t) => ({
    start: t.field({ type: 'DateTime', description: 'Start; open if omitted.' }),
    end: t.field({ type: 'DateTime', description: 'End; open if omitted.' }),
  }),
});

export const DateIntervalInputRef = builder.inputType('DateIntervalInput', {
  description: 'An interval of days, both ends inclusive. Either end can be omitted for an open interval.',
  fields: (t) => ({
    start: t.field({ type: 'Date', description: 'First day; open if omitted.' }),
    end: t.field({ type: 'Date', description: 'Last day; open if omitted.' }),
  }),
});
