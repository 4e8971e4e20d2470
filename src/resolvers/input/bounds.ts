import { InputError } from './input-error.ts';

/** The longest string of a scalar, in UTF-16 code units. Scalars that are missing here check themselves. */
export const CHARACTERS = {
  ID: 2048,
  String: 2048,
  DateTime: 64,
  Date: 32,
  URL: 2048,
  /** Names of enum values, and strings where another type is expected. */
  other: 128,
} as const;

/** Entries of a list, unless the table below has its own bound. */
export const ENTRIES = 1000;

/** Bounds of one argument or input field, if they differ from those of its scalar or of other lists. */
export interface Bound {
  /** Characters of each string. */
  characters?: number;
  /** Entries of the list. */
  entries?: number;
}

/** A cursor contains the API's own token for its next page. */
export const CURSOR_CHARACTERS = 8192;

/** By schema coordinate; `after` stands for every cursor argument. */
export const BOUNDS: Readonly<Record<string, Bound>> = {
  after: { characters: CURSOR_CHARACTERS },
  'ArchiveSearchInput.bbox': { entries: 6 },
  'BlockParameterInput.value': { characters: 20_000 },
  'CatalogFilter.bbox': { entries: 6 },
  'CreateAoiInput.description': { characters: 10_000 },
  'CreateIndexInput.description': { characters: 10_000 },
  'CreateIndexInput.expression': { characters: 10_000 },
  'CreateIndexInput.rescale': { entries: 2 },
  'CreateInsightInput.inputs': { entries: 100 },
  'GcsCredentialsInput.serviceAccountCredentials': { characters: 20_000 },
  'ImageSearchInput.filters': { entries: 100 },
  'ImageSearchInput.satellites': { entries: 100 },
  'Query.catalogEntries(sortBy:)': { entries: 20 },
  'Query.searchArchive(sortBy:)': { entries: 20 },
  'Visualization.pictures(dates:)': { entries: 50 },
  'SubmitOrderInput.items': { entries: 200 },
};

/** A JSON value: its depth, the values in it (objects and lists included), and the characters of its strings and names. */
export const JSON_BOUNDS = { depth: 20, values: 10_000, characters: 100_000 } as const;

/** A GeoJSON value: as JSON, and its positions. */
export const GEOJSON_BOUNDS = { depth: 20, values: 100_000, characters: 100_000, positions: 20_000 } as const;

/** Variables that an operation may define. */
export const VARIABLES = 200;

/** Characters of a document. */
export const DOCUMENT_CHARACTERS = 100_000;
/** Characters of an operation's name. */
export const OPERATION_NAME_CHARACTERS = 256;

/** Problems reported for one input. */
export const FAULTS = 10;

/** Characters of the input that a message quotes. */
const QUOTED = 100;

/** The value as JSON, shortened, for an error message. */
export function quoted(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  const text = typeof value === 'string' ? JSON.stringify(value.slice(0, QUOTED)) : String(value);
  return typeof value === 'string' && value.length > QUOTED ? `${text}…` : text;
}

/**
 * Refuses a JSON or GeoJSON value that exceeds its bounds. One pass, which stops at the first problem.
 * @throws InputError that begins with `what`, the name of the scalar
 */
export function refuseLargeJson(
  what: string,
  value: unknown,
  most: { depth: number; values: number; characters: number; positions?: number },
): void {
  let [values, characters, positions] = [0, 0, 0];
  const refuse = (limit: number, name: string): never => {
    throw new InputError(`A ${what} can have at most ${limit} ${name}.`);
  };
  const addCharacters = (count: number) => {
    characters += count;
    if (characters > most.characters) refuse(most.characters, 'characters');
  };
  const walk = (part: unknown, depth: number): void => {
    values += 1;
    if (values > most.values) refuse(most.values, 'values');
    if (typeof part === 'string') addCharacters(part.length);
    if (typeof part !== 'object' || part === null) return;
    if (depth > most.depth) throw new InputError(`A ${what} can be nested at most ${most.depth} levels deep.`);
    if (Array.isArray(part)) {
      if (typeof part[0] === 'number') positions += 1;
      if (most.positions !== undefined && positions > most.positions) refuse(most.positions, 'positions');
      for (const entry of part) {
        // Most values are numbers of positions.
        if (typeof entry === 'number') values += 1;
        else walk(entry, depth + 1);
      }
      if (values > most.values) refuse(most.values, 'values');
      return;
    }
    for (const [name, entry] of Object.entries(part)) {
      addCharacters(name.length);
      walk(entry, depth + 1);
    }
  };
  walk(value, 1);
}
