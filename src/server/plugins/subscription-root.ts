import {
  type DirectiveNode,
  GraphQLError,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  getEnterLeaveForKind,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
  SingleFieldSubscriptionsRule as SingleField,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

const CONDITIONS: readonly string[] = [GraphQLSkipDirective.name, GraphQLIncludeDirective.name];

/**
 * Takes the place of the rule of graphql with this name. Refuses `@skip` and `@include` at the root of a subscription, too, as the
 * specification has done since September 2025: graphql 16 throws in this rule if the condition is a variable, and when it
 * subscribes if the only field is skipped.
 */
export const SingleFieldSubscriptionsRule: ValidationRule = (context) => {
  const { enter: checkSingleField } = getEnterLeaveForKind(SingleField(context), Kind.OPERATION_DEFINITION);
  return {
    OperationDefinition(operation, ...rest) {
      const condition =
        operation.operation === OperationTypeNode.SUBSCRIPTION ? rootConditionOf(operation, context) : undefined;
      if (!condition) {
        checkSingleField?.(operation, ...rest);
        return;
      }
      const message = `The root field of a subscription cannot have "@${condition.name.value}".`;
      context.reportError(new GraphQLError(message, { nodes: condition }));
    },
  };
};

/** The first condition under which a root field of the operation is left out. */
function rootConditionOf(operation: OperationDefinitionNode, context: ValidationContext): DirectiveNode | undefined {
  const spread = new Set<string>();
  const conditionIn = ({ selections }: SelectionSetNode): DirectiveNode | undefined => {
    for (const selection of selections) {
      let condition = selection.directives?.find(({ name }) => CONDITIONS.includes(name.value));
      if (selection.kind === Kind.INLINE_FRAGMENT) condition ??= conditionIn(selection.selectionSet);
      if (selection.kind === Kind.FRAGMENT_SPREAD && !spread.has(selection.name.value)) {
        spread.add(selection.name.value);
        const fragment = context.getFragment(selection.name.value);
        if (fragment) condition ??= conditionIn(fragment.selectionSet);
      }
      if (condition) return condition;
    }
    return undefined;
  };
  return conditionIn(operation.selectionSet);
}
