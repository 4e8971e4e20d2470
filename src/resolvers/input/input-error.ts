import type { Maybe } from './maybe.ts';

/** Invalid input. Found before anything is sent upstream. Has no stack: one request can contain a thousand problems. */
export class InputError extends Error {
  override readonly name = 'InputError';
  /** Path in the arguments. Not called `path`, because the executor treats an error with a `path` as its own. */
  readonly argumentPath: readonly string[];
  /** Whether the value is unusable, or names an object that does not exist. */
  readonly code: 'INVALID' | 'NOT_FOUND';

  constructor(message: string, argumentPath: readonly string[] = [], code: 'INVALID' | 'NOT_FOUND' = 'INVALID') {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = stackTraceLimit;
    this.argumentPath = argumentPath;
    this.code = code;
  }
}

/** A problem of the value at this path. `words` complete a sentence that begins with the path. */
export function faultAt(path: readonly string[], words: string): InputError {
  return new InputError(`${path.join('.')} ${words}.`, path);
}

/** Several problems of one input, reported together. */
export class InputErrors extends Error {
  override readonly name = 'InputErrors';
  readonly faults: readonly InputError[];

  constructor(faults: readonly InputError[]) {
    super(faults.map((fault) => fault.message).join(' '));
    this.faults = faults;
  }
}

/** @throws InputErrors if there are problems */
export function refuse(faults: readonly InputError[]): void {
  if (faults.length > 0) throw new InputErrors(faults);
}

/** An error for a blank string or an empty list; undefined if nothing is given. */
export function emptyFaults(value: Maybe<string | readonly unknown[]>, path: readonly string[]): InputError[] {
  const isEmpty = typeof value === 'string' ? value.trim() === '' : value?.length === 0;
  return isEmpty ? [faultAt(path, 'must not be empty')] : [];
}
