import { describe, expect, test } from 'vitest';
import { type FailureKind, UpstreamFailure } from '../../src/upstream/failure.ts';
import { inWordsOfInput, namedField } from '../../src/upstream/refused-field.ts';

const aoi = { name: 'n', description: 'd', projectId: 'p', satelliteId: 's', itemIds: ['i'], geometry: {} };
const order = { items: [{ projectId: 'p', useCase: 'u', geometry: {}, product: { archive: { itemIds: ['i'] } } }] };

const refusal = (kind: FailureKind, message: string, details?: unknown) =>
  new UpstreamFailure(kind, 'CreateAoi', { message, details });

describe('The input field that a refusal of the upstream is about', () => {
  test.each<[string, UpstreamFailure, object, string[] | undefined]>([
    ['stands in the message by its name there', refusal('badRequest', 'project_id is invalid'), aoi, ['projectId']],
    ['stands in the message as it is', refusal('badRequest', 'geometry has an open ring'), aoi, ['geometry']],
    ['is a key of the details', refusal('badRequest', 'invalid', { item_ids: ['unknown'] }), aoi, ['itemIds']],
    [
      'is no key of a problem',
      refusal('badRequest', 'invalid', { name: 'CoverageError', description: 'x' }),
      aoi,
      undefined,
    ],
    [
      'is not guessed from the message where the details name another',
      refusal('badRequest', 'name is invalid', [{ field: 'secrets.access_key_id' }]),
      aoi,
      undefined,
    ],
    [
      'is named by an entry of the details, as deep as the input goes',
      refusal('badRequest', 'invalid', [{ field: 'order_items[0].geometry.coordinates[3]' }]),
      order,
      ['items', '0', 'geometry'],
    ],
    [
      'can have another name in the graph',
      refusal('badRequest', 'order_items.0.usecase: unknown'),
      order,
      ['items', '0', 'useCase'],
    ],
    [
      'is found in the group that the graph has for it',
      refusal('badRequest', 'order_items[0].item_ids: image not found in the archive'),
      order,
      ['items', '0', 'product', 'archive', 'itemIds'],
    ],
    [
      'is that of the only entry of a list',
      refusal('badRequest', 'item_ids must not be empty'),
      order,
      ['items', '0', 'product', 'archive', 'itemIds'],
    ],
    [
      'is not guessed among several entries of a list',
      refusal('badRequest', 'item_ids must not be empty'),
      { items: [...order.items, ...order.items] },
      undefined,
    ],
    ['is the name where that is taken', refusal('conflict', 'An AOI with this name already exists'), aoi, ['name']],
    [
      'is not the name where something else is in the way',
      refusal('conflict', 'quota of AOIs reached'),
      aoi,
      undefined,
    ],
    ['is the id of the object that does not exist', refusal('notFound', 'satellite not found'), aoi, ['satelliteId']],
    ['is that also where a 400 says so', refusal('badRequest', 'store not found'), { storeId: 's' }, ['storeId']],
    ['is a list of ids', refusal('notFound', 'item i not found in satellite s'), aoi, ['itemIds']],
    [
      'is not the only id where another thing is missing',
      refusal('notFound', 'delivery not found'),
      { storeId: 's' },
      undefined,
    ],
    ['is the only id where nothing is said', refusal('notFound', ''), { storeId: 's' }, ['storeId']],
    ['is not guessed', refusal('badRequest', 'The request is refused.'), aoi, undefined],
    ['is not guessed among several', refusal('notFound', 'nothing here'), aoi, undefined],
  ])('%s', (_name, failure, input, field) => {
    expect(namedField(failure, input)).toEqual(field);
  });
});

test.each([
  [
    'item_ids names an image that is not in the archive: i',
    aoi,
    'itemIds names an image that is not in the archive: i',
  ],
  ['send item_ids or geometry.coordinates', aoi, 'send itemIds or geometry'],
  ['item_ids must be in the archive', order, 'items.0.product.archive.itemIds must be in the archive'],
  ['order_items[0].usecase must not be empty', order, 'items.0.useCase must not be empty'],
  ['order_items.0.item_ids: no image', order, 'items.0.product.archive.itemIds: no image'],
  ['the name of access_key_id is wrong', aoi, 'the name of access_key_id is wrong'],
])('A refusal is told with the names of the input: %s', (message, input, told) => {
  expect(inWordsOfInput(message, input)).toBe(told);
});
