import {
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  type OperationDefinitionNode,
  TypeInfo,
  typeFromAST,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** As much of JSON Schema (2020-12) as tools need to describe their input. */
export interface JsonSchema {
  [keyword: string]: unknown;
  type?: string | string[];
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
}

/** How each scalar of the graph looks in JSON. A scalar that is missing here may be any JSON value. */
const SCALARS: Readonly<Record<string, JsonSchema>> = {
  Boolean: { type: 'boolean' },
  Float: { type: 'number' },
  ID: { type: 'string' },
  Int: { type: 'integer' },
  String: { type: 'string' },
  DateTime: { type: 'string', format: 'date-time' },
  Date: { type: 'string', format: 'date' },
  URL: { type: 'string', format: 'uri' },
  GeoJSONGeometry: { type: 'object', required: ['type'] },
  GeoJSONPolygon: { type: 'object', required: ['type', 'coordinates'] },
  GeoJSONArea: { type: 'object', required: ['type'] },
};

/** The variables of an operation as the JSON schema of an object. Each carries the description of the argument it is given to. */
export function variablesSchema(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
): JsonSchema & { type: 'object'; properties: Record<string, JsonSchema> } {
  const descriptions = descriptionsOfVariables(schema, operation);
  const properties: Record<string, JsonSchema> = {};
  const required: string[] = [];
  for (const { variable, type: typeNode, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    // The document is validated before: each variable has an input type.
    const type = typeFromAST(schema, typeNode) as GraphQLInputType;
    properties[name] = {
      ...schemaOfType(type),
      ...describedAs(descriptions.get(name)),
      ...(defaultValue && { default: valueFromASTUntyped(defaultValue) }),
    };
    if (isNonNullType(type) && !defaultValue) required.push(name);
  }
  return { type: 'object', properties, required, additionalProperties: false };
}

function descriptionsOfVariables(schema: GraphQLSchema, operation: OperationDefinitionNode): Map<string, string> {
  const descriptions = new Map<string, string>();
  const typeInfo = new TypeInfo(schema);
  visit(
    operation,
    visitWithTypeInfo(typeInfo, {
      Argument({ value }) {
        const description = typeInfo.getArgument()?.description;
        if (value.kind === 'Variable' && description) descriptions.set(value.name.value, description);
      },
      ObjectField({ value, name }) {
        const type = typeInfo.getParentInputType();
        const description = isInputObjectType(type) ? type.getFields()[name.value]?.description : undefined;
        if (value.kind === 'Variable' && description) descriptions.set(value.name.value, description);
      },
    }),
  );
  return descriptions;
}

function schemaOfType(type: GraphQLInputType): JsonSchema {
  if (isNonNullType(type)) return schemaOfType(type.ofType);
  if (isListType(type)) return { type: 'array', items: schemaOfType(type.ofType) };
  if (isEnumType(type)) {
    const values = type.getValues().map(({ name, description }) => (description ? `${name}: ${description}` : name));
    return { type: 'string', enum: type.getValues().map(({ name }) => name), description: values.join('\n') };
  }
  if (!isInputObjectType(type)) return { ...SCALARS[type.name] };
  const fields = Object.values(type.getFields());
  return {
    type: 'object',
    ...describedAs(type.description),
    properties: Object.fromEntries(
      fields.map((field) => [field.name, { ...schemaOfType(field.type), ...describedAs(field.description) }]),
    ),
    required: fields.filter(isRequiredInputField).map(({ name }) => name),
    additionalProperties: false,
    ...(type.isOneOf && { minProperties: 1, maxProperties: 1 }),
  };
}

function describedAs(description: string | null | undefined): { description?: string } {
  return description ? { description } : {};
}
