import {
  concatAST,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  print,
  stripIgnoredCharacters,
  visit,
} from 'graphql';

/**
 * A plugin of graphql-codegen: each operation as a typed string. Plain strings, unlike the objects of the client preset, are
 * dropped by any bundler when unused, and their type says which kind of operation they hold.
 * @param config `documentTypes` is the module that exports the types of documents
 */
export function plugin(_schema: unknown, files: { document?: DocumentNode }[], config: { documentTypes: string }) {
  const { definitions } = concatAST(files.flatMap(({ document }) => (document ? [document] : [])));
  const fragments = new Map(
    definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  return {
    prepend: [`import type { MutationDocument, QueryDocument, SubscriptionDocument } from '${config.documentTypes}';`],
    content: definitions
      .flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? [constantOf(node, fragments)] : []))
      .join('\n'),
  };
}

function constantOf(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): string {
  const name = operation.name?.value;
  if (name === undefined) throw new Error('Every operation of the client needs a name.');
  const kind = `${operation.operation.charAt(0).toUpperCase()}${operation.operation.slice(1)}`;
  const used = fragmentsOf(operation, fragments);
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...used] };
  const text = JSON.stringify(stripIgnoredCharacters(print(document)));
  const type = `${name}${kind}`;
  return `export const ${name}Document = ${text} as ${kind}Document<${type}, ${type}Variables>;`;
}

/** The fragments that a node spreads, directly or through others, each once. */
function fragmentsOf(
  node: OperationDefinitionNode | FragmentDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  found = new Set<FragmentDefinitionNode>(),
): Set<FragmentDefinitionNode> {
  visit(node, {
    FragmentSpread({ name }) {
      const fragment = fragments.get(name.value);
      if (!fragment) throw new Error(`Unknown fragment ${name.value}.`);
      if (!found.has(fragment)) fragmentsOf(fragment, fragments, found.add(fragment));
    },
  });
  return found;
}
