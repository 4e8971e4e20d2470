import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { Source } from 'graphql';
import { describe, expect, test } from 'vitest';
import { typedOperations } from '../../scripts/typed-operations.ts';

const run = promisify(execFile);

describe('a document that does not fit the graph', () => {
  test.each([
    ['a wrong field', 'query { aois { nodes { nothing } } }', 'Cannot query field "nothing" on type "Aoi"'],
    ['a wrong argument', 'query { aoi(name: "x") { id } }', 'Unknown argument "name"'],
    ['a wrong variable', 'query ($id: Int!) { aoi(id: $id) { name } }', 'Variable "$id" of type "Int!"'],
  ])('with %s is refused by the codegen', async (_fault, document, message) => {
    const attempt = typedOperations(readFileSync('schema.graphql', 'utf8'), [new Source(document)], 'types.ts');

    await expect(attempt).rejects.toThrow(message);
  });
});

test('what does not fit the types of a document does not compile', async () => {
  const options = ['--noEmit', '-p', 'test/client/fixtures/tsconfig.json'];

  // It fails where a line that must not compile does.
  expect(await run('node_modules/.bin/tsc', options)).toMatchObject({ stdout: '' });
});
