import { type Static, Type } from 'typebox';
import { RawJson } from './raw-json.ts';

export const WireBlockSpec = Type.Partial(
  Type.Object({
    kind: Type.String(),
    status: Type.Integer(),
    inputs: RawJson,
    outputs: RawJson,
    catalog_content_url: Type.String(),
    supported_collections_id: Type.Array(Type.String()),
    type: Type.String(),
    description: Type.String(),
    id: Type.String(),
    version_id: Type.String(),
    name: Type.String(),
    title: Type.String(),
    version: Type.String(),
  }),
);
export type WireBlockSpec = Static<typeof WireBlockSpec>;

export const WireBlock = Type.Partial(
  Type.Object({
    id: Type.String(),
    block_status: Type.String(),
    spec: WireBlockSpec,
    created_at: Type.String(),
    err: Type.String(),
  }),
);
export type WireBlock = Static<typeof WireBlock>;

export const WireBlockList = Type.Partial(
  Type.Object({
    blocks: Type.Array(WireBlock),
  }),
);
export type WireBlockList = Static<typeof WireBlockList>;
