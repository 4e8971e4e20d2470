import { isObject, type Json, spoken } from './json.ts';

/** An error of an answer, in the words of somebody who has to do something about it. */
export interface Fault {
  message: string;
  code: string | null;
  /** What to do; null where the message says it all. */
  advice: string | null;
  /** The field that is null because of it. */
  place: string | null;
  /** To quote to support. */
  requestId: string | null;
  isAboutKey: boolean;
}

const ADVICE: Record<string, string> = {
  UNAUTHENTICATED: 'Put a valid Pixxel API key into the key field at the top, then run the query again.',
  FORBIDDEN: 'Use a key that has permission for this, or ask the owner of the project for access.',
  NOT_FOUND: 'Check the id: it must belong to the organization of this key.',
  BAD_USER_INPUT: 'Change the argument or variable that the message names.',
  BAD_REQUEST: 'Change the part of the request that the message names.',
  GRAPHQL_PARSE_FAILED: 'Fix the syntax where the message points.',
  GRAPHQL_VALIDATION_FAILED: 'Fix the field or argument that the message names. Ctrl+Space lists what is possible.',
  CONFLICT: 'Read the current state first, then decide again.',
  RATE_LIMITED: 'Wait a moment, then run it again.',
  UPSTREAM_TIMEOUT: 'Run it again. If it stays slow, ask for fewer rows at a time.',
  UPSTREAM_UNAVAILABLE: 'The Pixxel API is failing. Run it again in a minute.',
  UPSTREAM_INVALID_RESPONSE: 'Tell support the request id: the Pixxel API sent something unexpected.',
  UPSTREAM_BUDGET_EXCEEDED: 'Lower `first` in the lists, or leave out nested lists.',
  QUERY_TOO_COMPLEX: 'Lower `first` in the lists, or leave out nested lists.',
  SUBSCRIPTION_ENDED: 'Run the subscription again to go on.',
  NETWORK_ERROR: 'Check that the gateway is running, then run it again.',
  INTERNAL_SERVER_ERROR: 'Run it again. If it happens twice, tell support the request id.',
};

/** The errors of an answer. Equal ones, such as those of each row of a list, are told once, with their number. */
export function faultsOf(errors: Json | undefined): (Fault & { times: number })[] {
  const faults = new Map<string, Fault & { times: number }>();
  for (const error of Array.isArray(errors) ? errors : []) {
    const fault = faultOf(error);
    const known = faults.get(`${fault.code} ${fault.message}`);
    if (known) known.times += 1;
    else faults.set(`${fault.code} ${fault.message}`, { ...fault, times: 1 });
  }
  return [...faults.values()];
}

function faultOf(error: Json): Fault {
  const given = isObject(error) ? error : {};
  const extensions = isObject(given.extensions) ? given.extensions : {};
  const code = typeof extensions.code === 'string' ? extensions.code : null;
  const seconds = extensions.retryAfterSeconds;
  const path = Array.isArray(given.path)
    ? given.path.filter((step) => typeof step === 'string' || typeof step === 'number')
    : [];
  return {
    message: typeof given.message === 'string' ? given.message : JSON.stringify(error),
    code,
    advice: typeof seconds === 'number' ? `Wait ${seconds} s, then run it again.` : ((code && ADVICE[code]) ?? null),
    place: path.length > 0 ? spoken(path) : null,
    requestId: typeof extensions.requestId === 'string' ? extensions.requestId : null,
    isAboutKey: code === 'UNAUTHENTICATED' || code === 'FORBIDDEN',
  };
}
