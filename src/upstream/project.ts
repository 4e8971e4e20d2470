import type { WireProject, WireProjectRow } from '../contract/project.ts';
import type { UpstreamClient } from './http/client.ts';
import type { Page, PageRequest, Rows } from './page.ts';
import type { WireReader } from './wire/wire-reader.ts';

/** A project: the space that AOIs, workflows and orders belong to. */
export interface Project {
  id: string;
  /** The slug. */
  name: string | null;
  title: string | null;
  orgId: string | null;
  /** Only a list row has it: undefined where the project came from elsewhere. */
  membersCount: number | null | undefined;
  metadata: unknown;
  createdAt: string | null;
  updatedAt: string | null;
}

/** GetProjectById. @throws UpstreamFailure, of kind `notFound` where there is none */
export async function getProject(client: UpstreamClient, id: string): Promise<Project> {
  const { answer, reader } = await client.call('GetProjectById', { path: { id } });
  // The docs show the project bare, the document in an envelope.
  return toProject(answer.project ?? (answer as WireProject), reader);
}

/**
 * ListProjects. The base of `page_num` is stated nowhere, so a later page is read as the end of one longer first page.
 */
export async function listProjects(client: UpstreamClient, request: PageRequest): Promise<Page<Project>> {
  const { offset, limit, wantsTotal, wantsNext } = request;
  if (limit === 0 && !wantsTotal && !wantsNext) return { items: [], total: null, hasNext: null };
  const count = Math.max(1, offset + limit);
  const read = request.isOneCallEnough ? pageOfProjects(client, { page_size: count }) : firstProjects(client, count);
  const { items, total } = await read;
  const shown = items.slice(offset, offset + limit);
  if (total !== null) return { items: shown, total, hasNext: offset + shown.length < total };
  // Without a count, one row more shows whether there is one.
  const more = wantsNext && items.length >= count ? (await firstProjects(client, count + 1)).items : items;
  return { items: shown, total, hasNext: more.length > offset + shown.length };
}

/** The first `count` projects. Page numbers are used only where the upstream caps the page below that. */
async function firstProjects(client: UpstreamClient, count: number): Promise<Rows<Project>> {
  const { items, total } = await pageOfProjects(client, { page_size: count });
  const cap = items.length;
  const end = Math.min(count, total ?? count);
  const ids = new Set(items.map(({ id }) => id));
  for (let number = 1; cap > 0 && items.length < end; number += 1) {
    const page = await pageOfProjects(client, { page_num: number, page_size: cap });
    const more = page.items.filter(({ id }) => !ids.has(id));
    // Where numbers begin at one, page 1 is the page that is here already.
    if (more.length === 0 && number > 1) break;
    for (const { id } of more) ids.add(id);
    items.push(...more);
  }
  return { items, total };
}

async function pageOfProjects(
  client: UpstreamClient,
  query: { page_num?: number; page_size: number },
): Promise<Rows<Project>> {
  const { answer, reader } = await client.call('ListProjects', { query });
  return {
    items: reader.list('projects', answer.projects, (project) => toProject(project, reader)),
    total: reader.integer('count', answer.count),
  };
}

function toProject(wire: WireProjectRow, reader: WireReader): Project {
  return {
    id: reader.id('id', wire.id),
    name: reader.text('name', wire.name),
    title: reader.text('title', wire.title),
    orgId: reader.nonEmptyText('org_id', wire.org_id),
    membersCount: wire.members_count === undefined ? undefined : reader.integer('members_count', wire.members_count),
    metadata: reader.json('metadata', wire.metadata),
    createdAt: reader.dateTime('created_at', wire.created_at),
    updatedAt: reader.dateTime('updated_at', wire.updated_at),
  };
}
