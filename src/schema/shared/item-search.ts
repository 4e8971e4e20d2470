import type { StacSort } from '../../upstream/stac.ts';
import { builder } from '../kit/builder.ts';
import { enumOf } from '../kit/enum.ts';

const SortDirectionRef = enumOf<StacSort['direction']>('SortDirection', 'Sort direction.', {
  ASC: 'Smallest or oldest first.',
  DESC: 'Largest or newest first.',
});

export const StacSortInputRef = builder.inputType('StacSortInput', {
  description: 'A property to sort images by.',
  fields: (t) => ({
    property: t.string({
      required: true,
      description: 'Property of images, such as `datetime` or `eo:cloud_cover`.',
    }),
    direction: t.field({
      type: SortDirectionRef,
      required: true,
      defaultValue: 'ASC',
      description: 'Sort direction.',
    }),
  }),
});
