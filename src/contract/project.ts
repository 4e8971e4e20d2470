import { type Static, Type } from 'typebox';

/** `name` is a slug, `title` what people read. */
export const WireProject = Type.Partial(
  Type.Object({
    id: Type.String(),
    name: Type.String(),
    title: Type.String(),
    org_id: Type.String(),
    metadata: Type.Record(Type.String(), Type.Unknown()),
    created_at: Type.String(),
    updated_at: Type.String(),
  }),
);
export type WireProject = Static<typeof WireProject>;

/** The list knows one thing that the single read does not: how many people are in the project. */
export const WireProjectRow = Type.Partial(Type.Object({ ...WireProject.properties, members_count: Type.Integer() }));
export type WireProjectRow = Static<typeof WireProjectRow>;

export const WireProjectAnswer = Type.Partial(Type.Object({ project: WireProject }));

/** `count` is the total over all pages. */
export const WireProjectList = Type.Partial(
  Type.Object({ count: Type.Integer(), projects: Type.Array(WireProjectRow) }),
);
