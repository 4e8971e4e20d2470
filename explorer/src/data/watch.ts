import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  Kind,
  type SelectionNode,
} from 'graphql';
import type { Path } from './json.ts';

/** The operation that an answer belongs to. */
export interface Asked {
  schema: GraphQLSchema;
  document: DocumentNode;
  operationName: string | undefined;
}

/** A subscription, ready to run. */
export interface Watch {
  query: string;
  variables: { id: string };
}

/**
 * The subscription that follows the row at a path: the field of the schema whose type is the row's, with the row's id as its
 * only required argument. Null if the schema has none.
 */
export function watchOf(asked: Asked, path: Path, id: string): Watch | null {
  const type = typeAt(asked, path);
  const fields = Object.values(asked.schema.getSubscriptionType()?.getFields() ?? {});
  const field = fields.find(
    ({ type: given, args }) =>
      getNamedType(given) === type && args.every((arg) => arg.name === 'id' || !isRequiredArgument(arg)),
  );
  if (!field || !isObjectType(type)) return null;
  const named = ['name', 'title', 'pixxelId'].find((name) => type.getFields()[name]);
  const selection = ['id', ...(named ? [named] : []), 'state', 'progress'].map((name) => `    ${name}\n`).join('');
  const query = `subscription Watch${type.name}($id: ID!) {\n  ${field.name}(id: $id) {\n${selection}  }\n}\n`;
  return { query, variables: { id } };
}

/** The type of the value at a path of the answer; undefined if document and schema do not tell. */
function typeAt({ schema, document, operationName }: Asked, path: Path): GraphQLNamedType | undefined {
  const operation = getOperationAST(document, operationName);
  const fragments = new Map(
    document.definitions
      .filter((definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((definition) => [definition.name.value, definition]),
  );
  let type: GraphQLNamedType | undefined | null = operation && schema.getRootType(operation.operation);
  let selections: readonly SelectionNode[] = operation?.selectionSet.selections ?? [];
  for (const step of path) {
    if (typeof step === 'number') continue;
    const found = fieldsOf(step, selections, type ?? undefined);
    type = found[0]?.type;
    selections = found.flatMap(({ field }) => field.selectionSet?.selections ?? []);
  }
  return type ?? undefined;

  function fieldsOf(
    key: string,
    among: readonly SelectionNode[],
    parent: GraphQLNamedType | undefined,
  ): { field: FieldNode; type: GraphQLNamedType | undefined }[] {
    return among.flatMap((node) => {
      if (node.kind === Kind.FIELD) {
        if ((node.alias ?? node.name).value !== key) return [];
        const hasFields = isObjectType(parent) || isInterfaceType(parent);
        const definition = hasFields ? parent.getFields()[node.name.value] : undefined;
        return [{ field: node, type: definition && getNamedType(definition.type) }];
      }
      const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node;
      const condition = fragment?.typeCondition && schema.getType(fragment.typeCondition.name.value);
      return fieldsOf(key, fragment?.selectionSet.selections ?? [], isCompositeType(condition) ? condition : parent);
    });
  }
}
