import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The part of JSON Schema that the upstream's document and the contract speak. */
export interface JsonSchema {
  $ref?: string;
  allOf?: JsonSchema[];
  anyOf?: JsonSchema[];
  type?: string;
  enum?: unknown[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  patternProperties?: Record<string, JsonSchema>;
}

interface Content {
  content?: Record<string, { schema: JsonSchema }>;
}

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema: JsonSchema;
}

/** The OpenAPI document, as far as it is read here. */
export interface OpenApiDocument {
  paths: Record<
    string,
    Record<
      string,
      {
        parameters?: Parameter[];
        requestBody?: Content & { required?: boolean };
        responses: Record<string, Content>;
        security?: unknown[];
      }
    >
  >;
  components: { schemas: Record<string, JsonSchema> };
}

/** A place where the document is not taken at its word. */
export interface Difference {
  reason: string;
  /** JSON Pointers into the document. */
  at: readonly string[];
  /** What is put at each of those places. */
  instead: unknown;
}

/** What an operation takes and answers, with every schema in the plain form of `plainSchema`. */
export interface OperationShape {
  pathParameters: string[];
  query: JsonSchema;
  body: JsonSchema | null;
  bodyIsRequired: boolean;
  answers: Record<string, JsonSchema>;
  format: string;
}

export interface DocumentedOperation extends OperationShape {
  method: string;
  path: string;
  needsKey: boolean;
}

const documentFile = new URL('../../../shared/pixxel-api/openapi.json', import.meta.url);

/** Whether the document lies beside the repository. It is not part of it, so most people do not have it. */
export const documentIsPresent = existsSync(fileURLToPath(documentFile));

/** The document with the given differences put in. */
export function readDocument(differences: readonly Difference[]): OpenApiDocument {
  // The document is a fixed file of a known format; a test that reads it wrongly fails.
  const document = JSON.parse(readFileSync(documentFile, 'utf8')) as OpenApiDocument;
  for (const { at, instead } of differences) {
    for (const pointer of at) put(document, pointer, instead);
  }
  return document;
}

function put(document: OpenApiDocument, pointer: string, value: unknown): void {
  const keys = pointer.split('/').slice(1);
  const last = unescaped(keys.pop() ?? '');
  // JSON, followed by names from a list: it has no narrower type.
  let node = document as unknown as Record<string, unknown>;
  for (const key of keys) {
    const next = node[unescaped(key)];
    if (typeof next !== 'object' || next === null) throw new Error(`The document has nothing at ${pointer}`);
    node = next as Record<string, unknown>;
  }
  node[last] = value;
}

function unescaped(key: string): string {
  return key.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** Every operation that the document declares. */
export function operationsIn(document: OpenApiDocument): DocumentedOperation[] {
  const plain = (schema: JsonSchema) => plainSchema(schema, document.components.schemas);

  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody, responses, security = [] }]) => {
      const successes = Object.entries(responses).filter(([status]) => status.startsWith('2'));
      const body = requestBody && onlyContent(requestBody);
      return {
        method: method.toUpperCase(),
        path,
        pathParameters: parameters.filter(isPathParameter).map(({ name }) => name),
        query: plain({
          type: 'object',
          properties: Object.fromEntries(
            parameters.filter((parameter) => !isPathParameter(parameter)).map(({ name, schema }) => [name, schema]),
          ),
          required: parameters.filter((one) => !isPathParameter(one) && one.required).map(({ name }) => name),
        }),
        body: body ? plain(body.schema) : null,
        bodyIsRequired: requestBody?.required ?? false,
        answers: Object.fromEntries(
          successes.map(([status, answer]) => [status, plain(onlyContent(answer)?.schema ?? {})]),
        ),
        format: [...new Set(successes.map(([, answer]) => formatOf(answer)))].join(),
        needsKey: security.length > 0,
      };
    }),
  );
}

function isPathParameter({ name, in: place, required, schema }: Parameter): boolean {
  if (place === 'query') return false;
  if (place === 'path' && required && schema.type === 'string') return true;
  throw new Error(`Parameter ${name} is of a kind that is not compared yet`);
}

function onlyContent({ content = {} }: Content): { type: string; schema: JsonSchema } | undefined {
  const [first, ...others] = Object.entries(content);
  if (others.length > 0) throw new Error('Several content types are not compared yet');
  return first && { type: first[0], schema: first[1].schema };
}

const formats: Record<string, string> = { 'application/json': 'json', 'image/png': 'bytes', 'text/csv': 'text' };

function formatOf(answer: Content): string {
  const content = onlyContent(answer);
  if (!content) return 'empty';
  return formats[content.type] ?? content.type;
}

const annotations = ['description', 'example', 'x-order', 'x-enum-varnames'];
const assertions = ['type', 'format', 'default', 'minimum', 'maximum', 'maxLength', 'uniqueItems'];

/**
 * The canonical form of a schema, so equivalent schemas are equal: references resolved, annotations dropped,
 * words and names sorted, every kind of map written as `additionalProperties`. An unknown keyword is an
 * error.
 */
export function plainSchema(schema: JsonSchema, named: Record<string, JsonSchema> = {}): JsonSchema {
  const plain = (one: JsonSchema) => plainSchema(one, named);
  const { $ref, allOf, anyOf, enum: words, items, ...others } = schema;
  const { properties, required, additionalProperties, patternProperties, ...rest } = others;
  const result: JsonSchema = {};

  for (const [keyword, value] of Object.entries(rest)) {
    if (assertions.includes(keyword)) Object.assign(result, { [keyword]: value });
    else if (!annotations.includes(keyword)) throw new Error(`The schema keyword ${keyword} is not compared yet`);
  }
  if ($ref !== undefined) Object.assign(result, plain(referred($ref, named)));
  if (allOf) Object.assign(result, plain(only(allOf)));
  if (anyOf) result.anyOf = anyOf.map(plain);
  if (words) Object.assign(result, { type: 'string', enum: sharedWords(words, result.enum) });
  if (items) result.items = plain(items);
  if (properties) result.properties = mapped(properties, plain);
  if (required && required.length > 0) result.required = required.toSorted();
  if (patternProperties) result.additionalProperties = plain(only(Object.values(patternProperties)));
  if (additionalProperties !== undefined) {
    result.additionalProperties =
      typeof additionalProperties === 'boolean' ? additionalProperties && {} : plain(additionalProperties);
  }
  const isFreeMap = result.type === 'object' && !result.properties && result.additionalProperties === undefined;
  return isFreeMap ? { ...result, additionalProperties: {} } : result;
}

function referred(reference: string, named: Record<string, JsonSchema>): JsonSchema {
  const found = named[reference.replace('#/components/schemas/', '')];
  if (!found) throw new Error(`${reference} leads nowhere`);
  return found;
}

function only(schemas: JsonSchema[]): JsonSchema {
  const [first, ...others] = schemas;
  if (!first || others.length > 0) throw new Error('Several schemas in one place are not compared yet');
  return first;
}

function sharedWords(words: unknown[], others: unknown[] | undefined): unknown[] {
  return words.filter((word) => !others || others.includes(word)).toSorted();
}

function mapped(properties: Record<string, JsonSchema>, plain: (schema: JsonSchema) => JsonSchema) {
  return Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, plain(property)]));
}
