import { canBeId, isSameId } from '../../upstream/wire/ids.ts';
import { CHARACTERS, quoted } from './bounds.ts';
import { faultAt, InputError } from './input-error.ts';
import type { Maybe } from './maybe.ts';

/**
 * The types that have a global id, each with its keys: parents first, its own id last.
 * The collection of a STAC item may be unknown; it is empty then.
 */
const KEYS = {
  Project: ['id'],
  Aoi: ['id'],
  Asset: ['aoiId', 'id'],
  Satellite: ['id'],
  SpectralIndex: ['id'],
  Visualization: ['aoiId', 'id'],
  Block: ['name', 'version'],
  Insight: ['aoiId', 'id'],
  Workflow: ['projectId', 'id'],
  Job: ['workflowId', 'id'],
  JobTask: ['workflowId', 'jobId', 'id'],
  Bandset: ['id'],
  Order: ['id'],
  OrderItem: ['id'],
  StacCollection: ['id'],
  StacItem: ['collectionId', 'id'],
  CatalogEntry: ['id'],
  Delivery: ['id'],
  Store: ['id'],
} as const satisfies Record<string, readonly string[]>;

/** The types that have a global id. */
export type NodeType = keyof typeof KEYS;

/** The keys of a type by name. */
export type KeysOf<Type extends NodeType> = { [Key in (typeof KEYS)[Type][number]]: string };

/** The global id of an object: opaque to clients; it contains the type and its keys. */
export function globalIdOf<Type extends NodeType>(type: Type, keys: KeysOf<Type>): string {
  const names: readonly string[] = KEYS[type];
  const values: Record<string, string> = keys;
  const parts = names.map((name) => encodeURIComponent(values[name] ?? ''));
  return Buffer.from(`${type}:${parts.join(':')}`).toString('base64url');
}

/**
 * The type and keys in a global id.
 * @throws InputError if it is not a global id
 */
export function parseGlobalId(id: string, path: readonly string[]): { type: NodeType; keys: Record<string, string> } {
  const parsed = tryParse(id, path);
  if (!parsed) throw new InputError(`${quoted(id)} is not a global id.`, path);
  return parsed;
}

/**
 * The upstream's own id of an object, from a global id or from itself.
 * @throws InputError for the global id of another type; names the expected type
 */
export function idOf(type: NodeType, value: string, path: readonly string[] = ['id']): string {
  return keysOf(type, value, path).id ?? value;
}

/** `idOf` for a list of ids, without duplicates; undefined if there is no list. */
export function idsOf(type: NodeType, values: readonly string[], path: readonly string[]): string[];
export function idsOf(type: NodeType, values: Maybe<readonly string[]>, path: readonly string[]): string[] | undefined;
export function idsOf(type: NodeType, values: Maybe<readonly string[]>, path: readonly string[]): string[] | undefined {
  if (!values) return undefined;
  return [...new Set(values.map((value, position) => idOf(type, value, [...path, String(position)])))];
}

/**
 * The keys in an id argument: all of them for a global id, only the last for a raw id.
 * @throws InputError for the global id of another type, which names the expected one, and for what no URL can hold
 */
export function keysOf<Type extends NodeType>(
  type: Type,
  value: string,
  path: readonly string[] = ['id'],
): Partial<KeysOf<Type>> & { id?: string } {
  if (value.trim() === '') throw faultAt(path, 'must not be empty');
  if (!canBeId(value)) throw faultAt(path, `cannot be ${quoted(value)}`);
  const parsed = tryParse(value, path);
  if (parsed && parsed.type !== type) {
    throw faultAt(path, `must be an id of the type ${type}, and this is one of the type ${parsed.type}`);
  }
  // The keys were parsed with the type's own list of names.
  return (parsed?.keys ?? { id: value }) as Partial<KeysOf<Type>> & { id?: string };
}

/** Whether an object can be found by the upstream's own id: it has no parent in its keys, or its parent is looked up. */
export function isFoundByIdAlone(type: NodeType): boolean {
  return KEYS[type].length === 1 || type === 'StacItem';
}

/** The types that the parent keys are ids of. */
const PARENT = {
  projectId: 'Project',
  aoiId: 'Aoi',
  workflowId: 'Workflow',
  jobId: 'Job',
  collectionId: 'StacCollection',
} as const satisfies Record<string, NodeType>;

type ParentKey = keyof typeof PARENT;

/**
 * The keys of an object whose parents are separate arguments: from its global id, or from the arguments if the id is raw.
 * @throws InputError if a given parent contradicts the global id
 */
export function keysWithin(
  type: NodeType,
  value: string,
  path: readonly string[],
  parents: Readonly<Partial<Record<ParentKey, Maybe<string>>>>,
): { id: string } & Partial<Record<ParentKey, string>> {
  const found: Partial<Record<ParentKey | 'id', string>> = { ...keysOf(type, value, path) };
  for (const [name, given] of Object.entries(parents) as [ParentKey, Maybe<string>][]) {
    const parent = optionalIdOf(PARENT[name], given, [name]);
    if (parent !== undefined && found[name] && !isSameId(found[name], parent)) {
      throw faultAt(path, `belongs to another ${PARENT[name]} than the one that ${name} names`);
    }
    const known = found[name] || parent;
    if (known !== undefined) found[name] = known;
  }
  return { ...found, id: found.id ?? value };
}

/**
 * The id of a parent that `keysWithin` found.
 * @param path of the object's id, of which only a global id contains the parent
 * @throws InputError if it found none
 */
export function parentOf(keys: Partial<Record<ParentKey, string>>, name: ParentKey, path: readonly string[]): string {
  const id = keys[name];
  if (id) return id;
  throw new InputError(`${name} is needed where ${path.join('.')} is not a global id.`, [name]);
}

/** `idOf` for an optional id. */
export function optionalIdOf(type: NodeType, value: Maybe<string>, path: readonly string[]): string | undefined {
  return value === null || value === undefined ? undefined : idOf(type, value, path);
}

const GLOBAL_ID = /^([A-Z][A-Za-z]+):(.*)$/s;
/** The base64 of a capital letter begins with Q to W. Most of the upstream's own ids do not, so they need no decoding. */
const CANNOT_BE_GLOBAL = /^[A-PX-Za-z\d]/;

function tryParse(id: string, path: readonly string[]): { type: NodeType; keys: Record<string, string> } | undefined {
  if (id.length > CHARACTERS.ID) throw new InputError(`An id can have at most ${CHARACTERS.ID} characters.`, path);
  if (CANNOT_BE_GLOBAL.test(id)) return undefined;
  const match = GLOBAL_ID.exec(Buffer.from(id, 'base64url').toString('utf8'));
  const [, type = '', rest = ''] = match ?? [];
  if (!isNodeType(type)) return undefined;
  const names = KEYS[type];
  const values = rest.split(':').map(decoded);
  const isWhole =
    values.length === names.length && values.every((value) => value !== undefined) && values.at(-1) !== '';
  if (!isWhole) throw new InputError(`${quoted(id)} is a damaged global id of the type ${type}.`, path);
  return { type, keys: Object.fromEntries(names.map((name, position) => [name, values[position] ?? ''])) };
}

/** Whether a type has a global id. */
export function isNodeType(type: string): type is NodeType {
  return Object.hasOwn(KEYS, type);
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
