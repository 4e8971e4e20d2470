import { mkdir, readFile, writeFile } from 'node:fs/promises';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  separateOperations,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { createStore } from '../src/sandbox/world/demo.ts';
import { schema } from '../src/schema/index.ts';
import type { UpstreamCost } from '../src/schema/kit/upstream-cost.ts';
import { goldenCosts } from '../test/costs/golden.ts';

/** The explorer's ready operations: those of `docs/cost.md` and of the client, each with what it costs. */
interface Entry {
  title: string;
  /** REST operations with how often they are called; null where that depends on the answer. */
  calls: Record<string, number | null>;
  query: string;
  /** Values that exist in the sandbox. */
  variables?: Record<string, unknown>;
}

const FILE = 'explorer/src/shell/library/generated/library.json';
const store = createStore({ now: () => Date.parse('2026-01-01T00:00:00Z') });

function goldenEntry({ title, query, calls, variables }: (typeof goldenCosts)[string][number]): Entry {
  const text = print(named(parse(query), title));
  return { title, calls, query: `${text}\n`, ...(variables && { variables: variables(store) }) };
}

/** The document with a name for its operation, from the words of its title. */
function named(document: DocumentNode, title: string): DocumentNode {
  const words = title.match(/[A-Za-z0-9]+/g) ?? [];
  const value = words.slice(0, 5).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const name = { kind: Kind.NAME, value: value.join('').replace(/^\d/, 'Some$&') } as const;
  const definitions = document.definitions.map((node) =>
    node.kind === Kind.OPERATION_DEFINITION && !node.name ? { ...node, name } : node,
  );
  return { ...document, definitions };
}

/** The REST operations that the fields of a document declare. */
function declaredCalls(document: DocumentNode): Record<string, null> {
  const calls: Record<string, null> = {};
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field() {
        // The schema's own `calls` is the only writer of this extension.
        for (const { operation } of (types.getFieldDef()?.extensions.upstream as UpstreamCost[] | undefined) ?? []) {
          calls[operation] = null;
        }
      },
    }),
  );
  return calls;
}

async function clientEntries(): Promise<[string, Entry[]][]> {
  const files = ['queries', 'mutations', 'subscriptions', 'fragments'];
  const texts = await Promise.all(files.map((name) => readFile(`client/documents/${name}.graphql`, 'utf8')));
  const separated = separateOperations(parse(texts.join('\n')));
  const entries = Object.entries(separated).map(([name, document]) => {
    const kind = getOperationAST(document, name)?.operation ?? 'query';
    const title = name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    // A subscription's tab is called after what is watched: `Progress` is the name of a tab beside it.
    const watching = name.replace(/(.*)Progress$/, 'Watch$1');
    const [first, ...rest] = ordered(document);
    const operation: OperationDefinitionNode = { ...first, name: { kind: Kind.NAME, value: watching } };
    const query = print({ ...document, definitions: [operation, ...rest] });
    const variables = (operation.variableDefinitions ?? [])
      .filter(({ type }) => type.kind === Kind.NON_NULL_TYPE)
      .map(({ variable }) => [variable.name.value, variable.name.value === 'input' ? {} : '']);
    return {
      kind,
      entry: {
        title,
        calls: declaredCalls(document),
        query: `${query}\n`,
        ...(variables.length > 0 && { variables: Object.fromEntries(variables) }),
      },
    };
  });
  const chapters = { query: 'Client: queries', mutation: 'Client: writes', subscription: 'Client: live' };
  return Object.entries(chapters).map(([kind, chapter]) => [
    chapter,
    entries.filter((one) => one.kind === kind).map(({ entry }) => entry),
  ]);
}

/** The operation of a document, and then its fragments. */
function ordered(document: DocumentNode): [OperationDefinitionNode, ...FragmentDefinitionNode[]] {
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('a document has no operation');
  return [operation, ...document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)];
}

const golden = Object.entries(goldenCosts).map(([chapter, costs]) => [chapter, costs.map(goldenEntry)]);
await mkdir('explorer/src/shell/library/generated', { recursive: true });
await writeFile(FILE, `${JSON.stringify(Object.fromEntries([...golden, ...(await clientEntries())]), null, 1)}\n`);
