import { parse, specifiedRules, validate as validateOfGraphql } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../../src/schema/index.ts';
import { validate } from '../../src/server/plugins/validate.ts';

const DOCUMENTS = [
  '{ aoi(id: "a") { name project { title } } }',
  'query ($id: ID!, $first: Int = 3) { aoi(id: $id) { ...F } aois(first: $first) { nodes { ...F } } } fragment F on Aoi { name }',
  'mutation { deleteAoi(id: "a") { userErrors { message } } }',
  'subscription { aoiProgress(id: "a") { state } other: aoiProgress(id: "b") { state } }',
  'type Extra { id: ID } { __typename }',
  'query A { __typename } query A { __typename } { __typename }',
  '{ nothing { more { most } } aoi { nmae } aois { nodes { name { first } } project } }',
  '{ aoi(id: "a", id: "b", idd: 5) { name(first: 1) ...Missing } }',
  'query ($a: Nothing, $b: Aoi, $c: Int, $c: Int, $d: String) { aoi(id: $c) { name } aois(first: $e, after: $d) { nodes { id } } }',
  '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A } fragment B on Aoi { ... on Project { title } }',
  '{ aoi(id: "a") { name @include name @skip(if: 5) name @nothing @include(if: true) @include(if: true) } } query @skip(if: true) { __typename }',
  '{ same: aoi(id: "a") { name } same: project(id: "b") { title: description } same: aoi(id: "c") { title: id } }',
  '{ aois(first: "five", filter: { nothing: 1, states: [NONE, 5], name: { a: 1 }, name: "b" }) { nodes { id } } searchArchive { nodes { id } } }',
  '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }',
  'fragment Unused on String { length } { node(id: "a") { ... on Nothing { id } ... on Aoi { name } ...Unused } }',
  `{ ${Array.from({ length: 20 }, (_, index) => `a${index}`).join(' ')} }`,
];

test.each(DOCUMENTS)('finds what graphql finds: %s', (text) => {
  const document = parse(text);
  for (const hideSuggestions of [false, true]) {
    const all = validateOfGraphql(schema, document, specifiedRules, { hideSuggestions });
    for (const maxErrors of [1, 5, 100]) {
      const errors = validate(schema, document, specifiedRules, { maxErrors, hidesSuggestions: hideSuggestions });

      expect(errors.map((error) => error.toJSON())).toEqual(all.slice(0, maxErrors).map((error) => error.toJSON()));
    }
  }
});
