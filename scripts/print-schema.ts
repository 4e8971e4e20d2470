import { writeFile } from 'node:fs/promises';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { schema } from '../src/schema/index.ts';

// Sorted, so a diff of this file shows only what changed in the API.
await writeFile('schema.graphql', `${printSchema(lexicographicSortSchema(schema))}\n`);
