import { writeFile } from 'node:fs/promises';
import { isObjectType } from 'graphql';
import { type OperationName, operations } from '../src/contract/operations.ts';
import { schema } from '../src/schema/index.ts';
import type { UpstreamCost } from '../src/schema/kit/upstream-cost.ts';
import { goldenCosts } from '../test/costs/golden.ts';
import { growingFields } from '../test/costs/growth.ts';

/** Operations that no field reaches, each with the reason. */
const NO_FIELD: Partial<Record<OperationName, string>> = { Ping: 'the health check at `/health/upstream`' };

const fields = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .flatMap((type) =>
    Object.values(type.getFields()).map((field) => ({
      coordinate: `${type.name}.${field.name}`,
      // The schema's own `calls` is the only writer of this extension.
      costs: (field.extensions.upstream as UpstreamCost[] | undefined) ?? [],
    })),
  )
  .filter(({ costs }) => costs.length > 0)
  .sort((a, b) => rankOf(a.coordinate) - rankOf(b.coordinate) || a.coordinate.localeCompare(b.coordinate));

/** Entry points before relations. */
function rankOf(coordinate: string): number {
  return (
    ['Query', 'Mutation', 'Subscription'].findIndex((root) => coordinate.startsWith(`${root}.`)) +
    4 * Number(!/^(Query|Mutation|Subscription)\./.test(coordinate))
  );
}

function scopeOf(costs: readonly UpstreamCost[]): string {
  if (costs.some(({ per }) => per === 'each')) return 'each row of a list';
  return costs.some(({ per }) => per === 'row') ? 'each row' : 'all rows';
}

const code = (text: string) => `\`${text}\``;

// Object.keys loses the table's names.
const names = Object.keys(operations) as OperationName[];
const restToGraph = names.map((name) => {
  const { method, path } = operations[name];
  const reachedBy = fields.filter(({ costs }) => costs.some(({ operation }) => operation === name));
  const words = reachedBy.map(({ coordinate }) => code(coordinate)).join(', ') || NO_FIELD[name] || 'NOTHING';
  return `| ${code(`${method} ${path}`)} | ${name} | ${words} |`;
});
const graphToRest = fields.map(({ coordinate, costs }) => {
  const calls = [...new Set(costs.map(({ operation }) => operation))].join(', ');
  return `| ${code(coordinate)} | ${calls} | ${scopeOf(costs)} |`;
});

await writeFile(
  'docs/rest-to-graphql.md',
  `# From REST to the graph, and back

Made by \`npm run codegen\` from the contract and the calls that fields declare.

| REST | operation | reached by |
| --- | --- | --- |
${restToGraph.join('\n')}

## The calls that a field may cause

"All rows": once for the rows of a page together (in a few parts where they are many). "Each row": once for each distinct row.
"Each row of a list": the field reads a whole list (workflows, AOIs) and calls once for each of its rows, within the limit on calls.
An operation sends no read twice, except after a failure or a write, and reads no object singly that a list has already brought whole.
Pages of a list with another start, size, filter or order are other reads, even if one contains the other.

| field | operations | for |
| --- | --- | --- |
${graphToRest.join('\n')}
`,
);

const chapters = Object.entries(goldenCosts).map(
  ([chapter, costs]) => `## ${chapter}

${costs
  .map(({ title, query, calls, depth }) => {
    const list = Object.entries(calls).map(([name, times]) => (times === 1 ? name : `${times} × ${name}`));
    return `**${title}:** ${list.join(', ')} (depth ${depth})\n\n\`\`\`graphql\n${query.replace(/^ {6}/gm, '')}\n\`\`\``;
  })
  .join('\n\n')}`,
);
const idLists = fields.flatMap(({ coordinate, costs }) =>
  costs.flatMap((cost) =>
    cost.idLists ? [`| ${code(coordinate)} | ${Object.keys(cost.idLists).map(code).join(', ')} |`] : [],
  ),
);
const growth = Object.entries(growingFields).map(([coordinate, reason]) => `| ${code(coordinate)} | ${reason} |`);

await writeFile(
  'docs/cost.md',
  `# What queries cost

Made by \`npm run codegen\` from \`test/costs/\`, whose test runs each query and compares its upstream calls. The reference cache is
off: with it, satellites, bandsets, blocks and collections cost nothing for a while after the first time. Send \`x-upstream-trace: 1\`
to see the calls of your own queries.

Before and after a run, the gateway can tell what a query costs:

- With the header \`x-query-cost: 1\`, the answer carries \`extensions.cost\`: the complexity and its limit, the calls made, the most calls
  that the query could have made, and the limit on calls.
- With \`x-query-cost: dry-run\`, the query is checked and measured but not executed. It needs no key.
- In CI, \`npm run -s cost -- queries/*.graphql\` prints the same as JSON lines and fails if an operation is invalid or too large.

\`upstreamCallsAtMost\` assumes that the API returns pages as long as requested, and that a list which the gateway reads whole has at most
500 rows: each further 500 are another call. Such lists are all AOIs for \`StacItem.aois\`, and each part of \`projectIds\` that are too many
for one URL. Where a list of unknown length has calls for each of its rows, it is the limit itself.

The depth is the longest chain of calls of which each needs the answer of the one before it. A call starts as soon as its key is
known: sets that are read whole (satellites, bandsets, stores) start with the query, and what hangs on an id that the query itself
names starts beside the read of that object. So a list without rows, or an object that does not exist, may have cost calls that
were started beside it. Nothing starts early for mutations.

${chapters.join('\n\n')}

## Arguments whose calls grow with their ids

A list of ids that is too long for one URL is split: 45 UUIDs are one call. With several such lists on one field, each combination of
their parts is a call. The complexity and \`upstreamCallsAtMost\` count these calls, and a field that needs more calls than the operation
has left is refused before the first of them. \`nodes\` counts one call for each id.

| field | arguments |
| --- | --- |
${idLists.join('\n')}

## Fields whose calls grow with their rows

| field | why |
| --- | --- |
${growth.join('\n')}
`,
);
