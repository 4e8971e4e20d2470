/** Input that the caller must mend. Found before anything is sent. */
export class InputError extends Error {
  override readonly name = 'InputError';
  /** Where in the arguments it stands. Not called `path`: the executor takes an error with a path for one of its own. */
  readonly argumentPath: readonly string[];
  /** Whether the value cannot be used, or names what is not there. */
  readonly code: 'INVALID' | 'NOT_FOUND';

  constructor(message: string, argumentPath: readonly string[] = [], code: 'INVALID' | 'NOT_FOUND' = 'INVALID') {
    super(message);
    this.argumentPath = argumentPath;
    this.code = code;
  }
}

/** Several faults of one input, told together. */
export class InputErrors extends Error {
  override readonly name = 'InputErrors';
  readonly faults: readonly InputError[];

  constructor(faults: readonly InputError[]) {
    super(faults.map((fault) => fault.message).join(' '));
    this.faults = faults;
  }
}

/** @throws InputErrors when there are faults */
export function refuse(faults: readonly InputError[]): void {
  if (faults.length > 0) throw new InputErrors(faults);
}

/** A fault where a text has no letter, or a list no entry; none where nothing is given. */
export function emptyFaults(
  value: string | readonly unknown[] | null | undefined,
  path: readonly string[],
): InputError[] {
  const isEmpty = typeof value === 'string' ? value.trim() === '' : value?.length === 0;
  return isEmpty ? [new InputError(`${path.join('.')} must not be empty.`, path)] : [];
}
