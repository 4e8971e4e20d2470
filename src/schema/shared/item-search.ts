import type { StacSort } from '../../upstream/stac.ts';
import { builder } from '../kit/builder.ts';
import { enumOf } from '../kit/enum.ts';

/** Inputs that the searches of the archive and of the catalog share. */
export const TimeIntervalInputRef = builder.inputType('TimeIntervalInput', {
  description: 'A stretch of time. One end may be left open; where both are equal an instant is meant.',
  fields: (t) => ({
    start: t.field({ type: 'DateTime', description: 'When it begins; open where it is left out.' }),
    end: t.field({ type: 'DateTime', description: 'When it ends; open where it is left out.' }),
  }),
});

const SortDirectionRef = enumOf<StacSort['direction']>('SortDirection', 'Which way a list is sorted.', {
  ASC: 'Smallest or oldest first.',
  DESC: 'Largest or newest first.',
});

export const StacSortInputRef = builder.inputType('StacSortInput', {
  description: 'What images are sorted by.',
  fields: (t) => ({
    property: t.string({
      required: true,
      description: 'A property of images, such as `datetime` or `eo:cloud_cover`.',
    }),
    direction: t.field({
      type: SortDirectionRef,
      required: true,
      defaultValue: 'ASC',
      description: 'Which way.',
    }),
  }),
});
