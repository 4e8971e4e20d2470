import { writeFile } from 'node:fs/promises';
import {
  BOUNDS,
  CHARACTERS,
  DOCUMENT_CHARACTERS,
  ENTRIES,
  FAULTS,
  GEOJSON_BOUNDS,
  JSON_BOUNDS,
  OPERATION_NAME_CHARACTERS,
  VARIABLES,
} from '../src/resolvers/input/bounds.ts';
import { figure } from '../src/schema/kit/bounds.ts';
import { ERRORS, type ErrorCode, entryOf } from '../src/server/errors/catalogue.ts';
import { describeSettings } from '../src/settings.ts';

const code = (text: string) => `\`${text}\``;

const characters = Object.entries(CHARACTERS)
  .filter(([scalar]) => scalar !== 'other')
  .map(([scalar, count]) => `| ${code(scalar)} | ${figure(count)} characters |`);
const places = Object.entries(BOUNDS).map(([coordinate, bound]) => {
  const words = Object.entries(bound).map(([what, count]) => `${figure(count)} ${what}`);
  return `| ${coordinate === 'after' ? 'every `after`' : code(coordinate)} | ${words.join(', ')} |`;
});
const sizes = (bound: Readonly<Record<string, number>>) =>
  Object.entries(bound)
    .map(([what, count]) => (what === 'depth' ? `${count} levels` : `${figure(count)} ${what}`))
    .join(', ');

await writeFile(
  'docs/limits.md',
  `# Limits on input

Made by \`npm run codegen\` from \`src/resolvers/input/bounds.ts\`.

A value over its limit is refused before anything of the operation runs, with \`BAD_USER_INPUT\` and a message that names the place.
An operation that is too large as a whole gets \`OPERATION_TOO_LARGE\`.

| input | at most |
| --- | --- |
${characters.join('\n')}
| a list | ${figure(ENTRIES)} entries |
| ${code('JSON')} | ${sizes(JSON_BOUNDS)} |
| ${['GeoJSONArea', 'GeoJSONGeometry', 'GeoJSONPolygon'].map(code).join(', ')} | ${sizes(GEOJSON_BOUNDS)} |
| a document | ${figure(DOCUMENT_CHARACTERS)} characters, ${VARIABLES} variables |
| the name of an operation | ${OPERATION_NAME_CHARACTERS} characters |

Errors name at most ${FAULTS} problems of one input.

## Where the limit is another

| input | at most |
| --- | --- |
${places.join('\n')}
`,
);

// Object.keys loses the table's names.
const errorRows = (Object.keys(ERRORS) as ErrorCode[]).map((name) => {
  const { meaning, status, isHttpError, isRetryable, remedy } = entryOf(name);
  const shownStatus = isHttpError || status === 200 ? String(status) : `${status}, or 200 for \`application/json\``;
  return `| ${code(name)} | ${meaning} | ${shownStatus} | ${isRetryable ? 'yes' : 'no'} | ${remedy} |`;
});

await writeFile(
  'docs/errors.md',
  `# Errors

Made by \`npm run codegen\` from \`src/server/errors/catalogue.ts\`.

Every error has \`extensions.code\` and \`extensions.requestId\`. Errors of Pixxel also have \`retryable\` and \`upstream\`: the operation, the HTTP status and
Pixxel's own code and message, or what is wrong with its answer. The status below is that of an answer without \`data\`; errors beside data come with 200. Logs and metrics use the same codes.

| code | what it means | HTTP status | retryable | what to do |
| --- | --- | --- | --- | --- |
${errorRows.join('\n')}

Mutations report problems that you can fix in \`userErrors\` instead, with the codes \`INVALID\`, \`NOT_FOUND\` and \`CONFLICT\`.
`,
);

await writeFile(
  'docs/settings.md',
  `# Settings

Made by \`npm run codegen\` from \`src/settings.ts\`.

Environment variables. The gateway refuses to start if one is invalid, and lists every invalid one. An empty one counts as not set.
Each is also a flag: \`--max-operations 200\` is \`MAX_OPERATIONS=200\`, and \`--help\` lists them. Times are milliseconds, sizes are bytes.

| variable | default | |
| --- | --- | --- |
${describeSettings()
  .map(({ name, default: value, description }) => `| \`${name}\` | ${value} | ${description} |`)
  .join('\n')}
`,
);
