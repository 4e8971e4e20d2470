import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { getOperationAST, parse } from 'graphql';

/** An operation to work with. */
export interface Operation {
  query: string;
  /** Values by name, or the JSON of them. */
  variables?: Readonly<Record<string, unknown>> | string;
}

/** Opens an operation in a new tab and runs it if requested. */
export function useOpenTab(): (operation: Operation, options?: { run: boolean }) => void {
  const { addTab, run, setOperationFacts } = useGraphiQLActions();
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  return ({ query, variables }, options) => {
    addTab();
    queryEditor?.setValue(query);
    variableEditor?.setValue(typeof variables === 'string' ? variables : (JSON.stringify(variables, null, 2) ?? ''));
    if (!options?.run) return;
    // GraphiQL reads the document a moment after an edit. To run it now, set it here.
    const documentAST = parse(query);
    const operation = getOperationAST(documentAST);
    setOperationFacts({
      documentAST,
      operations: operation ? [operation] : [],
      ...(operation?.name && { operationName: operation.name.value }),
    });
    run();
  };
}
