import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { Source } from 'graphql';
import { typedOperations } from './scripts/typed-operations.ts';

/*
 * What `npm run codegen` generates from documents with graphql-codegen: the operations of the client package and of an example,
 * with their types. It reads the schema that was printed before.
 */
const TARGETS = [
  {
    from: 'client/documents/*.graphql',
    to: 'client/src/generated/graphql.ts',
    documentTypes: '../document.ts',
  },
  {
    from: 'examples/aoi-map/documents.graphql',
    to: 'examples/aoi-map/src/generated/graphql.ts',
    documentTypes: '@pixxel-graphql/client',
  },
];

const schema = readFileSync('schema.graphql', 'utf8');
for (const { from, to, documentTypes } of TARGETS) {
  const sources = globSync(from)
    .toSorted()
    .map((path) => new Source(readFileSync(path, 'utf8'), path));
  writeFileSync(to, await typedOperations(schema, sources, documentTypes));
}
