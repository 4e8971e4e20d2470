import type { ExecutionArgs, ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { refusal } from '../errors/refusal.ts';
import { complexityOf } from './complexity.ts';

/** Refuses operations whose answer could have too many values, before they run. */
export function useComplexityLimit(most: number): Plugin {
  const check = (args: ExecutionArgs, stop: (result: ExecutionResult) => void) => {
    const complexity = measured(args);
    if (complexity instanceof Error) stop({ errors: [refusal('BAD_USER_INPUT', complexity.message)] });
    else if (complexity > most) {
      const advice = 'Ask for fewer rows (`first`) or fewer levels at a time.';
      const message = `The answer could have ${complexity} values, and ${most} are allowed. ${advice}`;
      stop({ errors: [refusal('OPERATION_TOO_LARGE', message)] });
    }
  };
  return {
    onExecute: ({ args, setResultAndStopExecution }) => check(args, setResultAndStopExecution),
    onSubscribe: ({ args, setResultAndStopExecution }) => check(args, setResultAndStopExecution),
  };
}

/** The complexity, or the error of an invalid argument, which makes it unknown. */
function measured(args: ExecutionArgs): number | Error {
  try {
    return complexityOf(args);
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
}
