import { isNotFound, type UpstreamFailure } from './failure.ts';

/** Names that an input has otherwise than the camel-cased name of the REST API. */
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
};

/** A name of the REST API as it is written in messages, with what it is in: `order_items[0].geometry`. */
const WIRE_PATH = /[a-z][a-z0-9]*(?:_[a-z0-9]+)*(?:\[\d+\]|\.\d+|\.[a-z][a-z0-9_]*)*/g;

/**
 * The field of a mutation's input that a refusal of the upstream is about, from the input object down: as its details or its
 * message name it, the id of the thing that it says is not there, or the name that is taken. Undefined where it is not said.
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

/** The id, or list of ids, of the one kind of thing that a message says is not there; the only id where it says nothing. */
function idOfMissing(message: string, input: object): string[] | undefined {
  const ids = Object.keys(input).filter((key) => /Ids?$/.test(key));
  const [, before] = BEFORE_MISSING.exec(message) ?? [];
  const meant = ids.filter((key) => before?.toLowerCase().includes(key.replace(/Ids?$/, '').toLowerCase()));
  const [only, ...others] = message === '' ? ids : meant;
  return only !== undefined && others.length === 0 ? [only] : undefined;
}

/** The names that details give: in the `field` of each entry, or as keys of lists of messages. */
function namesIn(details: unknown): string[] {
  if (Array.isArray(details)) return details.flatMap(namesIn);
  if (typeof details !== 'object' || details === null) return [];
  if ('field' in details && typeof details.field === 'string') return [details.field];
  return Object.entries(details).flatMap(([key, value]) => (Array.isArray(value) || key.includes('_') ? [key] : []));
}

/** In prose a plain word is a name only where the message begins with it: «geometry has an open ring». */
function namesInMessage(message: string): string[] {
  return [...message.matchAll(WIRE_PATH)]
    .filter(({ 0: word, index }) => index === 0 || /[_.[]/.test(word))
    .map(([word]) => word);
}

/** Where a name of the REST API stands in an input; undefined where the input has no such field. */
function pathIn(input: object, name: string): string[] | undefined {
  const path: string[] = [];
  let value: unknown = input;
  for (const word of name.split(/[.[\]]+/).filter((part) => part !== '')) {
    const camel = word.replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
    const key = OTHERWISE[camel] ?? camel;
    // What the input has, however deep, is named; below that only the upstream knows its way.
    if (typeof value !== 'object' || value === null || !(key in value)) break;
    path.push(key);
    value = Reflect.get(value, key);
  }
  return path.length > 0 ? path : undefined;
}
