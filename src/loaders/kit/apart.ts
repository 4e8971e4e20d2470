import { asError, UpstreamFailure } from '../../upstream/failure.ts';

/** Further calls for one batch that was refused. Enough to find 2 refused keys in 100. */
export const MAX_FURTHER_CALLS = 30;

/**
 * One call for all keys. If it is refused because of some of them, the others still get their values: keys that the refusal names
 * are asked apart from the rest, else the batch is halved, until 30 further calls are used up. Keys that no call served
 * get the failure.
 *
 * @param textOf the id by which a refusal may name the key
 * @param load returns one value for each key, in order
 */
export async function loadApart<Key, Value>(
  keys: readonly Key[],
  textOf: (key: Key) => string,
  load: (keys: readonly Key[]) => Promise<readonly Value[]>,
): Promise<(Value | Error)[]> {
  const results = new Map<Key, Value | Error>();
  let callsLeft = MAX_FURTHER_CALLS;

  async function settle(part: readonly Key[]): Promise<void> {
    try {
      const values = await load(part);
      for (const [index, value] of values.entries()) {
        const key = part[index];
        if (key !== undefined) results.set(key, value);
      }
    } catch (reason) {
      const failure = asError(reason);
      for (const key of part) results.set(key, failure);
      const parts = isRefusal(failure) ? split(part, failure) : [];
      if (parts.length === 0 || callsLeft < parts.length) return;
      callsLeft -= parts.length;
      await Promise.all(parts.map(settle));
    }
  }

  function split(part: readonly Key[], { upstreamMessage, upstreamDetails }: UpstreamFailure): (readonly Key[])[] {
    if (part.length === 1) return [];
    const words = `${upstreamMessage ?? ''} ${JSON.stringify(upstreamDetails ?? null)}`;
    const named = part.filter((key) => words.includes(textOf(key)));
    if (named.length > 0 && named.length < part.length) {
      return [named, part.filter((key) => !named.includes(key))];
    }
    const half = Math.ceil(part.length / 2);
    return [part.slice(0, half), part.slice(half)];
  }

  await settle(keys);
  return keys.map((key) => {
    const result = results.get(key);
    // Null is a value: the answer lacks the key.
    return result === undefined ? new Error('A key was lost.') : result;
  });
}

/** Whether a call was refused for what it asks about. What concerns the key, the credential or the connection concerns all. */
function isRefusal(failure: Error): failure is UpstreamFailure {
  return failure instanceof UpstreamFailure && ['badRequest', 'notFound', 'conflict'].includes(failure.kind);
}
