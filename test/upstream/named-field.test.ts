import { describe, expect, test } from 'vitest';
import { namedField } from '../../src/resolvers/named-field.ts';
import { type FailureKind, UpstreamFailure } from '../../src/upstream/failure.ts';

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
    ['is the name where that is taken', refusal('conflict', 'An AOI is there already'), aoi, ['name']],
    ['is the id of what is not there', refusal('notFound', 'satellite not found'), aoi, ['satelliteId']],
    ['is the only id', refusal('notFound', 'nothing here'), { storeId: 's' }, ['storeId']],
    ['is not guessed', refusal('badRequest', 'The request is refused.'), aoi, undefined],
    ['is not guessed among several', refusal('notFound', 'nothing here'), aoi, undefined],
  ])('%s', (_name, failure, input, field) => {
    expect(namedField(failure, input)).toEqual(field);
  });
});
