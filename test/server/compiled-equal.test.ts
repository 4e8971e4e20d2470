import fc from 'fast-check';
import type { ExecutionResult } from 'graphql';
import { expect, test } from 'vitest';
import { demoKeys } from '../../src/sandbox/world/demo.ts';
import { type Answer, withGateway } from '../support/gateway.ts';
import { onPort } from '../support/on-port.ts';

/** What can be selected, by type: leaves, and fields with the type that they lead to. */
const TYPES: Record<string, { leaves: string[]; fields: [string, string][]; conditions: string[] }> = {
  Query: {
    leaves: ['__typename'],
    fields: [
      ['aois(first: 2)', 'AoiConnection'],
      ['few: aois(first: $few)', 'AoiConnection'],
      ['bad: aois(first: 900)', 'AoiConnection'],
      ['none: aoi(id: "00000000-0000-4000-8000-000000000000")', 'Aoi'],
      ['wrong: aoi(id: "UHJvamVjdDpw")', 'Aoi'],
      ['satellites', 'Satellite'],
    ],
    conditions: ['Query'],
  },
  AoiConnection: {
    leaves: ['totalCount', '__typename'],
    fields: [
      ['nodes', 'Aoi'],
      ['again: nodes', 'Aoi'],
      ['pageInfo', 'PageInfo'],
    ],
    conditions: ['AoiConnection'],
  },
  Aoi: {
    leaves: ['id', 'name', 'title: name', 'status', 'eoBands', 'state', '__typename'],
    fields: [
      ['centroid', 'Position'],
      ['project', 'Project'],
      ['satellite', 'Satellite'],
      ['bad: visualizations(first: 900)', 'VisualizationConnection'],
    ],
    conditions: ['Aoi', 'Node', 'Trackable', 'Project'],
  },
  Project: {
    leaves: ['pixxelId', 'title', 'metadata', '__typename'],
    fields: [['aois(first: 1)', 'AoiConnection']],
    conditions: ['Project', 'Node'],
  },
  Satellite: {
    leaves: ['id', 'name', '__typename'],
    fields: [['bands', 'SatelliteBand']],
    conditions: ['Satellite', 'Node'],
  },
  SatelliteBand: { leaves: ['name'], fields: [], conditions: ['SatelliteBand'] },
  VisualizationConnection: { leaves: ['totalCount'], fields: [], conditions: ['VisualizationConnection'] },
  Position: { leaves: ['longitude', 'latitude'], fields: [], conditions: ['Position'] },
  PageInfo: { leaves: ['hasNextPage', 'endCursor'], fields: [], conditions: ['PageInfo'] },
  Node: { leaves: ['id', '__typename'], fields: [], conditions: ['Node', 'Aoi'] },
  Trackable: { leaves: ['state', 'progress'], fields: [], conditions: ['Trackable'] },
};

const DIRECTIVES = [
  '',
  '',
  '',
  '@skip(if: true)',
  '@skip(if: false)',
  '@include(if: true)',
  '@include(if: false)',
  '@include(if: $yes)',
  '@skip(if: $yes)',
];

