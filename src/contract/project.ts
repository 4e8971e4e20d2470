import { type Static, Type } from 'typebox';

export const WireProjectAnswer = Type.Partial(
  Type.Object({
    project: Type.Partial(
      Type.Object({
        id: Type.String(),
        name: Type.String(),
        title: Type.String(),
        org_id: Type.String(),
        created_at: Type.String(),
        updated_at: Type.String(),
        metadata: Type.Record(Type.String(), Type.Unknown()),
      }),
    ),
  }),
);
export type WireProjectAnswer = Static<typeof WireProjectAnswer>;

export const WireProjectList = Type.Partial(
  Type.Object({
    count: Type.Integer(),
    projects: Type.Array(
      Type.Partial(
        Type.Object({
          id: Type.String(),
          name: Type.String(),
          title: Type.String(),
          org_id: Type.String(),
          members_count: Type.Integer(),
          created_at: Type.String(),
          updated_at: Type.String(),
          metadata: Type.Record(Type.String(), Type.Unknown()),
        }),
      ),
    ),
  }),
);
export type WireProjectList = Static<typeof WireProjectList>;
