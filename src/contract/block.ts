import { type Static, Type } from 'typebox';
import type { Operation } from './operation.ts';
import { RawJson } from './raw-json.ts';

export const WireBlockSpec = Type.Partial(
  Type.Object({
    id: Type.String(),
    version_id: Type.String(),
    name: Type.String(),
    version: Type.String(),
    title: Type.String(),
    description: Type.String(),
    kind: Type.String(),
    type: Type.String(),
    status: Type.Integer(),
    inputs: RawJson,
    outputs: RawJson,
    supported_collections_id: Type.Array(Type.String()),
    catalog_content_url: Type.String(),
  }),
);
export type WireBlockSpec = Static<typeof WireBlockSpec>;

/** One version of a block. Its `id` is neither `spec.id` nor `spec.version_id`: name and version are the key. */
export const WireBlock = Type.Partial(
  Type.Object({
    id: Type.String(),
    block_status: Type.String(),
    spec: WireBlockSpec,
    err: Type.String(),
    created_at: Type.String(),
  }),
);
export type WireBlock = Static<typeof WireBlock>;

const WireBlockList = Type.Partial(Type.Object({ blocks: Type.Array(WireBlock) }));

export const blockOperations = {
  // unnamed
  ListBlocks: {
    method: 'GET',
    path: '/v0/blocks',
    query: Type.Partial(Type.Object({ mode: Type.String() })),
    answers: { 200: WireBlockList },
    format: 'json',
    access: 'read',
    isReference: true,
  },
  // unnamed
  ListBlockVersions: {
    method: 'GET',
    path: '/v0/blocks/{name}',
    answers: { 200: WireBlockList },
    format: 'json',
    access: 'read',
    isReference: true,
  },
  // unnamed
  GetBlockVersion: {
    method: 'GET',
    path: '/v0/blocks/{name}/versions/{version}',
    answers: { 200: WireBlock },
    answersOne: true,
    format: 'json',
    envelope: 'block',
    access: 'read',
    isReference: true,
  },
} as const satisfies Record<string, Operation>;
