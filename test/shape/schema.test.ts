import { existsSync, readFileSync } from 'node:fs';
import {
  type DefinitionNode,
  getNamedType,
  type InputValueDefinitionNode,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  parse,
  print,
  printSchema,
  type TypeDefinitionNode,
  type TypeNode,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { schema } from '../../src/schema/index.ts';

const DESIGN = '../shared/design/schema.graphql';

const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);

test('the schema says what its objects are to each other', () => {
  for (const type of ['AOI', 'asset', 'archive item', 'catalog entry', 'order item', 'delivery', 'job']) {
    expect(schema.description?.toLowerCase()).toContain(`**${type.toLowerCase()}**`.replace('**aoi**', '(`aoi`)'));
  }
});

test('schema.graphql is current', () => {
  // When this fails: npm run codegen, and look at the difference as those who query the graph will.
  expect(readFileSync('schema.graphql', 'utf8')).toBe(`${printSchema(lexicographicSortSchema(schema))}\n`);
});

/** Every type, field, argument, input field and enum value by its coordinate, with its description. */
function* describedThings(): Generator<[coordinate: string, description: string | null | undefined]> {
  for (const type of types) {
    yield [type.name, type.description];
    if (isEnumType(type)) {
      for (const value of type.getValues()) yield [`${type.name}.${value.name}`, value.description];
    }
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) yield [`${type.name}.${field.name}`, field.description];
    }
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        yield [`${type.name}.${field.name}`, field.description];
        for (const arg of field.args) yield [`${type.name}.${field.name}(${arg.name}:)`, arg.description];
      }
    }
  }
}

