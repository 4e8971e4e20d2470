import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
} from 'graphql';

/** The field with which introspection begins on the query type; undefined for any other name. */
export function introspectionField(name: string): GraphQLField<unknown, unknown> | undefined {
  return [SchemaMetaFieldDef, TypeMetaFieldDef].find((field) => field.name === name);
}

/** Whether a field is one of a type of introspection, such as `__Type`. */
export function isOfIntrospection(type: GraphQLNamedType): boolean {
  return type.name.startsWith('__');
}

const rows = new WeakMap<GraphQLSchema, ReadonlyMap<string, number>>();

/** How many objects a field of introspection gives on average, by its name: 1 unless it is a list or `ofType`. */
export function introspectedRows(schema: GraphQLSchema, name: string): number {
  let known = rows.get(schema);
  if (!known) {
    known = rowsOf(schema);
    rows.set(schema, known);
  }
  return known.get(name) ?? 1;
}

function rowsOf(schema: GraphQLSchema): Map<string, number> {
  const types = Object.values(schema.getTypeMap());
  const fields = types.flatMap((type) =>
    isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [],
  );
  const perType = (count: (type: GraphQLNamedType) => number) =>
    types.reduce((sum, type) => sum + count(type), 0) / types.length;
  return new Map([
    ['types', types.length],
    // Most types are wrapped once or twice.
    ['ofType', 0.5],
    ['directives', schema.getDirectives().length],
    ['fields', fields.length / types.length],
    ['args', fields.reduce((sum, { args }) => sum + args.length, 0) / fields.length],
    ['inputFields', perType((type) => (isInputObjectType(type) ? Object.keys(type.getFields()).length : 0))],
    ['enumValues', perType((type) => (isEnumType(type) ? type.getValues().length : 0))],
    ['possibleTypes', perType((type) => (isUnionType(type) ? type.getTypes().length : 0))],
  ]);
}
