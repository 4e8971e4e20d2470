import { readFileSync } from 'node:fs';
import {
  type DefinitionNode,
  type DocumentNode,
  type ExecutionArgs,
  type FragmentDefinitionNode,
  Kind,
  NoUnusedFragmentsRule,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { schema } from '../src/schema/index.ts';
import { DEFAULTS } from '../src/server/defaults.ts';
import { costOf } from '../src/server/plugins/query-cost.ts';
import { coercedVariables } from '../src/server/plugins/variables.ts';

/**
 * Prints what each operation of the given files can cost, as JSON lines, and fails if one is invalid or past the limits.
 * Operations can use the fragments of all given files:
 *
 *     npm run -s cost -- queries/*.graphql
 *     npm run -s cost -- query.graphql --variables '{"first": 100}'
 */
const limits = { complexity: DEFAULTS.limits.complexity, upstreamCalls: DEFAULTS.maxUpstreamCalls };
const args = process.argv.slice(2);
const at = args.indexOf('--variables');
// What does not fit the operation is reported below.
const variableValues = (at === -1 ? {} : orEnd('--variables', () => JSON.parse(args[at + 1] ?? ''))) as Record<
  string,
  unknown
>;
const files = at === -1 ? args : args.toSpliced(at, 2);
if (files.length === 0) {
  console.error("Usage: npm run -s cost -- FILE.graphql ... [--variables '{...}']");
  process.exit(2);
}

const parsed = files.map((file) => ({ file, ...orEnd(file, () => parse(readFileSync(file, 'utf8'))) }));
// Of two fragments with one name, a file uses its own, or the first.
const shared = new Map<string, FragmentDefinitionNode>();
for (const fragment of parsed.flatMap(({ definitions }) => definitions).filter(isFragment)) {
  if (!shared.has(fragment.name.value)) shared.set(fragment.name.value, fragment);
}
// A fragment may be unused in its file, and used in another.
const rules = specifiedRules.filter((rule) => rule !== NoUnusedFragmentsRule);

for (const { file, definitions } of parsed) {
  const own = new Set(definitions.filter(isFragment).map(({ name }) => name.value));
  const others = [...shared.values()].filter(({ name }) => !own.has(name.value));
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [...definitions, ...others] };
  const errors = validate(schema, document, rules);
  // An unknown fragment is one error for each place that spreads it.
  for (const message of new Set(errors.map(({ message }) => message))) {
    const hint = message.startsWith('Unknown fragment') ? ' Also pass the file that defines it.' : '';
    console.error(`${file}: ${message}${hint}`);
  }
  if (errors.length > 0) process.exitCode = 1;
  for (const definition of errors.length > 0 ? [] : document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const operationName = definition.name?.value;
    const execution: ExecutionArgs = { schema, document, variableValues, ...(operationName && { operationName }) };
    const variables = coercedVariables(execution);
    if ('errors' in variables) {
      for (const { message } of variables.errors) {
        console.error(`${file}: ${operationName ?? 'query'}: ${message} Set it with --variables.`);
      }
      process.exitCode = 1;
      continue;
    }
    const { upstreamCalls: _, ...cost } = costOf(execution, limits);
    console.log(JSON.stringify({ file, operation: operationName ?? null, ...cost }));
    if (cost.complexity > cost.complexityLimit) process.exitCode = 1;
  }
}

/** What `read` returns. If it throws, the command ends and says why. */
function orEnd<Value>(what: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    console.error(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(2);
  }
}

function isFragment(definition: DefinitionNode): definition is FragmentDefinitionNode {
  return definition.kind === Kind.FRAGMENT_DEFINITION;
}
