import { Pool } from 'undici';
import type { AnswerOf, OperationName } from '../../src/contract/operations.ts';
import type { WireProjectRow } from '../../src/contract/project.ts';

type Rows<Name extends OperationName, List extends keyof AnswerOf<Name>> = NonNullable<AnswerOf<Name>[List]>;
export type AoiRow = Rows<'ListAois', 'aois'>[number];

/** As many sockets as the gateway has. */
const CONNECTIONS = 256;
/** What one page of AOIs may hold. */
const PAGE = 500;

/** The upstream calls of the servers written by hand, made for one caller, with nothing kept and nothing checked. */
export class Rest {
  readonly #pool: Pool;
  readonly #key: string;

  constructor(pool: Pool, key: string | undefined) {
    this.#pool = pool;
    this.#key = key ?? '';
  }

  async projects(count: number): Promise<WireProjectRow[]> {
    const { projects = [] } = await this.#get<'ListProjects'>(`/v0/projects?page_size=${count}`);
    return projects;
  }

  async projectById(): Promise<Map<string | undefined, WireProjectRow>> {
    return byId(await this.projects(100));
  }

  /** The first AOIs, of the projects that are named where some are, page after page. */
  async aois(count: number, projectIds: readonly string[] = []): Promise<AoiRow[]> {
    const filter = projectIds.length > 0 ? `&project_ids=${projectIds.join(',')}` : '';
    const rows: AoiRow[] = [];
    for (;;) {
      const limit = Math.min(PAGE, count - rows.length);
      const path = `/v0/aois?offset=${rows.length}&limit=${limit}${filter}`;
      const { aois = [], pagination } = await this.#get<'ListAois'>(path);
      rows.push(...aois);
      if (rows.length >= Math.min(count, pagination?.total ?? 0)) return rows;
    }
  }

  async aoisByProject(projectIds: readonly string[], each: number): Promise<Map<string | undefined, AoiRow[]>> {
    return Map.groupBy(await this.aois(projectIds.length * each, projectIds), (aoi) => aoi.project_id);
  }

  aoi(id: string): Promise<AoiRow> {
    return this.#get<'GetAoiById'>(`/v0/aoi/${id}`);
  }

  async satelliteById() {
    const { satellites = [] } = await this.#get<'ListSatellites'>('/v0/satellites');
    return byId(satellites);
  }

  async orderItems(count: number) {
    const { order_items: items = [] } = await this.#get<'ListOrderItems'>(`/v0/order-items?offset=0&limit=${count}`);
    return items;
  }

  async orderById() {
    const { orders = [] } = await this.#get<'ListOrders'>('/v0/orders?offset=0&limit=100');
    return byId(orders);
  }

  async bandsetById() {
    const { bandsets = [] } = await this.#get<'ListBandsets'>('/v0/bandsets');
    return byId(bandsets);
  }

  async stacItemById(ids: readonly (string | undefined)[]) {
    const distinct = [...new Set(ids)];
    const search = JSON.stringify({ ids: distinct, limit: distinct.length });
    const { features = [] } = await this.#send<'SearchArchive'>('POST', '/v0/archives/search', search);
    return byId(features);
  }

  workflow(projectId: string, id: string): Promise<AnswerOf<'GetWorkflowById'>> {
    return this.#get<'GetWorkflowById'>(`/v0/workflows/${id}?project_id=${projectId}`);
  }

  /** Newest first. */
  async jobs(workflowId: string) {
    const { jobs = [] } = await this.#get<'ListJobs'>(`/v0/workflows/${workflowId}/jobs`);
    return jobs.toSorted((a, b) => Date.parse(b.created_at ?? '') - Date.parse(a.created_at ?? ''));
  }

  job(workflowId: string, id: string | undefined): Promise<AnswerOf<'GetJobById'>> {
    return this.#get<'GetJobById'>(`/v0/workflows/${workflowId}/jobs/${id}`);
  }

  async assets(aoiId: string | undefined, count: number) {
    const { assets = [] } = await this.#get<'ListAssets'>(`/v0/aois/${aoiId}/assets?offset=0&limit=${count}`);
    return assets;
  }

  async visualizations(aoiId: string | undefined, count: number) {
    const path = `/v0/aois/${aoiId}/visualizations?offset=0&limit=${count}`;
    const { visualization = [] } = await this.#get<'ListVisualizations'>(path);
    return visualization;
  }

  #get<Name extends OperationName>(path: string): Promise<AnswerOf<Name>> {
    return this.#send<Name>('GET', path);
  }

  async #send<Name extends OperationName>(
    method: 'GET' | 'POST',
    path: string,
    body: string | null = null,
  ): Promise<AnswerOf<Name>> {
    const headers = { authorization: this.#key, ...(body !== null && { 'content-type': 'application/json' }) };
    const answer = await this.#pool.request({ method, path, headers, body });
    if (answer.statusCode !== 200) throw new Error(`${method} ${path} answered ${answer.statusCode}`);
    // The sandbox answers by the contract.
    return (await answer.body.json()) as AnswerOf<Name>;
  }
}

/** The pool that all callers of a server share; its upstream is the first argument of the process. */
export function createPool(): Pool {
  return new Pool(process.argv[2] ?? '', { connections: CONNECTIONS });
}

/** The project and the workflow of a workflow's global id. */
export function workflowKeyOf(id: string): { projectId: string; workflowId: string } {
  const [, projectId = '', workflowId = ''] = Buffer.from(id, 'base64url').toString().split(':');
  return { projectId, workflowId };
}

/** A moment as the API writes it (`2025-07-19T05:58:53.000000+00:00`) in the gateway's one form (`2025-07-19T05:58:53Z`). */
export function toUtc(moment: string | undefined): string | undefined {
  return moment?.replace(/(?:\.0+)?\+00:00$/, 'Z');
}

function byId<Row extends { id?: string }>(rows: readonly Row[]): Map<string | undefined, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}
