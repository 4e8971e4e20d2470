import type { WireReader } from './wire-reader.ts';

/**
 * How each property of a model is read from an object of an answer. `keys` are what the answer does not contain, such as the id of
 * the AOI that the assets belong to. `this` is the model.
 */
type Readers<Model, Wire, Keys> = {
  readonly [Name in keyof Model]: (this: Model, wire: Wire, reader: WireReader, keys: Keys) => Model[Name];
};

/** An object of an answer, from which a model is read. */
export abstract class Row<Wire, Keys> {
  readonly wire: Wire;
  protected readonly reader: WireReader;
  protected readonly keys: Keys;
  /** The objects and lists that were read: each is the same at every access. */
  protected kept: Map<PropertyKey, object> | undefined;

  constructor(wire: Wire, reader: WireReader, keys: Keys) {
    this.wire = wire;
    this.reader = reader;
    this.keys = keys;
  }

  /** The values of all properties, except those that are computed from others. */
  abstract values(): unknown[];
}

/**
 * Makes models whose properties are read on access: a query selects few of them, and reading them all costs more than decoding the
 * answer. The id is read at once, because a row without one is dropped.
 * @param computed names of properties that follow from others and take long to compute
 */
export function rowOf<Model extends { id: string }, Wire extends object, Keys = undefined>(
  readers: Readers<Model, Wire, Keys>,
  computed: readonly (keyof Model)[] = [],
): (wire: Wire, reader: WireReader, ...keys: Keys extends undefined ? [] : [Keys]) => Model {
  // A table of readers has no other properties.
  const names = Object.keys(readers) as (keyof Model)[];

  class ModelRow extends Row<Wire, Keys> {
    readonly id: string;

    constructor(wire: Wire, reader: WireReader, keys: Keys) {
      super(wire, reader, keys);
      this.id = readers.id.call(modelOf(this), wire, reader, keys);
    }

    read(name: keyof Model): unknown {
      const known = this.kept?.get(name);
      if (known !== undefined) return known;
      const value = readers[name].call(modelOf(this), this.wire, this.reader, this.keys);
      if (typeof value !== 'object' || value === null) return value;
      this.kept ??= new Map();
      this.kept.set(name, value);
      return value;
    }

    values(): unknown[] {
      return names.filter((name) => !computed.includes(name)).map((name) => modelOf(this)[name]);
    }
  }
  for (const name of names) {
    if (name === 'id') continue;
    Object.defineProperty(ModelRow.prototype, name, {
      get(this: ModelRow) {
        return this.read(name);
      },
    });
  }
  // The getters make it a model.
  const modelOf = (row: ModelRow) => row as unknown as Model;
  // Readers of rows without keys do not look at them.
  return (wire, reader, keys?: Keys) => modelOf(new ModelRow(wire, reader, keys as Keys));
}
