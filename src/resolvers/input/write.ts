import { isNotFound, UpstreamFailure } from '../../upstream/failure.ts';
import { namedField } from '../../upstream/refused-field.ts';
import { InputError, InputErrors } from './input-error.ts';

/** Something in the input of a write that the caller can mend. */
export interface UserError {
  message: string;
  code: 'INVALID' | 'NOT_FOUND' | 'CONFLICT';
  /** The input field, from the input object down; null where nobody can tell which. */
  field: readonly string[] | null;
}

/** What a mutation answers: its own fields where the write was done, else what is to be mended. */
export type Payload<Fields> = Partial<Fields> & { userErrors: UserError[] };

/** A write that was sent and whose effect nobody knows. */
export class UncertainWrite extends Error {
  override readonly name = 'UncertainWrite';
  override readonly cause: UpstreamFailure;
  /** How the caller can see whether it was done. */
  readonly shownBy: string;

  constructor(cause: UpstreamFailure, shownBy: string) {
    super(cause.message);
    this.cause = cause;
    this.shownBy = shownBy;
  }
}

/**
 * Runs the checks and the one call of a write. What the caller can mend becomes `userErrors`, whether a check found it or
 * the upstream (400, 404, 409); every other failure is thrown.
 * @param input of the mutation, in which the upstream's refusals are looked up
 * @param shownBy completes "It may still have been applied: check … before retrying."
 * @throws UncertainWrite when the call was sent and its fate is unknown
 */
export async function attempt<Fields extends object>(
  shownBy: string,
  input: object,
  write: () => Promise<Fields>,
): Promise<Payload<Fields>> {
  try {
    return { ...(await write()), userErrors: [] };
  } catch (error) {
    const userErrors = userErrorsOf(error, input);
    // No field of the payload is there, which is what Partial says.
    if (userErrors) return { userErrors } as Payload<Fields>;
    throw error instanceof UpstreamFailure && error.isOutcomeUnknown ? new UncertainWrite(error, shownBy) : error;
  }
}

function userErrorsOf(error: unknown, input: object): UserError[] | undefined {
  if (error instanceof InputError) return [toUserError(error)];
  if (error instanceof InputErrors) return error.faults.map(toUserError);
  if (!(error instanceof UpstreamFailure)) return undefined;
  const code = userErrorCodeOf(error);
  return code && [{ message: error.upstreamMessage || WORDS[code], code, field: namedField(error, input) ?? null }];
}

function userErrorCodeOf(failure: UpstreamFailure): UserError['code'] | undefined {
  if (isNotFound(failure)) return 'NOT_FOUND';
  if (failure.kind === 'conflict') return 'CONFLICT';
  return failure.kind === 'badRequest' || failure.kind === 'badId' ? 'INVALID' : undefined;
}

/** What is said where the upstream only refuses. */
const WORDS: Record<UserError['code'], string> = {
  INVALID: 'Pixxel refused the input.',
  NOT_FOUND: 'Pixxel has no such thing within reach of this key.',
  CONFLICT: 'It conflicts with what is there.',
};

function toUserError({ message, code, argumentPath }: InputError): UserError {
  return { message, code, field: argumentPath.length > 0 ? argumentPath : null };
}
