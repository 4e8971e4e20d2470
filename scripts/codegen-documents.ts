import {
  concatAST,
  type DefinitionNode,
  type DocumentNode,
  getOperationAST,
  Kind,
  print,
  separateOperations,
  stripIgnoredCharacters,
} from 'graphql';

/**
 * A plugin of graphql-codegen: each operation as a typed string. Plain strings, unlike the objects of the client preset, are
 * dropped by any bundler when unused, and their type says which kind of operation they hold.
 * @param config `documentTypes` is the module that exports the types of documents
 */
export function plugin(_schema: unknown, files: { document?: DocumentNode }[], config: { documentTypes: string }) {
  const { kind, definitions } = concatAST(files.flatMap(({ document }) => (document ? [document] : [])));
  const isFragment = (node: DefinitionNode) => node.kind === Kind.FRAGMENT_DEFINITION;
  // An operation comes before its fragments, as people write them.
  const all = { kind, definitions: definitions.toSorted((a, b) => Number(isFragment(a)) - Number(isFragment(b))) };
  return {
    prepend: [`import type { MutationDocument, QueryDocument, SubscriptionDocument } from '${config.documentTypes}';`],
    content: Object.entries(separateOperations(all)).map(constantOf).join('\n'),
  };
}

/** @param document the operation of that name, with the fragments that it uses */
function constantOf([name, document]: [string, DocumentNode]): string {
  if (name === '') throw new Error('Every operation of the client needs a name.');
  const { operation } = getOperationAST(document, name) ?? {};
  const kind = `${operation?.charAt(0).toUpperCase()}${operation?.slice(1)}`;
  const text = JSON.stringify(stripIgnoredCharacters(print(document)));
  const type = `${name}${kind}`;
  return `export const ${name}Document = ${text} as ${kind}Document<${type}, ${type}Variables>;`;
}
