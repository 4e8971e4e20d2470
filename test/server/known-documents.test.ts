import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { KnownDocuments } from '../../src/server/plugins/known-documents.ts';

const document = parse('{ __typename }');

/** As many texts as there is room for, each with a document. */
function full(): { known: KnownDocuments; texts: string[] } {
  const known = new KnownDocuments();
  const texts = Array.from({ length: 500 }, (_, index) => `query Number${index} { __typename }`);
  for (const text of texts) known.set(text, document);
  return { known, texts };
}

describe('Known documents', () => {
  test('are kept from their first use while there is room', () => {
    const { known, texts } = full();

    expect(texts.every((text) => known.get(text) === document)).toBe(true);
  });

  test('are not displaced by thousands of documents that come once', () => {
    const { known, texts } = full();

    for (let each = 0; each < 5000; each += 1) known.set(`{ once${each}: __typename }`, document);

    expect(texts.every((text) => known.get(text) === document)).toBe(true);
    expect(known.get('{ once4999: __typename }')).toBeUndefined();
  });

  test('give way to one that comes again, the least recently used first', () => {
    const { known, texts } = full();
    const [first = '', second = ''] = texts;
    known.get(first);

    known.set('{ again: __typename }', document);
    known.set('{ again: __typename }', document);

    expect(known.get('{ again: __typename }')).toBe(document);
    expect(known.get(first)).toBe(document);
    expect(known.get(second)).toBeUndefined();
  });
});
