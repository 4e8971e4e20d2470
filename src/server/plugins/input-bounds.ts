import {
  type GraphQLError,
  type GraphQLInputType,
  type GraphQLNamedInputType,
  getNullableType,
  isInputObjectType,
  isListType,
} from 'graphql';
import { type Bound, CHARACTERS, ENTRIES, FAULTS } from '../../resolvers/input/bounds.ts';
import { refusal } from '../errors/refusal.ts';

/** The context of a check. */
interface Target {
  type: GraphQLInputType;
  bound: Bound;
  /** Whether the value was JSON: whole numbers past 2^53 have lost digits then, which literals have not. */
  isJson?: boolean;
}

/** The problems of a value whose bounds are exceeded, at most 10. @param path how messages name the value */
export function boundErrors(target: Target, value: unknown, path: string): GraphQLError[] {
  const messages: string[] = [];
  check(target, value, path, messages);
  return messages.map((message) => refusal('BAD_USER_INPUT', message));
}

/** Adds the problems of the value. Wrong types are left to graphql, except where it would take long. */
function check({ type, bound, isJson = false }: Target, value: unknown, path: string, messages: string[]): void {
  if (messages.length >= FAULTS || value === null || value === undefined) return;
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const most = bound.entries ?? ENTRIES;
    const list = Array.isArray(value) ? value : [value];
    if (list.length > most) {
      messages.push(`${path} can have at most ${most} entries, not ${list.length}.`);
      return;
    }
    for (const [index, entry] of list.entries()) {
      check(
        { type: nullable.ofType, bound, isJson },
        entry,
        Array.isArray(value) ? `${path}.${index}` : path,
        messages,
      );
    }
  } else if (isInputObjectType(nullable)) {
    if (typeof value !== 'object' || Array.isArray(value)) return void messages.push(`${path} must be an object.`);
    const fields = nullable.getFields();
    const unknown: string[] = [];
    for (const name in value) {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      const entry: unknown = (value as Record<string, unknown>)[name]; // own, as JSON gives no others
      if (field) check({ type: field.type, bound: boundOf(field), isJson }, entry, `${path}.${name}`, messages);
      else if (unknown.push(name) === FAULTS) break;
    }
    if (unknown.length <= FEW_UNKNOWN && unknown.every((name) => name.length <= NAME_QUOTED)) return;
    for (const name of unknown) if (messages.length < FAULTS) messages.push(unknownField(nullable, name, path));
  } else if (typeof value === 'string') {
    const most = bound.characters ?? charactersOf(nullable);
    if (value.length > most) messages.push(`${path} can have at most ${most} characters, not ${value.length}.`);
  } else if (isJson && nullable.name === 'ID' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    messages.push(`${path} is too large for a whole number in JSON: it would lose digits. Write it as a string.`);
  } else if (typeof value === 'object' && charactersOf(nullable) < Number.POSITIVE_INFINITY) {
    messages.push(`${path} must be a single value of the type ${nullable.name}.`);
  }
}

/** So few unknown fields are left to graphql, which says where they are and what they were probably meant to be. */
const FEW_UNKNOWN = 3;

/** Longer names are not quoted: no input field has one. */
const NAME_QUOTED = 50;

function unknownField(type: GraphQLNamedInputType, name: string, path: string): string {
  return `${path} has a field ${JSON.stringify(name.slice(0, NAME_QUOTED))}, which the type ${type.name} does not have.`;
}

/** Characters of a string of the type. JSON and GeoJSON values are measured separately. */
export function charactersOf({ name }: GraphQLNamedInputType): number {
  if (name === 'JSON' || name === '_Any' || name.startsWith('GeoJSON')) return Number.POSITIVE_INFINITY;
  return Object.entries(CHARACTERS).find(([scalar]) => scalar === name)?.[1] ?? CHARACTERS.other;
}

/** The bound that the schema's own plugin, its only writer, has set. */
export function boundOf({ extensions }: { extensions: Readonly<Record<string, unknown>> }): Bound {
  return (extensions.bound ?? {}) as Bound;
}
