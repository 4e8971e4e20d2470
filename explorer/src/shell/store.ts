import { useSyncExternalStore } from 'react';

/** A value that components follow. */
export interface Store<Value> {
  get(): Value;
  set(value: Value): void;
  /** The value, for a component that is rendered again when it changes. */
  use(): Value;
}

/** Makes a store with a first value. */
export function storeOf<Value>(value: Value): Store<Value> {
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const store: Store<Value> = {
    get: () => value,
    set(next) {
      value = next;
      for (const listener of listeners) listener();
    },
    use: () => useSyncExternalStore(subscribe, store.get),
  };
  return store;
}
