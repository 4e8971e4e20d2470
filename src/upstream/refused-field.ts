import { isNotFound, type UpstreamFailure } from './failure.ts';

/** Input fields whose name is not the camel-cased name of the REST API. */
const OTHERWISE: Readonly<Record<string, string>> = {
  orderItems: 'items',
  usecase: 'useCase',
  input: 'inputs',
  srcAssetIds: 'sourceAssetIds',
  resolution: 'resolutionInM',
  visualizationMode: 'mode',
  noOfOccurrences: 'occurrenceCount',
  cloudInfo: 'cloudDelivery',
  config: 'storeId',
  bandset: 'bandsetId',
};

/** A REST name as written in messages, with its path: `order_items[0].geometry`. */
const WIRE_PATH = /[a-z][a-z0-9]*(?:_[a-z0-9]+)*(?:\[\d+\]|\.\d+|\.[a-z][a-z0-9_]*)*/g;

/**
 * The path of the input field that an upstream refusal is about. Found by the details or the
 * message, by the id that it says does not exist, or by the name that is taken. Undefined if it says none.
 */
export function namedField(failure: UpstreamFailure, input: object): readonly string[] | undefined {
  const { upstreamMessage = '', upstreamDetails, kind } = failure;
  const inDetails = namesIn(upstreamDetails);
  const named = inDetails.length > 0 ? inDetails : namesInMessage(upstreamMessage);
  for (const name of named) {
    const path = pathIn(input, name);
    if (path) return path;
  }
  if (inDetails.length > 0) return undefined;
  if (isNotFound(failure)) return idOfMissing(upstreamMessage, input);
  return kind === 'conflict' && 'name' in input && SAYS_TAKEN.test(upstreamMessage) ? ['name'] : undefined;
}

const SAYS_TAKEN = /\bname\b|already exists|duplicate/i;
const BEFORE_MISSING = /^(.*?)(?:not[\s_-]*found|does(?: not|n't) exist)/is;

/** The id, or list of ids, of the kind of object that a message says does not exist. If it names no kind, the only id. */
function idOfMissing(message: string, input: object): string[] | undefined {
  const ids = Object.keys(input).filter((key) => /Ids?$/.test(key));
  const [, before] = BEFORE_MISSING.exec(message) ?? [];
  const meant = ids.filter((key) => before?.toLowerCase().includes(key.replace(/Ids?$/, '').toLowerCase()));
  const [only, ...others] = message === '' ? ids : meant;
  return only !== undefined && others.length === 0 ? [only] : undefined;
}

/** The names in the details: the `field` of each entry, or the keys of lists of messages. */
function namesIn(details: unknown): string[] {
  if (Array.isArray(details)) return details.flatMap(namesIn);
  if (typeof details !== 'object' || details === null) return [];
  if ('field' in details && typeof details.field === 'string') return [details.field];
  return Object.entries(details).flatMap(([key, value]) => (Array.isArray(value) || key.includes('_') ? [key] : []));
}

/** In prose, a plain word is a field name only at the beginning: "geometry has an open ring". */
function isFieldName(word: string, index: number): boolean {
  return index === 0 || /[_.[]/.test(word);
}

function namesInMessage(message: string): string[] {
  return [...message.matchAll(WIRE_PATH)]
    .filter(({ 0: word, index }) => isFieldName(word, index))
    .map(([word]) => word);
}

/** The message of a refusal, with the fields of the input under the names that the caller used. */
export function inWordsOfInput(message: string, input: object): string {
  return message.replace(WIRE_PATH, (word, index: number) =>
    isFieldName(word, index) ? (pathIn(input, word)?.join('.') ?? word) : word,
  );
}

/** The path of a REST name in an input, as far as the input has it; undefined if it has no such field. */
function pathIn(input: object, name: string): string[] | undefined {
  const path: string[] = [];
  let value: unknown = input;
  for (const word of name.split(/[.[\]]+/).filter((part) => part !== '')) {
    const camel = word.replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
    const found = placeOf(OTHERWISE[camel] ?? camel, value);
    // Below that, only upstream names exist.
    if (!found) break;
    path.push(...found.path);
    value = found.value;
  }
  return path.length > 0 ? path : undefined;
}

/**
 * A field of an object, or of the objects in it: the graph groups fields that are flat in the REST API. Of lists, only one with a
 * single entry tells which entry is meant.
 */
function placeOf(key: string, within: unknown): { path: string[]; value: unknown } | undefined {
  if (typeof within !== 'object' || within === null) return undefined;
  if (Object.hasOwn(within, key)) return { path: [key], value: Reflect.get(within, key) };
  if (Array.isArray(within) && within.length !== 1) return undefined;
  for (const [name, part] of Object.entries(within)) {
    const found = isGeoJson(part) ? undefined : placeOf(key, part);
    if (found) return { path: [name, ...found.path], value: found.value };
  }
  return undefined;
}

function isGeoJson(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'type' in value;
}