describe('A description', () => {
  test('is on every type, field, argument and enum value', () => {
    const without = [...describedThings()].filter(([, description]) => !description?.trim());

    expect(without.map(([coordinate]) => coordinate)).toEqual([]);
  });

  test('never mentions internals of the gateway', () => {
    const INTERNAL = /\/v0\/|https?:|\bwire\b|upstream/;
    const SNAKE_CASE = /\b[a-z]+_[a-z_]+\b/;
    const telling = [...describedThings()].filter(
      ([, text]) =>
        // What stands between backticks is a value that callers meet, such as `eo:cloud_cover`.
        INTERNAL.test(text ?? '') || SNAKE_CASE.test((text ?? '').replace(/`[^`]*`/g, '')),
    );

    expect(telling).toEqual([]);
  });
});

describe('An id', () => {
  /** Ids of what is no object of the graph, and global ids alone. */
  const OTHERS =
    /\.(?:userId|createdBy)$|\((?:userId|taskId):\)$|(?:D|d)ownload(?:Progress)?\(id:\)$|^Request\w+DownloadInput\.(?:in|out)puts$|^Query\.nodes?\(/;
  const isIdInput = ({ type }: { type: unknown }) => /^\[?ID\b/.test(String(type));

  test('that names an object says that either form of it is accepted', () => {
    const inputs = types.flatMap((type) => {
      if (isInputObjectType(type)) {
        return Object.values(type.getFields())
          .filter(isIdInput)
          .map((field) => ({ coordinate: `${type.name}.${field.name}`, text: field.description }));
      }
      if (!isObjectType(type)) return [];
      return Object.values(type.getFields()).flatMap((field) =>
        field.args
          .filter(isIdInput)
          .map((arg) => ({ coordinate: `${type.name}.${field.name}(${arg.name}:)`, text: arg.description })),
      );
    });
    const silent = inputs.filter(
      ({ coordinate, text }) => !OTHERS.test(coordinate) && !/ global id\b/.test(text ?? ''),
    );

    expect(inputs.length).toBeGreaterThan(50);
    expect(silent).toEqual([]);
  });
});

describe('A list', () => {
  const lists = types.flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields())
          .filter((field) => getNamedType(field.type).name.endsWith('Connection'))
          .map((field) => ({ coordinate: `${type.name}.${field.name}`, field }))
      : [],
  );

  test.each(lists)('$coordinate is paged forward and may fail alone', ({ field }) => {
    expect(field.args.map((arg) => `${arg.name}: ${String(arg.type)}`)).toEqual(
      expect.arrayContaining(['first: Int', 'after: String']),
    );
    expect(String(field.type)).not.toMatch(/!$/);
  });
});

/** What a schema lacks, or says otherwise, of what a design says. What it has beyond that is no matter, if nobody must give it. */
function departures(design: string, built: string): string[] {
  const wanted = typesByName(design);
  const have = typesByName(built);
  return [...wanted].flatMap(([name, type]) => {
    const own = have.get(name);
    return own ? departuresOfType(type, own) : [`${name} is missing`];
  });
}

function typesByName(source: string): Map<string, TypeDefinitionNode> {
  const isType = (node: DefinitionNode): node is TypeDefinitionNode => node.kind.endsWith('TypeDefinition');
  return new Map(
    parse(source)
      .definitions.filter(isType)
      .map((type) => [type.name.value, type]),
  );
}

function departuresOfType(wanted: TypeDefinitionNode, own: TypeDefinitionNode): string[] {
  const name = wanted.name.value;
  if (wanted.kind !== own.kind) return [`${name} is a ${own.kind}, not a ${wanted.kind}`];
  const lacking = [...namesIn(wanted)].filter((word) => !namesIn(own).has(word)).map((word) => `${name} lacks ${word}`);
  if (!('fields' in wanted && 'fields' in own)) return lacking;

  const isInput = wanted.kind === 'InputObjectTypeDefinition';
  const ownFields = new Map(own.fields?.map((field) => [field.name.value, field]));
  const wrong = (wanted.fields ?? []).flatMap((field) => {
    const coordinate = `${name}.${field.name.value}`;
    const built = ownFields.get(field.name.value);
    if (!built) return [`${coordinate} is missing`];
    const isSame = print(field.type) === print(built.type) || (isInput && isOptionalNow(field.type, built.type));
    const wrongType = isSame ? [] : [`${coordinate} is ${print(built.type)}, not ${print(field.type)}`];
    return 'arguments' in field && 'arguments' in built
      ? [...wrongType, ...departuresOfInputs(coordinate, field.arguments ?? [], built.arguments ?? [])]
      : wrongType;
  });
  const inputs = (node: TypeDefinitionNode) => (node.kind === 'InputObjectTypeDefinition' ? (node.fields ?? []) : []);
  return [
    ...lacking,
    ...wrong,
    ...departuresOfInputs(name, inputs(wanted), inputs(own)).filter((line) => line.endsWith('must be given')),
  ];
}

/** An input that the design requires and the graph does not: whoever gives it has the same as before. */
function isOptionalNow(wanted: TypeNode, built: TypeNode): boolean {
  return print(wanted) === `${print(built)}!`;
}

/** Members of enums, and interfaces of objects. */
function namesIn(type: TypeDefinitionNode): Set<string> {
  if (type.kind === 'EnumTypeDefinition') return new Set(type.values?.map((value) => value.name.value));
  if (type.kind === 'ObjectTypeDefinition') return new Set(type.interfaces?.map((one) => one.name.value));
  return new Set();
}

function departuresOfInputs(
  place: string,
  wanted: readonly InputValueDefinitionNode[],
  own: readonly InputValueDefinitionNode[],
): string[] {
  const missing = wanted.flatMap(({ name, type }) => {
    const built = own.find((input) => input.name.value === name.value);
    if (!built) return [`${place}(${name.value}:) is missing`];
    return print(built.type) === print(type) || isOptionalNow(type, built.type)
      ? []
      : [`${place}(${name.value}:) is ${print(built.type)}, not ${print(type)}`];
  });
  const demanded = own.filter(
    ({ name, type, defaultValue }) =>
      type.kind === 'NonNullType' && !defaultValue && !wanted.some((input) => input.name.value === name.value),
  );
  return [...missing, ...demanded.map(({ name }) => `${place}(${name.value}:) must be given`)];
}

/** Fields that no read returns: their values depended on how the object was reached. */
const REMOVED = ['Visualization.type is missing', 'Visualization.legends is missing'];

/** Filters by date take intervals: a midnight does not stand for a day. */
const INTERVALS = [
  'InsightFilter.createdOn is missing',
  'WorkflowFilter.createdOn is missing',
  'WorkflowFilter.updatedAt is TimeIntervalInput, not DateTime',
  'JobFilter.createdOn is missing',
];

describe('The graph', () => {
  test.skipIf(!existsSync(DESIGN))(
    existsSync(DESIGN)
      ? 'has all that was designed, under its names'
      : `is not held against its design: ${DESIGN} is not here`,
    () => {
      expect(departures(readFileSync(DESIGN, 'utf8'), printSchema(schema)).toSorted()).toEqual(
        [...REMOVED, ...INTERVALS].toSorted(),
      );
    },
  );

  const design =
    'interface Node { id: ID! } enum E { A B } input I { a: Int } type T implements Node { id: ID! f(a: Int): [E!] }';

  test.each([
    ['type T implements Node { id: ID! f(a: Int): [E] }', ['T.f is [E], not [E!]']],
    ['type T implements Node { id: ID! f: [E!] }', ['T.f(a:) is missing']],
    ['type T implements Node { id: ID! f(a: Int, b: Int!): [E!] }', ['T.f(b:) must be given']],
    ['type T implements Node { id: ID! f(a: Int, b: Int! = 1): [E!] g: Int }', []],
    ['type T implements Node { id: ID f(a: Int): [E!] }', ['T.id is ID, not ID!']],
    ['type T { id: ID! f(a: Int): [E!] }', ['T lacks Node']],
    ['type T implements Node { id: ID! }', ['T.f is missing']],
    ['input T { id: ID! }', ['T is a InputObjectTypeDefinition, not a ObjectTypeDefinition']],
    ['', ['T is missing']],
  ])('that departs is seen: %s', (type, seen) => {
    const built = `interface Node { id: ID! } enum E { A B C } input I { a: Int b: Int } ${type}`;

    expect(departures(design, built)).toEqual(seen);
  });

  test('that departs is detected in enum values and inputs, too', () => {
    const built = design.replace('A B', 'A').replace('input I { a: Int }', 'input I { a: String b: Int! }');

    expect(departures(design, built)).toEqual(['E lacks B', 'I.a is String, not Int', 'I(b:) must be given']);
  });

  test('that makes an input optional does not depart from its design', () => {
    const wanted = 'input I { a: Int! } type T { f(a: Int!): Int }';

    expect(departures(wanted, 'input I { a: Int } type T { f(a: Int): Int }')).toEqual([]);
    expect(departures('input I { a: Int } type T { f(a: Int): Int }', wanted)).not.toEqual([]);
  });
});
