import { isNotFound, UpstreamFailure } from '../../upstream/failure.ts';
import { inWordsOfInput, namedField } from '../../upstream/refused-field.ts';
import { InputError, InputErrors } from './input-error.ts';

/** A problem with the input of a write that the caller can fix. */
export interface UserError {
  message: string;
  code: 'INVALID' | 'NOT_FOUND' | 'CONFLICT';
  /** Path of the input field; null if unknown. */
  field: readonly string[] | null;
}

/** The payload of a mutation: its own fields if the write was applied, otherwise the problems to fix. */
export type Payload<Fields> = Partial<Fields> & { userErrors: UserError[] };

/** A write that was sent and may or may not have been applied. */
export class UncertainWrite extends Error {
  override readonly name = 'UncertainWrite';
  override readonly cause: UpstreamFailure;
  /** Where the caller can see whether it was applied; null if the write may be repeated. */
  readonly shownBy: string | null;

  constructor(cause: UpstreamFailure, shownBy: string | null) {
    super(cause.message);
    this.cause = cause;
    this.shownBy = shownBy;
  }
}

/**
 * Runs the checks and the single call of a write. Problems that the caller can fix become `userErrors`, whether a check or
 * the upstream (400, 404, 409) found them. Every other failure is thrown.
 * @param input of the mutation, to locate the field that the upstream refuses
 * @param shownBy completes "It may still have been applied: check … before retrying."; null for a write that may be repeated
 * @throws UncertainWrite if the call was sent and its outcome is unknown
 */
export async function attempt<Fields extends object>(
  shownBy: string | null,
  input: object,
  write: () => Promise<Fields>,
): Promise<Payload<Fields>> {
  try {
    return { ...(await write()), userErrors: [] };
  } catch (error) {
    const userErrors = userErrorsOf(error, input);
    // `Partial` says that no field of the payload is set.
    if (userErrors) return { userErrors } as Payload<Fields>;
    throw error instanceof UpstreamFailure && error.isOutcomeUnknown ? new UncertainWrite(error, shownBy) : error;
  }
}

/**
 * Runs a read that prices or checks the input of a write.
 * @throws InputError if the upstream refuses the input, with the place and the names of the input
 */
export async function tryOut<Result>(input: object, path: readonly string[], read: Promise<Result>): Promise<Result> {
  try {
    return await read;
  } catch (error) {
    const [refusal] = (error instanceof UpstreamFailure && userErrorsOf(error, input)) || [];
    if (!refusal || refusal.code === 'CONFLICT') throw error;
    throw new InputError(refusal.message, [...path, ...(refusal.field ?? [])], refusal.code);
  }
}

function userErrorsOf(error: unknown, input: object): UserError[] | undefined {
  if (error instanceof InputError) return [toUserError(error)];
  if (error instanceof InputErrors) return error.faults.map(toUserError);
  if (!(error instanceof UpstreamFailure)) return undefined;
  const field = namedField(error, input) ?? null;
  const code = userErrorCodeOf(error, field);
  return code && [{ message: inWordsOfInput(error.upstreamMessage || WORDS[code], input), code, field }];
}

const SAYS_MISSING = /\bnames? (?:no|an unknown)\b|\bnot in the\b|\bunknown\b|\bno such\b/i;

/** Families of the API answer 400 or 404 for an id of nothing, which is one kind of problem here. */
function userErrorCodeOf(failure: UpstreamFailure, field: UserError['field']): UserError['code'] | undefined {
  const { kind, upstreamMessage = '' } = failure;
  if (isNotFound(failure)) return 'NOT_FOUND';
  if (kind === 'conflict') return 'CONFLICT';
  if (kind !== 'badRequest' && kind !== 'badId') return undefined;
  const isAboutId = field?.some((name) => /Ids?$/.test(name));
  return isAboutId && SAYS_MISSING.test(upstreamMessage) ? 'NOT_FOUND' : 'INVALID';
}

/** The message if the upstream gives no reason. */
const WORDS: Record<UserError['code'], string> = {
  INVALID: 'Pixxel refused the input.',
  NOT_FOUND: 'Pixxel has no such object, or this key cannot access it.',
  CONFLICT: 'It conflicts with the current state.',
};

function toUserError({ message, code, argumentPath }: InputError): UserError {
  return { message, code, field: argumentPath.length > 0 ? argumentPath : null };
}
