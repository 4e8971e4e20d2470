import type { UpstreamFailure } from '../upstream/failure.ts';

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
 * message name it, or the one id that can be meant where something is not there. Undefined where nobody can tell.
 */
export function namedField(
  { upstreamMessage, upstreamDetails, kind }: UpstreamFailure,
  input: object,
): readonly string[] | undefined {
  // In prose a plain word is a name only where the input has it as it is.
  const inMessage = (upstreamMessage?.match(WIRE_PATH) ?? []).filter((word) => /[_.[]/.test(word) || word in input);
  const named = [...namesIn(upstreamDetails), ...inMessage];
  for (const name of named) {
    const path = pathIn(input, name);
    if (path) return path;
  }
  if (kind === 'conflict') return 'name' in input ? ['name'] : undefined;
  const ids = Object.keys(input).filter((key) => key.endsWith('Id'));
  const meant = ids.filter((id) => upstreamMessage?.toLowerCase().includes(id.slice(0, -'Id'.length).toLowerCase()));
  const [only, ...others] = ids.length === 1 ? ids : meant;
  return only !== undefined && others.length === 0 && kind !== 'badRequest' ? [only] : undefined;
}

/** The names that details give: as keys, or in the `field` of each entry. */
function namesIn(details: unknown): string[] {
  if (Array.isArray(details)) return details.flatMap(namesIn);
  if (typeof details !== 'object' || details === null) return [];
  return 'field' in details && typeof details.field === 'string' ? [details.field] : Object.keys(details);
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
