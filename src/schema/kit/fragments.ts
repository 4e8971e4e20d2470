import { type DocumentNode, type FragmentDefinitionNode, Kind } from 'graphql';

const cached = new WeakMap<DocumentNode, ReadonlyMap<string, FragmentDefinitionNode>>();

/** The fragments that a document defines, by name. The last of several with one name counts: validation refuses the others. */
export function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  let fragments = cached.get(document);
  if (!fragments) {
    const definitions = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
    fragments = new Map(definitions.map((definition) => [definition.name.value, definition]));
    cached.set(document, fragments);
  }
  return fragments;
}
