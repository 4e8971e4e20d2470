import { type GraphQLField, isObjectType, parse, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { describe, expect, test } from 'vitest';
import { operations } from '../../src/contract/operations.ts';
import { schema } from '../../src/schema/index.ts';
import type { UpstreamCost } from '../../src/schema/kit/upstream-cost.ts';
import { withGateway } from '../support/gateway.ts';
import { goldenCosts } from './golden.ts';
import { growingFields } from './growth.ts';

const goldens = Object.values(goldenCosts).flat();

describe('What queries cost', () => {
  test.each(goldens)('$title', ({ query: source, variables, calls, depth }) =>
    withGateway({ isStepped: true }, async ({ query, store, steps }) => {
      const answer = await query(source, variables?.(store));

      expect(answer.errors).toBeUndefined();
      expect(counted(answer.calls)).toEqual(calls);
      expect(answer.wire).toHaveLength(answer.calls.length);
      expect(steps).toHaveLength(depth);
    }),
  );

  test('every object field that declares a call is in a query above', () => {
    const asked = new Set(goldens.flatMap(({ query }) => coordinatesIn(query)));

    const missing = declaredCosts()
      .map(({ coordinate }) => coordinate)
      .filter((coordinate) => !/^(Mutation|Subscription|\w+Payload)\./.test(coordinate) && !asked.has(coordinate));

    expect(missing).toEqual([
      'Query.aoiDownload',
      'Query.catalogDownload',
      'Query.insightEstimate',
      'Query.orderQuote',
    ]);
  });

  test('no query costs an operation that none of its fields declares', () => {
    const undeclared = goldens.flatMap(({ title, query, calls }) => {
      const asked = new Set(coordinatesIn(query));
      const declared = new Set(
        declaredCosts().flatMap(({ coordinate, costs }) =>
          asked.has(coordinate) ? costs.map((cost) => cost.operation) : [],
        ),
      );
      return Object.keys(calls)
        .filter((name) => ![...declared].some((operation) => operation === name))
        .map((name) => `${title}: ${name}`);
    });

    expect(undeclared).toEqual([]);
  });

  test('every operation of the contract is reached by a field, but for the health check', () => {
    const reached = new Set(declaredCosts().flatMap(({ costs }) => costs.map(({ operation }) => operation)));

    expect(Object.keys(operations).filter((name) => ![...reached].some((operation) => operation === name))).toEqual([
      'Ping',
    ]);
  });

  test('the fields whose calls grow with their rows are known, each with its reason', () => {
    const growing = declaredCosts().filter(({ costs }) => costs.some(({ per }) => per !== 'field'));

    expect(growing.map(({ coordinate }) => coordinate).sort()).toEqual(Object.keys(growingFields).sort());
  });
});

function counted(calls: readonly string[]): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(calls, (call) => call)].map(([name, same]) => [name, same.length]));
}

function declaredCosts(): { coordinate: string; costs: UpstreamCost[] }[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) =>
      Object.values(type.getFields()).flatMap((field) => {
        const costs = costsOf(field);
        return costs.length > 0 ? [{ coordinate: `${type.name}.${field.name}`, costs }] : [];
      }),
    );
}

function costsOf(field: GraphQLField<unknown, unknown>): UpstreamCost[] {
  // The schema's own `calls` is the only writer of this extension.
  return (field.extensions.upstream as UpstreamCost[] | undefined) ?? [];
}

/** The fields that a query asks for, as `Aoi.project`. */
function coordinatesIn(query: string): string[] {
  const found: string[] = [];
  const info = new TypeInfo(schema);
  visit(
    parse(query),
    visitWithTypeInfo(info, {
      Field: ({ name }) => {
        const parent = info.getParentType();
        if (parent) found.push(`${parent.name}.${name.value}`);
      },
    }),
  );
  return found;
}
