import SchemaBuilder, { BasePlugin, type PothosInputFieldConfig, type SchemaTypes } from '@pothos/core';
import { BOUNDS, type Bound, ENTRIES } from '../../resolvers/input/bounds.ts';

/** Formats `1000` as `1,000`. */
export function figure(count: number): string {
  return count.toLocaleString('en-US');
}

/**
 * Gives every argument and input field its bound from the table: in `extensions.bound`, which the server reads, and in
 * a sentence of its description.
 */
class BoundsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onInputFieldConfig(config: PothosInputFieldConfig<Types>): PothosInputFieldConfig<Types> {
    const entry = config.type.kind === 'List' ? config.type.type : undefined;
    const given = BOUNDS[coordinateOf(config)] ?? (config.name === 'after' ? BOUNDS.after : undefined);
    const bound: Bound = { ...(entry ? { entries: ENTRIES } : {}), ...given };
    // An enum has far fewer values than a list may have entries, so its lists need no sentence.
    const entries = entry?.kind === 'Enum' ? undefined : bound.entries;
    const words = [
      ...(entries === undefined ? [] : [`At most ${figure(entries)} entries.`]),
      ...(bound.characters === undefined ? [] : [`At most ${figure(bound.characters)} characters.`]),
    ];
    return {
      ...config,
      description: [config.description, ...words].join(' '),
      extensions: { ...config.extensions, bound },
    };
  }
}

/** A schema coordinate, as in the GraphQL specification. */
function coordinateOf<Types extends SchemaTypes>(config: PothosInputFieldConfig<Types>): string {
  const { parentType, parentField, name } = config;
  return parentField === undefined ? `${parentType}.${name}` : `${parentType}.${parentField}(${name}:)`;
}

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      bounds: BoundsPlugin<Types>;
    }
  }
}

SchemaBuilder.registerPlugin('bounds', BoundsPlugin);
