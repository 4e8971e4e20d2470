import { REMEDIES } from './generated/remedies.ts';
import { isObject, type Json, spoken } from './json.ts';

/** An error of an answer, as the panel shows it. */
export interface Fault {
  message: string;
  code: string | null;
  /** What to do, with code in backticks; null if unknown. */
  advice: string | null;
  /** The field that is null because of it. */
  place: string | null;
  /** To quote to support. */
  requestId: string | null;
  isAboutKey: boolean;
}

/** Errors that the page itself reports because the gateway did not answer. */
const OWN_REMEDIES: Readonly<Record<string, string>> = {
  NETWORK_ERROR: 'Check that the gateway is running, then run it again.',
  BAD_RESPONSE:
    'Something between this page and the gateway has answered. Run it again, or tell whoever runs the gateway.',
};

/** The errors of an answer. Equal ones, such as those of each row of a list, are shown once, with their number. */
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
    advice: typeof seconds === 'number' ? `Wait ${seconds} s, then run it again.` : remedyFor(code),
    place: path.length > 0 ? spoken(path) : null,
    requestId: typeof extensions.requestId === 'string' ? extensions.requestId : null,
    isAboutKey: code === 'UNAUTHENTICATED' || code === 'FORBIDDEN',
  };
}

function remedyFor(code: string | null): string | null {
  return code === null ? null : (REMEDIES[code] ?? OWN_REMEDIES[code] ?? null);
}
