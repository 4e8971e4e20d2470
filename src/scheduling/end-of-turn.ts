let end: Promise<void> | undefined;

/**
 * Resolves at the end of this turn of the event loop, when all that has arrived in it has been received. All who wait go on together,
 * step by step: the processor's caches then hold the code of one step for all of them, and what they write wakes its reader once.
 * Who waits alone waits for microseconds.
 */
export function endOfTurn(): Promise<void> {
  end ??= new Promise((resolve) => {
    setImmediate(() => {
      end = undefined;
      resolve();
    });
  });
  return end;
}
