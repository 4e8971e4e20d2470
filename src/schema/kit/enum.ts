import type { EnumRef } from '@pothos/core';
import { builder } from './builder.ts';

type Types = typeof builder.$inferSchemaTypes;

/** An enum whose values equal their names, each with its description. The compiler reports a missing value. */
export function enumOf<Value extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Value, string>>,
): EnumRef<Types, Value, Value> {
  const entries = Object.entries<string>(values).map(
    ([value, words]) => [value, { value, description: words }] as const,
  );
  // The keys of `values` are the values.
  return builder.enumType(name, { description, values: Object.fromEntries(entries) }) as unknown as EnumRef<
    Types,
    Value,
    Value
  >;
}