/** A document: fields, aliases, fragments in every place, directives, errors and nulls. */
const documents = fc.gen().map((gen) => {
  const pick = <Value>(values: readonly Value[]): Value => values[gen(fc.nat, { max: values.length - 1 })] as Value;
  const mayVary = gen(fc.boolean);
  const directive = () => {
    const chosen = pick(DIRECTIVES);
    return mayVary || !chosen.includes('$') ? chosen : '';
  };
  const fragments: string[] = [];
  const named: Record<string, string[]> = {};

  const selectionOf = (typeName: string, depth: number): string => {
    const type = TYPES[typeName];
    if (!type) throw new Error(typeName);
    const kind = gen(fc.nat, { max: 9 });
    if (kind < 3 && depth > 0 && type.fields.length > 0) {
      const [field, target] = pick(type.fields);
      return `${field} ${directive()} ${setOf(target, depth - 1)}`;
    }
    if (kind === 3 && depth > 0) {
      const condition = pick([...type.conditions, '']);
      const inside = TYPES[condition] && condition !== 'Project' ? condition : typeName;
      if (condition === 'Project' && typeName === 'Aoi') return '__typename';
      return `... ${condition && `on ${condition}`} ${directive()} ${setOf(condition === '' ? typeName : inside, depth - 1)}`;
    }
    if (kind > 7) {
      const known = named[typeName] ?? [];
      named[typeName] = known;
      if (known.length >= 2) return `...${pick(known)} ${directive()}`;
      // Its text is written before it is known, so it leads to no circle.
      const text = setOf(typeName, Math.min(depth, 2));
      const name = `F${typeName}${fragments.length}`;
      fragments.push(`fragment ${name} on ${typeName} ${text}`);
      known.push(name);
      return `...${name} ${directive()}`;
    }
    return `${pick(type.leaves)} ${directive()}`;
  };
  const setOf = (typeName: string, depth: number): string => {
    const count = 1 + gen(fc.nat, { max: 3 });
    return `{ ${Array.from({ length: count }, () => selectionOf(typeName, depth)).join(' ')} }`;
  };

  const body = setOf('Query', 4);
  const used = [body, ...fragments].join('\n').includes('$yes') ? ', $yes: Boolean = true' : '';
  const operation = `query ($few: Int = 1${used}) { always: aois(first: $few) { totalCount } ${body.slice(1)}`;
  return [operation, ...fragments].join('\n');
});

async function post(origin: string, query: string, variables: object): Promise<ExecutionResult> {
  const headers = { 'content-type': 'application/json', authorization: demoKeys.orchard };
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query, variables }),
  });
  // The gateway's own answers have this form.
  return (await response.json()) as ExecutionResult;
}

/** What an answer says, without what differs from request to request. */
function plain({ data, errors }: Pick<ExecutionResult, 'data' | 'errors'> | Answer): string {
  return JSON.stringify({ errors, data }).replace(/"requestId":"[^"]*"/g, '');
}

/** Random documents are denser than those of people. */
const ROOMY = {
  directives: 10_000,
  depth: 100,
  fragments: 1000,
  aliases: 1000,
  pairs: 10_000_000,
  complexity: 100_000_000,
};

test('A query is answered alike when it is interpreted, compiled, and on the short road, for any document', () =>
  withGateway({ limits: ROOMY, sandbox: { now: () => Date.parse('2026-11-24T00:00:00Z') } }, ({ query, listener }) =>
    onPort(listener, async (origin) => {
      let compared = 0;
      await fc.assert(
        fc.asyncProperty(documents, fc.boolean(), async (document, yes) => {
          const variables = { few: 1, yes };
          const ask = async () => plain(await query(document, variables));
          const interpreted = await ask();
          await ask();
          await ask();
          if (interpreted.includes('"data"')) compared += 1;
          expect(await ask()).toBe(interpreted);
          expect(plain(await post(origin, document, variables))).toBe(interpreted);
        }),
        { numRuns: 60, endOnFailure: true },
      );
      // The documents are valid, or nothing would be compared.
      expect(compared).toBeGreaterThan(30);
    }),
  ));

test.each([
  '{ aois(first: 1) { nodes { ...F @include(if: false) ...F } } } fragment F on Aoi { name }',
  '{ aois(first: 1) { nodes { ...F ... @skip(if: true) { ...F } } } } fragment F on Aoi { project { title } }',
  '{ a: aois(first: 1) { nodes { ...F @skip(if: true) } } b: aois(first: 1) { nodes { ...F } } } fragment F on Aoi { name }',
])('A fragment that is skipped at one place is there at the others: %s', (document) =>
  withGateway({}, async ({ query }) => {
    const { data } = await query(document);
    for (let time = 0; time < 3; time += 1) expect((await query(document)).data).toEqual(data);
  }),
);
