import { type Static, Type } from 'typebox';
import type { Operation } from './operation.ts';

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

const WireProjectAnswer = Type.Partial(Type.Object({ project: WireProject }));

/** `count` is the total over all pages. */
const WireProjectList = Type.Partial(Type.Object({ count: Type.Integer(), projects: Type.Array(WireProjectRow) }));

export const projectOperations = {
  ListProjects: {
    method: 'GET',
    path: '/v0/projects',
    query: Type.Partial(Type.Object({ page_num: Type.Integer(), page_size: Type.Integer() })),
    answers: { 200: WireProjectList },
    format: 'json',
    access: 'read',
  },
  GetProjectById: {
    method: 'GET',
    path: '/v0/projects/{id}',
    answers: { 200: WireProjectAnswer },
    answersOne: true,
    format: 'json',
    access: 'read',
  },
} as const satisfies Record<string, Operation>;
