import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  globalIdOf,
  idOf,
  isNodeType,
  type KeysOf,
  type NodeType,
  parseGlobalId,
} from '../../src/resolvers/input/global-id.ts';
import { schema } from '../../src/schema/index.ts';

test('Every global id is recognized, whatever its type and its keys', () => {
  const nodes = Object.keys(schema.getTypeMap()).filter(isNodeType);
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });

  fc.assert(
    fc.property(fc.constantFrom(...nodes), text, (type, key) => {
      const keys = new Proxy({}, { get: () => key }) as KeysOf<NodeType>; // the same value under each name
      const parsed = parseGlobalId(globalIdOf(type, keys), []);
      expect(parsed.type).toBe(type);
      expect(new Set(Object.values(parsed.keys))).toEqual(new Set([key]));
    }),
    { numRuns: 500 },
  );
});

test('Other ids are passed on as they are, also those that begin like a global id', () => {
  for (const id of ['Q', 'QW9p', 'VNIR_2024', 'S2A_MSIL2A_20240506', '47435E2B-0f3c-4a4e-9d4b-0d2f6a3b8c11']) {
    expect(idOf('Aoi', id)).toBe(id);
  }
});
