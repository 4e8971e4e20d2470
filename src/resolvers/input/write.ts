import { isNotFound, UpstreamFailure } from '../../upstream/failure.ts';
import { namedField } from '../../upstream/refused-field.ts';
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
  /** Where the caller can see whether it was applied. */
  readonly shownBy: string;

  constructor(cause: UpstreamFailure, shownBy: string) {
    super(cause.message);
    this.cause = cause;
    this.shownBy = shownBy;
  }
}

/**
 * Runs the checks and the single call of a write. Problems that the caller can fix become `userErrors`, whether a check or
 * the upstream (400, 404, 409) found them. Every other failure is thrown.
 * @param input of the mutation, to locate the field that the upstream refuses
 * @param shownBy completes "It may still have been applied: check … before retrying."
 * @throws UncertainWrite if the call was sent and its outcome is unknown
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
    // `Partial` says that no field of the payload is set.
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

/** The message if the upstream gives no reason. */
const WORDS: Record<UserError['code'], string> = {
  INVALID: 'Pixxel refused the input.',
  NOT_FOUND: 'Pixxel has no such object, or this key cannot access it.',
  CONFLICT: 'It conflicts with what is there.',
};

function toUserError({ message, code, argumentPath }: InputError): UserError {
  return { message, code, field: argumentPath.length > 0 ? argumentPath : null };
}
