import { writeFile } from 'node:fs/promises';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { schema } from '../src/schema/index.ts';

// Sorted, so that a diff of this file shows what changed in the API and nothing else.
await writeFile('schema.graphql', `${printSchema(lexicographicSortSchema(schema))}\n`);
