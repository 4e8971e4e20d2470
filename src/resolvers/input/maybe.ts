/** What a caller may leave out or send as null: both mean the same. */
export type Maybe<Value> = Value | null | undefined;
