import {
  type ASTNode,
  BREAK,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type FieldNode,
  GraphQLError,
  type GraphQLSchema,
  getLocation,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type SourceLocation,
  visit,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { Context } from '../../context.ts';
import { fragmentsOf } from '../../schema/kit/fragments.ts';
import { MAX_ERRORS } from '../errors/client-error.ts';
import { variablesOf } from './variables.ts';

/** Compiling takes milliseconds, so a document is compiled only after it has been seen this many times. */
const HOT_AFTER = 3;

/** @param variables as coerced by graphql */
type Compiled = (context: Context, variables: Record<string, unknown>) => Promise<ExecutionResult>;

/** Runs an operation in place of the executor. */
export type Run = (args: ExecutionArgs) => Promise<ExecutionResult>;

/** A compiled document, and the schema it is compiled for. */
interface Hot {
  schema: GraphQLSchema;
  run: Run;
}

/**
 * Compiles documents that are used repeatedly to one function each (graphql-jit). The function gets variables as coerced
 * by graphql, because compiled coercion ignores `@oneOf`, missing properties and defaults. The interpreter reports variables
 * that do not fit, and runs everything that the compiler does differently from graphql:
 * - documents with several operations: it takes the first one, whatever the operation name
 * - mutations and subscriptions, which must not run on less-checked values
 * - `@defer` and `@stream`, which it does not know, and directives with variables: fields that they exclude still count as selected
 * - variables within a literal list or object: it drops them in a JSON scalar, and their defaults in an input object
 * - names that every JavaScript object has, such as `constructor`: it finds those where a variable is missing, and loses aliases
 */
export class CompiledQueries {
  readonly #seen = new WeakMap<DocumentNode, number>();
  readonly #compiled = new WeakMap<DocumentNode, Hot | null>();

  /** Runs an operation in place of the executor; undefined if its document is not hot or must be interpreted. */
  runnerOf({ schema, document }: ExecutionArgs): Run | undefined {
    const known = this.#compiled.get(document);
    if (known !== undefined) return known?.run;
    const times = (this.#seen.get(document) ?? 0) + 1;
    this.#seen.set(document, times);
    if (times < HOT_AFTER) return undefined;
    const compiled = compile(schema, document);
    const run = compiled && ((args: ExecutionArgs) => compiled(args.contextValue as Context, variablesOf(args)));
    this.#compiled.set(document, run && { schema, run });
    return run ?? undefined;
  }

  /** A document that is compiled; undefined if it is not. */
  hot(document: DocumentNode): Hot | undefined {
    return this.#compiled.get(document) ?? undefined;
  }
}

/** The compiled form of a document, or null if it must be interpreted. */
export function compile(schema: GraphQLSchema, document: DocumentNode): Compiled | null {
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (operations.length !== 1 || operation?.operation !== 'query' || isLeftToInterpreter(document)) return null;
  const flat = flattened(operation, document);
  if (!flat) return null;
  const query = compileQuery(schema, flat, operation.name?.value, { disableLeafSerialization: true });
  if (!isCompiledQuery(query)) return null;
  return async (context, variables) => withNodes(await query.query(undefined, context, variables), document);
}

/** Selections of a flattened document, at most. A fragment that is spread often makes it longer than its text. */
const MAX_SELECTIONS = 2000;

/**
 * The operation with its fragments inlined, and without directives, whose conditions are literals here. The
 * compiler stores conditions on the nodes of the document, which all uses of a fragment share, so fields of one use were lost in
 * another. Null if it would be too long.
 */
function flattened(operation: OperationDefinitionNode, document: DocumentNode): DocumentNode | null {
  const fragments = fragmentsOf(document);
  let count = 0;

  const flatten = (set: SelectionSetNode): SelectionSetNode => ({
    ...set,
    selections: set.selections.filter(isSelected).flatMap((selection): SelectionNode[] => {
      count += 1;
      if (count > MAX_SELECTIONS) return [];
      if (selection.kind === Kind.FIELD) {
        const selectionSet = selection.selectionSet && flatten(selection.selectionSet);
        return [{ ...selection, directives: [], ...(selectionSet && { selectionSet }) }];
      }
      const part = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (!part) return [];
      const { typeCondition } = part;
      const selectionSet = flatten(part.selectionSet);
      return [{ kind: Kind.INLINE_FRAGMENT, directives: [], selectionSet, ...(typeCondition && { typeCondition }) }];
    }),
  });

  const flat: OperationDefinitionNode = { ...operation, selectionSet: flatten(operation.selectionSet) };
  return count > MAX_SELECTIONS ? null : { kind: Kind.DOCUMENT, definitions: [flat] };
}

/** Whether literal `@skip` and `@include` leave the selection in. */
function isSelected({ directives = [] }: SelectionNode): boolean {
  return directives.every(({ name, arguments: [condition] = [] }) => {
    const isTrue = condition?.value.kind === Kind.BOOLEAN && condition.value.value;
    if (name.value === 'skip') return !isTrue;
    return name.value === 'include' ? isTrue : true;
  });
}

/** Errors of a compiled query have only a line and column. Later stages read locations from nodes. */
function withNodes(result: ExecutionResult, document: DocumentNode): ExecutionResult {
  if (!result.errors) return result;
  const nodeByPlace = new Map<string, FieldNode>();
  visit(document, {
    Field(node) {
      if (node.loc) nodeByPlace.set(placeOf(getLocation(node.loc.source, node.loc.start)), node);
    },
  });
  const errors = result.errors.map((error, index) => {
    // One that is left out of the answer only counts, as what it was caused by.
    if (index >= MAX_ERRORS && error.originalError) return error;
    // A fragment that is spread twice is inlined twice. Its location counts once.
    const nodes = new Set(error.locations?.flatMap((location) => nodeByPlace.get(placeOf(location)) ?? []));
    const { message, path, originalError, extensions } = error;
    return new GraphQLError(message, {
      nodes: [...nodes],
      path: path ?? null,
      originalError: originalError ?? null,
      extensions,
    });
  });
  return { ...result, errors };
}

function placeOf({ line, column }: SourceLocation): string {
  return `${line}:${column}`;
}

function isLeftToInterpreter(document: DocumentNode): boolean {
  let found = false;
  const lookFor = (node: ASTNode) => {
    found ||= hasVariable(node);
  };
  visit(document, {
    Directive(node) {
      found ||= node.name.value === 'defer' || node.name.value === 'stream';
      lookFor(node);
    },
    ListValue: lookFor,
    ObjectValue: lookFor,
    Name({ value }) {
      found ||= value in Object.prototype;
    },
  });
  return found;
}

function hasVariable(node: ASTNode): boolean {
  let found = false;
  visit(node, {
    Variable() {
      found = true;
      return BREAK;
    },
  });
  return found;
}
