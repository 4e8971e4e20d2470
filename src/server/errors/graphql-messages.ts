/** Longest piece of what a caller sent that an error repeats, and longest message. */
const MAX_QUOTED_CHARS = 100;
const MAX_MESSAGE_CHARS = 2000;

const LONG_WORD = new RegExp(`([^\\s]{${MAX_QUOTED_CHARS}})[^\\s]+`, 'g');
const LONG_QUOTE = new RegExp(`("[^"]{${MAX_QUOTED_CHARS}})[^"]+(?=")`, 'g');

/** The message, without more than 100 characters of any one value that the caller sent. */
export function bounded(message: string): string {
  if (message.length <= MAX_QUOTED_CHARS) return message;
  const short = message.slice(0, MAX_MESSAGE_CHARS).replace(LONG_QUOTE, '$1…').replace(LONG_WORD, '$1…');
  return message.length > MAX_MESSAGE_CHARS ? `${short}…` : short;
}

/**
 * A message of graphql about a document, without the value that it refuses: a literal can be a credential. The location tells
 * the caller which value it is.
 */
export function withoutValues(message: string): string {
  return message
    .replace(/ value: .*$/s, ' value.')
    .replace(/^(Expected value of type "[^"]*"), found .*$/s, '$1.')
    .replace(/^(Syntax Error: [^"]*)found (?:Block)?String ".*"\.$/s, '$1found a string.');
}

/** What the caller did wrong, where a library throws an error that does not say so itself. */
export function mistakeOf(cause: unknown): string | undefined {
  if (cause instanceof RangeError && cause.message.includes('call stack')) return 'The input is nested too deeply.';
  const isInitialCount = cause instanceof Error && cause.message.startsWith('initialCount must be a ');
  return isInitialCount ? 'initialCount must be 0 or more.' : undefined;
}

/**
 * The message, with what to write instead if rows were looked for on the list itself, or an object on a mutation's payload, and with
 * what to send if a document has several operations.
 */
export function withHint(message: string): string {
  if (message === 'Could not determine what operation to execute.') {
    return `${message} Send the name of an operation of the document as "operationName".`;
  }
  if (/^Cannot query field "\w+" on type "\w+Payload"/.test(message)) {
    return `${message} The result of a mutation is in a field of its own, beside "userErrors".`;
  }
  const [, field] = /^Cannot query field "(\w+)" on type "\w+Connection"/.exec(message) ?? [];
  if (field !== undefined) return `${message} The rows of a list are in "nodes": { nodes { ${field} } }.`;
  const [, list] = /^Field "(\w+)" of type "\w+Connection!?" must have a selection/.exec(message) ?? [];
  return list === undefined ? message : `${message} The rows of a list are in "nodes": ${list} { nodes { id } }.`;
}
