import { hash } from 'node:crypto';
import {
  type GraphQLField,
  type GraphQLResolveInfo,
  getArgumentValues,
  getNamedType,
  isLeafType,
  isObjectType,
} from 'graphql';
import type { Context } from '../../context.ts';
import { JsonText } from '../../upstream/wire/json-text.ts';
import { Row } from '../../upstream/wire/row.ts';
import { aheadOf } from './plan.ts';
import { type SelectionInfo, selectedFields, wantsOnly } from './selection.ts';

/**
 * What a selection shows of an object without any call, as a hash, because a watcher keeps it. If two states of the object have the
 * same hash, a caller cannot tell them apart. For fields that need calls, all data of the object stand in: what they show may change
 * with it.
 */
export function viewOf(object: object, info: SelectionInfo, context: Context): string {
  let needsCalls = false;
  const shown = objectView(object, info);
  return hash('sha256', JSON.stringify(needsCalls ? [shown, dataOf(object)] : shown), 'base64url');

  function objectView(row: object, selection: SelectionInfo): unknown {
    const type = getNamedType(selection.returnType);
    if (!isObjectType(type)) return withCalls();
    const { fields, patches } = selectedFields(selection, type);
    const places = [fields, ...patches.map((patch) => patch.fields)].flatMap((part) => [...part.values()]);
    return places.map((fieldNodes) => {
      const fieldName = fieldNodes[0]?.name.value ?? '';
      const field = type.getFields()[fieldName];
      if (!field) return fieldName;
      return fieldView(row, field, { ...selection, parentType: type, fieldName, fieldNodes, returnType: field.type });
    });
  }

  function fieldView(row: object, field: GraphQLField<unknown, unknown>, selection: SelectionInfo): unknown {
    const { standsFor } = aheadOf(field);
    if (field.extensions.upstream && !(standsFor && wantsOnly(selection, standsFor))) return withCalls();
    const value = fieldValue(row, field, selection);
    if (value instanceof Promise) {
      // The executor resolves the field again, and reports the failure.
      value.catch(() => {});
      return withCalls();
    }
    return isLeafType(getNamedType(field.type)) ? inOrder(value) : valueView(value, selection);
  }

  function fieldValue(row: object, field: GraphQLField<unknown, unknown>, selection: SelectionInfo): unknown {
    const [node] = selection.fieldNodes;
    if (!field.resolve || !node) return (row as Record<string, unknown>)[field.name];
    const args = getArgumentValues(field, node, selection.variableValues);
    // Our resolvers read nothing of the info but the selection.
    return field.resolve(row, args, context, selection as GraphQLResolveInfo);
  }

  function valueView(value: unknown, selection: SelectionInfo): unknown {
    if (Array.isArray(value)) return value.map((item) => valueView(item, selection));
    return typeof value === 'object' && value !== null ? objectView(value, selection) : value;
  }

  function withCalls(): null {
    needsCalls = true;
    return null;
  }
}

/** A leaf with the members of its objects in one order: some services send them in another one at each read. */
function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof JsonText) return inOrder(JSON.parse(value.bytes.toString()));
  if (Array.isArray(value)) return value.map(inOrder);
  return Object.entries(value)
    .toSorted(byName)
    .map(([name, data]) => [name, inOrder(data)]);
}

function byName([one]: [string, unknown], [other]: [string, unknown]): number {
  return one < other ? -1 : 1;
}

/** The data of an object, without computed properties, and without the signatures of URLs: these differ at each read. */
function dataOf(value: unknown): unknown {
  if (typeof value === 'string') return /^https?:/.test(value) ? value.split('?')[0] : value;
  if (Array.isArray(value)) return value.map(dataOf);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Row) return dataOf(value.values());
  if (value instanceof JsonText) return inOrder(value);
  return Object.entries(Object.getOwnPropertyDescriptors(value))
    .toSorted(byName)
    .map(([name, { value: data }]) => [name, dataOf(data)]);
}
