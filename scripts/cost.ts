import { readFileSync } from 'node:fs';
import { type ExecutionArgs, Kind, parse, validate } from 'graphql';
import { schema } from '../src/schema/index.ts';
import { DEFAULTS } from '../src/server/defaults.ts';
import { costOf } from '../src/server/plugins/use-query-cost.ts';
import { coercedVariables } from '../src/server/plugins/use-variables.ts';

/**
 * Prints what each operation of the given files can cost, as JSON lines, and fails if one is invalid or past the limits:
 *
 *     npm run -s cost -- queries/*.graphql
 *     npm run -s cost -- query.graphql --variables '{"first": 100}'
 */
const limits = { complexity: DEFAULTS.limits.complexity, upstreamCalls: DEFAULTS.maxUpstreamCalls };
const args = process.argv.slice(2);
const at = args.indexOf('--variables');
// What does not fit the operation is reported below.
const variableValues = (at === -1 ? {} : JSON.parse(args[at + 1] ?? '{}')) as Record<string, unknown>;
const files = at === -1 ? args : args.toSpliced(at, 2);
if (files.length === 0) {
  console.error("Usage: npm run -s cost -- FILE.graphql ... [--variables '{...}']");
  process.exit(2);
}

for (const file of files) {
  const document = parse(readFileSync(file, 'utf8'));
  const errors = validate(schema, document);
  for (const { message } of errors) console.error(`${file}: ${message}`);
  if (errors.length > 0) process.exitCode = 1;
  for (const definition of errors.length > 0 ? [] : document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const operationName = definition.name?.value;
    const execution: ExecutionArgs = { schema, document, variableValues, ...(operationName && { operationName }) };
    const variables = coercedVariables(execution);
    if ('errors' in variables) {
      for (const { message } of variables.errors) console.error(`${file}: ${message} Set it with --variables.`);
      process.exitCode = 1;
      continue;
    }
    const { upstreamCalls: _, ...cost } = costOf(execution, limits);
    console.log(JSON.stringify({ file, operation: operationName ?? null, ...cost }));
    if (cost.complexity > cost.complexityLimit) process.exitCode = 1;
  }
}
