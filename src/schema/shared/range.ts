import { builder } from '../kit/builder.ts';

export const RangeInputRef = builder.inputType('RangeInput', {
  description: 'A range of numbers, both ends inclusive: a minimum, a maximum, or both.',
  fields: (t) => ({
    min: t.float({ description: 'Minimum; open if omitted.' }),
    max: t.float({ description: 'Maximum; open if omitted.' }),
  }),
});
