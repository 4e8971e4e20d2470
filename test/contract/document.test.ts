import { describe, expect, test } from 'vitest';
import type { Operation } from '../../src/contract/operation.ts';
import { operations } from '../../src/contract/operations.ts';
import {
  type Difference,
  documentIsPresent,
  type JsonSchema,
  type OperationShape,
  operationsIn,
  plainSchema,
  readDocument,
} from '../support/document.ts';
import { differences } from './differences.ts';

/** The table's rows by method and path, in the form that the document's operations are read into. */
function operationsOfTable(): Record<string, OperationShape> {
  const rows: Operation[] = Object.values(operations);
  return Object.fromEntries(rows.map((row) => [`${row.method} ${row.path}`, shapeOf(row)]));
}

function shapeOf({ path, query, body, bodyIsOptional, answers, format }: Operation): OperationShape {
  return {
    pathParameters: [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? ''),
    query: query ? plainSchema(asJson(query)) : { type: 'object', properties: {} },
    body: body ? plainSchema(asJson(body)) : null,
    bodyIsRequired: body !== undefined && !bodyIsOptional,
    answers: Object.fromEntries(
      Object.entries(answers).map(([status, answer]) => [status, plainSchema(asJson(answer))]),
    ),
    format,
  };
}

/** TypeBox keeps marks of its own beside the schema; its JSON is the schema alone. */
function asJson(schema: object): JsonSchema {
  return JSON.parse(JSON.stringify(schema));
}

function operationsOfDocument(allowed: readonly Difference[]): Record<string, OperationShape> {
  return Object.fromEntries(
    operationsIn(readDocument(allowed)).map(({ method, path, needsKey: _, ...shape }) => [`${method} ${path}`, shape]),
  );
}

/** For every place of every difference: the list as it would be without that place. */
function differencesLeftOut(): [place: string, others: Difference[]][] {
  return differences.flatMap(({ at }) =>
    at.map((place): [string, Difference[]] => [
      place,
      differences.map((difference) => ({ ...difference, at: difference.at.filter((other) => other !== place) })),
    ]),
  );
}

if (documentIsPresent) {
  describe('the contract table and the upstream’s document', () => {
    test('the table has no two rows with one method and path', () => {
      expect(Object.keys(operationsOfTable())).toHaveLength(Object.keys(operations).length);
    });

    test('each names every operation that the other names', () => {
      expect(Object.keys(operationsOfTable()).sort()).toEqual(Object.keys(operationsOfDocument(differences)).sort());
    });

    test.each(Object.keys(operationsOfTable()))('%s takes and answers what the document says', (name) => {
      expect(operationsOfTable()[name]).toEqual(operationsOfDocument(differences)[name]);
    });

    test.each(differencesLeftOut())('the difference at %s is still one', (_place, others) => {
      expect(operationsOfTable()).not.toEqual(operationsOfDocument(others));
    });
  });
} else {
  test.skip('the contract table is not compared: ../shared/pixxel-api/openapi.json is not beside this repository', () => {});
}

test('a key that takes several values in one call is a parameter of that call', () => {
  const rows: Operation[] = Object.values(operations);

  const unknown = rows.flatMap(({ path, query, body, batchedBy = [] }) => {
    const parameters = { ...query?.properties, ...(body && asJson(body).properties) };
    return batchedBy.filter((name) => !(name in parameters)).map((name) => `${path} ${name}`);
  });

  expect(unknown).toEqual([]);
});
