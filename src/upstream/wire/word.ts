/** An enum value as the upstream spells it, where the two differ only in case: `THEORETICAL` is `theoretical`. */
export function toWireWord<Value extends string>(value: Value): Lowercase<Value> {
  // `toLowerCase` does what the type says; its own type says `string`.
  return value.toLowerCase() as Lowercase<Value>;
}
