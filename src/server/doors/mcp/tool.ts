import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql';
import { type JsonSchema, variablesSchema } from './json-schema.ts';

/** One operation of the folder, as an assistant sees it. */
export interface Tool {
  /** The operation's name in snake case, such as `find_images`. */
  name: string;
  /** The comment at the top of the file. */
  description: string;
  /** The whole file. */
  document: string;
  operationName: string;
  /** The variables. A tool with a quote also takes `quotedTokens`. */
  inputSchema: JsonSchema;
  isWrite: boolean;
  /** The query that prices a write, in the same file. Its only leaf is the price in tokens. */
  quoteName: string | null;
}

/** The argument by which a caller confirms the price of a write that spends tokens. */
export const QUOTED_TOKENS = 'quotedTokens';

/**
 * Reads the tools of a folder: each `.graphql` file is one tool. It holds one query, or one mutation, or a mutation that
 * spends tokens and the query that prices it with the same variables.
 * @throws Error naming the file and what is wrong with it
 */
export function readTools(folder: string, schema: GraphQLSchema): Tool[] {
  // Not `globSync`: it reads the folders above, too, which Node's permission model forbids in the image. It then finds nothing.
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.graphql'))
    .toSorted();
  if (files.length === 0) throw new Error(`${folder} has no .graphql file.`);
  const tools = files.map((file) => {
    try {
      return toTool(readFileSync(join(folder, file), 'utf8'), schema);
    } catch (error) {
      throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  });
  const twice = tools.find(({ name }, index) => tools.findIndex((tool) => tool.name === name) !== index);
  if (twice) throw new Error(`Two files of ${folder} define ${twice.name}.`);
  return tools;
}

function toTool(document: string, schema: GraphQLSchema): Tool {
  const ast = parse(document);
  const [error] = validate(schema, ast);
  if (error) throw error;
  const operations = ast.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const query = operations.find(({ operation }) => operation === OperationTypeNode.QUERY);
  const mutation = operations.find(({ operation }) => operation === OperationTypeNode.MUTATION);
  const main = mutation ?? query;
  if (!main || operations.length !== (mutation && query ? 2 : 1)) {
    throw new GraphQLError('A tool is one query, one mutation, or a mutation and the query that prices it.');
  }
  const quote = mutation && query ? query : null;
  if (quote && !isPrice(quote)) throw new GraphQLError('A query that prices a mutation selects one field, the price.');
  const description = descriptionOf(document);
  if (description === '') throw new GraphQLError('The comment at the top, which describes the tool, is missing.');
  return {
    name: nameOf(main)
      .replaceAll(/(?<=[a-z0-9])[A-Z]/g, '_$&')
      .toLowerCase(),
    description,
    document,
    operationName: nameOf(main),
    inputSchema: quote ? withQuotedTokens(variablesSchema(schema, main)) : variablesSchema(schema, main),
    isWrite: mutation !== undefined,
    quoteName: quote && nameOf(quote),
  };
}

function nameOf({ name }: OperationDefinitionNode): string {
  if (!name) throw new GraphQLError('An operation has no name.');
  return name.value;
}

/** Whether an operation selects a single leaf. */
function isPrice({ selectionSet }: Pick<OperationDefinitionNode, 'selectionSet'>): boolean {
  const [field, ...others] = selectionSet.selections;
  if (field?.kind !== Kind.FIELD || others.length > 0) return false;
  return !field.selectionSet || isPrice({ selectionSet: field.selectionSet });
}

function descriptionOf(document: string): string {
  const lines = document.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('#'));
  return lines
    .slice(0, end)
    .map((line) => line.replace(/^#\s?/, ''))
    .join('\n')
    .trim();
}

function withQuotedTokens(schema: ReturnType<typeof variablesSchema>): JsonSchema {
  return {
    ...schema,
    properties: {
      ...schema.properties,
      [QUOTED_TOKENS]: {
        type: 'number',
        description:
          'The price in tokens that the user agreed to, from a quote of exactly this input. If the price is another one now, nothing is done.',
      },
    },
    required: [...(schema.required ?? []), QUOTED_TOKENS],
  };
}
