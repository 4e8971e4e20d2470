import type { WirePagination } from '../contract/pagination.ts';
import type { WireProject, WireProjectRow } from '../contract/project.ts';
import type { UpstreamClient } from './http/client.ts';
import { isPastEnd, lowerLimit, NO_ROWS, type Rows, withTotal } from './list-answer.ts';
import type { Page, PageRequest } from './page.ts';
import { rowOf } from './wire/row.ts';

/** A project: it groups AOIs, workflows and orders. */
export interface Project {
  id: string;
  /** The slug. */
  name: string | null;
  title: string | null;
  orgId: string | null;
  /** Only on a list row: undefined on a project from another read. */
  membersCount: number | null | undefined;
  metadata: unknown;
  createdAt: string | null;
  updatedAt: string | null;
}

/** GetProjectById. @throws UpstreamFailure, of kind `notFound` if it does not exist */
export async function getProject(client: UpstreamClient, id: string): Promise<Project> {
  const { answer, reader } = await client.call('GetProjectById', { path: { id } });
  // The docs show the project bare, the document in an envelope.
  return toProject(answer.project ?? (answer as WireProject), reader);
}

/**
 * ListProjects. Whether `page_num` starts at 0 or 1 is not documented, so a later page is read as the end of one longer first page.
 */
export async function listProjects(client: UpstreamClient, request: PageRequest): Promise<Page<Project>> {
  const { offset, limit, wantsTotal, wantsNext } = request;
  if (limit === 0 && !wantsTotal && !wantsNext) return { items: [], total: null, hasNext: null };
  const count = Math.max(1, offset + limit);
  const { items, received, total } = request.isOneCallEnough
    ? await pageOfProjects(client, { page_size: count })
    : await firstUsable(client, count);
  const shown = items.slice(offset, offset + limit);
  const isBehind = items.length > offset + shown.length;
  const isFull = received >= count;
  // A full page whose total is missing, or ends with it and may be too low: one more row shows whether others follow.
  if (wantsNext && isFull && (total ?? 0) <= received) {
    const isRowBehind = (await firstProjects(client, received + 1)).received > received;
    return { items: shown, total: isRowBehind ? null : total, hasNext: isBehind || isRowBehind };
  }
  // Fewer rows than asked for, after reading on: the list ends here, whatever its total says.
  const mayGoOn = isFull || request.isOneCallEnough === true;
  return { items: shown, total, hasNext: isBehind || (mayGoOn && received < (total ?? 0)) };
}

/** Reads of one page, at most, while rows at its beginning cannot be used. */
const MAX_READS = 10;

/** The first `count` projects that can be used. Offsets count only those, so the rows that are left out are read in addition. */
async function firstUsable(client: UpstreamClient, count: number): Promise<Rows<Project>> {
  let rows = await firstProjects(client, count);
  let asked = count;
  for (let reads = 1; rows.items.length < count && rows.received >= asked && reads < MAX_READS; reads += 1) {
    asked = count + rows.received - rows.items.length;
    rows = await firstProjects(client, asked);
  }
  return rows;
}

/** The first `count` projects. Page numbers are used only if the upstream caps the page below that. */
async function firstProjects(client: UpstreamClient, count: number): Promise<Rows<Project>> {
  const { items, received: cap, cap: stated, total } = await pageOfProjects(client, { page_size: count });
  const end = Math.min(count, total ?? count);
  const ids = new Set(items.map(({ id }) => id));
  let received = cap;
  let isFull = stated !== undefined && cap >= stated;
  for (let number = 1; cap > 0 && received < (isFull ? count : end); number += 1) {
    const page = await pageOfProjects(client, { page_num: number, page_size: cap });
    const more = page.items.filter(({ id }) => !ids.has(id));
    const isKnown = more.length === 0 && page.items.length > 0;
    // If page numbers start at 1, page 1 is the page that was already read.
    if (page.received === 0 || (isKnown && number > 1)) break;
    if (isKnown) continue;
    for (const { id } of more) ids.add(id);
    items.push(...more);
    received += page.received - (page.items.length - more.length);
    // Whatever the total says, rows may follow a page that is as long as the upstream makes them.
    isFull = page.received >= cap;
  }
  return { items, received, total: total !== null && total < received ? null : total };
}

/** One page. If the size is refused, it is a page of 100 or fewer; a page that does not exist has no rows. */
async function pageOfProjects(
  client: UpstreamClient,
  query: { page_num?: number; page_size: number },
): Promise<Rows<Project>> {
  try {
    const { answer, reader } = await client.call('ListProjects', { query });
    const rows = reader.rows('projects', answer.projects, (project) => toProject(project, reader));
    // The docs show the total where other lists have it.
    const { pagination } = answer as { pagination?: WirePagination | null };
    const total = answer.count ?? pagination?.total;
    return withTotal(rows, { ...pagination, total }, { offset: 0 }, reader);
  } catch (failure) {
    const { page_num = 0, page_size } = query;
    if (isPastEnd(failure, page_num, null)) return NO_ROWS;
    const lower = lowerLimit(failure, page_size);
    if (lower === undefined) throw failure;
    return pageOfProjects(client, { ...query, page_size: lower });
  }
}

const toProject = rowOf<Project, WireProjectRow>({
  id: (wire, reader) => reader.id('id', wire.id),
  name: (wire, reader) => reader.text('name', wire.name),
  title: (wire, reader) => reader.text('title', wire.title),
  orgId: (wire, reader) => reader.reference('org_id', wire.org_id),
  membersCount: (wire, reader) =>
    wire.members_count === undefined ? undefined : reader.integer('members_count', wire.members_count, 0),
  metadata: (wire, reader) => reader.json('metadata', wire.metadata),
  createdAt: (wire, reader) => reader.dateTime('created_at', wire.created_at),
  updatedAt: (wire, reader) => reader.dateTime('updated_at', wire.updated_at),
});
