import {
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  GraphQLError,
  type GraphQLSchema,
  getLocation,
  getVariableValues,
  Kind,
  type SourceLocation,
  visit,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { mapMaybePromise, type Plugin } from 'graphql-yoga';
import type { Context } from '../context.ts';

/** Compiling costs milliseconds, so that it must be earned: a document is compiled when it comes for this many times. */
const HOT_AFTER = 3;

type Run = (
  context: Context,
  variables: Record<string, unknown> | undefined,
) => ExecutionResult | Promise<ExecutionResult>;

/**
 * Queries that come again and again are compiled to one function each (graphql-jit). Left to the interpreter are: documents
 * with several operations, since the compiler takes the first whatever name is asked for; mutations and subscriptions, which
 * must not run on less-checked variables; and `@defer` and `@stream`, which the compiler does not know. Variables are always
 * coerced by graphql itself first, because compiled coercion overlooks `@oneOf` and missing members.
 */
export function useCompiledQueries(): Plugin<Context> {
  const seen = new WeakMap<DocumentNode, number>();
  const compiled = new WeakMap<DocumentNode, Run | null>();

  function runnerOf(schema: GraphQLSchema, document: DocumentNode): Run | null {
    const known = compiled.get(document);
    if (known !== undefined) return known;
    const times = (seen.get(document) ?? 0) + 1;
    seen.set(document, times);
    if (times < HOT_AFTER) return null;
    const run = compile(schema, document);
    compiled.set(document, run);
    return run;
  }

  return {
    onExecute({ args, setExecuteFn }) {
      const run = runnerOf(args.schema, args.document);
      if (run) setExecuteFn(() => run(args.contextValue, args.variableValues ?? undefined));
    },
  };
}

/** The compiled form of a document, or null where it must be interpreted. */
export function compile(schema: GraphQLSchema, document: DocumentNode): Run | null {
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (operations.length !== 1 || operation?.operation !== 'query' || isIncremental(document)) return null;
  const query = compileQuery(schema, document, operation.name?.value, { disableLeafSerialization: true });
  if (!isCompiledQuery(query)) return null;
  const definitions = operation.variableDefinitions ?? [];
  return (context, variables = {}) => {
    if (definitions.length > 0) {
      const { errors } = getVariableValues(schema, definitions, variables);
      if (errors) return { errors };
    }
    return mapMaybePromise(query.query(undefined, context, variables), (result) => withNodes(result, document));
  };
}

/** A compiled query's errors say where they stand by line and column alone; later stages read places from nodes. */
function withNodes(result: ExecutionResult, document: DocumentNode): ExecutionResult {
  if (!result.errors) return result;
  const nodeByPlace = new Map<string, FieldNode>();
  visit(document, {
    Field(node) {
      if (node.loc) nodeByPlace.set(placeOf(getLocation(node.loc.source, node.loc.start)), node);
    },
  });
  const errors = result.errors.map((error) => {
    const nodes = error.locations?.flatMap((location) => nodeByPlace.get(placeOf(location)) ?? []) ?? [];
    const { message, path, originalError, extensions } = error;
    return new GraphQLError(message, { nodes, path: path ?? null, originalError: originalError ?? null, extensions });
  });
  return { ...result, errors };
}

function placeOf({ line, column }: SourceLocation): string {
  return `${line}:${column}`;
}

function isIncremental(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Directive: ({ name }) => {
      found ||= name.value === 'defer' || name.value === 'stream';
    },
  });
  return found;
}
