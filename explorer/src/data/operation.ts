import { type DocumentNode, getOperationAST, Kind, parse, visit } from 'graphql';

/** The operation of a document that is to run. */
export interface Chosen {
  /** Undefined if the text does not parse. */
  document: DocumentNode | undefined;
  operationName: string | null;
  isSubscription: boolean;
  /** Whether its answer comes as a stream: events, or parts by `@defer` and `@stream`. */
  isStreamed: boolean;
}

/** Finds the operation to run: the chosen one, or the only one, since the chosen one may just have been renamed. */
export function chosenIn(query: string, chosen: string | null | undefined): Chosen {
  const document = parsed(query);
  if (!document) return { document, operationName: chosen ?? null, isSubscription: false, isStreamed: false };
  const operationName = nameIn(document, chosen ?? null);
  const isSubscription = getOperationAST(document, operationName)?.operation === 'subscription';
  return { document, operationName, isSubscription, isStreamed: isSubscription || comesInParts(document) };
}

function parsed(query: string): DocumentNode | undefined {
  try {
    return parse(query);
  } catch {
    return undefined;
  }
}

function nameIn(document: DocumentNode, chosen: string | null): string | null {
  const names = document.definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION ? [node.name?.value ?? null] : [],
  );
  return names.length === 1 && names[0] !== undefined ? names[0] : chosen;
}

function comesInParts(document: DocumentNode): boolean {
  let isDeferred = false;
  visit(document, {
    Directive({ name }) {
      if (name.value === 'defer' || name.value === 'stream') isDeferred = true;
    },
  });
  return isDeferred;
}
