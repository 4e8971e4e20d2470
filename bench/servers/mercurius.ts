import { type FastifyReply, fastify } from 'fastify';
import { type IResolvers, type MercuriusLoaders, mercurius } from 'mercurius';
import type { WireOrderItem } from '../../src/contract/order-item.ts';
import type { WireProjectRow } from '../../src/contract/project.ts';
import { reportToBenchmark } from '../report.ts';
import { listenLocally } from './listen.ts';
import { type AoiRow, createPool, Rest, toUtc, workflowKeyOf } from './rest.ts';

/*
 * Mercurius with compiled queries and its own loaders, making the same calls as the others: the fastest GraphQL server of
 * Node that was found. Its loaders tell rows apart by their JSON. `tuned`, the second argument, shortens that JSON to
 * the row's id. No documentation shows this, and it is more than twice as fast with large rows.
 */
const isTuned = process.argv[3] === 'tuned';

const schema = `
  type Query {
    projects(first: Int!): ProjectConnection
    aois(first: Int!): AoiConnection
    aoi(id: ID!): Aoi
    orderItems(first: Int!): OrderItemConnection
    workflow(id: ID!): Workflow
  }
  scalar GeoJSON
  type ProjectConnection { nodes: [Project!]! }
  type AoiConnection { nodes: [Aoi!]! }
  type OrderItemConnection { nodes: [OrderItem!]! }
  type JobConnection { nodes: [Job!]! }
  type AssetConnection { nodes: [Asset!]! }
  type VisualizationConnection { nodes: [Visualization!]! }
  type Project { title: String aois(first: Int!): AoiConnection }
  type Position { longitude: Float! latitude: Float! }
  type Aoi {
    id: ID! pixxelId: ID! name: String description: String status: String progress: Float isFavourite: Boolean
    areaInSqM: Float eoBands: [String!]! createdAt: String centroid: Position geometry: GeoJSON
    project: Project satellite: Satellite
    assets(first: Int!): AssetConnection visualizations(first: Int!): VisualizationConnection
  }
  type Satellite { name: String bands: [Band!]! }
  type Band { name: String }
  type OrderItem {
    name: String status: String order: Order project: Project bandset: Bandset images: [OrderedImage!]!
  }
  type Order { totalAmount: Float }
  type Bandset { name: String }
  type OrderedImage { itemId: ID item: StacItem }
  type StacItem { title: String cloudCover: Float }
  type Workflow { name: String estimatedCost: Int jobs(first: Int!): JobConnection }
  type Job { pixxelId: ID! status: String progress: Float tasks: [JobTask!] }
  type JobTask { name: String status: String blockName: String }
  type Asset { name: String status: String assetType: String date: String }
  type Visualization { pixxelId: ID! status: String progress: Float }
`;

/** One entry of a loader's batch: a row, and the arguments of its field. */
interface Entry<Row> {
  obj: Row;
  params: { first: number };
}

const pool = createPool();
const restOf = ({ reply }: { reply: FastifyReply }) => new Rest(pool, reply.request.headers.authorization);

type Aoi = ReturnType<typeof toAoi>;
type OrderItem = ReturnType<typeof toOrderItem>;

function toAoi(row: AoiRow) {
  return {
    id: Buffer.from(`Aoi:${row.aoi_id}`).toString('base64url'),
    pixxelId: row.aoi_id,
    name: row.name,
    description: row.description,
    status: row.status?.toUpperCase(),
    progress: row.progress,
    isFavourite: row.is_favourite,
    areaInSqM: row.area_in_sq_m,
    eoBands: row.eo_bands,
    createdAt: toUtc(row.created_at),
    centroid: { longitude: row.centroid?.[0], latitude: row.centroid?.[1] },
    geometry: row.geometry,
    projectId: row.project_id,
    satelliteId: row.satellite_id,
    ...(isTuned && { toJSON: () => row.aoi_id }),
  };
}

function toOrderItem(row: WireOrderItem) {
  return {
    name: row.name,
    status: row.status,
    orderId: row.order_id,
    projectId: row.project_id,
    bandsetId: row.bandset?.bandset_id,
    images: row.images?.map((image) => ({ itemId: image.item_id })),
  };
}

const resolvers: IResolvers = {
  Query: {
    projects: async (_root, { first }, context) => ({ nodes: await restOf(context).projects(first) }),
    aois: async (_root, { first }, context) => ({ nodes: (await restOf(context).aois(first)).map(toAoi) }),
    aoi: async (_root, { id }, context) => toAoi(await restOf(context).aoi(id)),
    orderItems: async (_root, { first }, context) => {
      const items = await restOf(context).orderItems(first);
      return { nodes: items.map(toOrderItem) };
    },
    async workflow(_root, { id }, context) {
      const { projectId, workflowId } = workflowKeyOf(id);
      const { name, estimated_cost: estimatedCost } = await restOf(context).workflow(projectId, workflowId);
      return { id: workflowId, name, estimatedCost };
    },
  },
};

const loaders: MercuriusLoaders = {
  Project: {
    async aois(entries: Entry<WireProjectRow>[], context) {
      const first = entries[0]?.params.first ?? 0;
      const ids = entries.map(({ obj }) => obj.id ?? '');
      const aois = await restOf(context).aoisByProject(ids, first);
      return ids.map((id) => ({ nodes: (aois.get(id) ?? []).slice(0, first).map(toAoi) }));
    },
  },
  Aoi: {
    async project(entries: Entry<Aoi>[], context) {
      const projects = await restOf(context).projectById();
      return entries.map(({ obj }) => projects.get(obj.projectId));
    },
    async satellite(entries: Entry<Aoi>[], context) {
      const satellites = await restOf(context).satelliteById();
      return entries.map(({ obj }) => satellites.get(obj.satelliteId));
    },
    assets(entries: Entry<Aoi>[], context) {
      const rest = restOf(context);
      return Promise.all(
        entries.map(async ({ obj, params }) => {
          const assets = await rest.assets(obj.pixxelId, params.first);
          return {
            nodes: assets.map((asset) => ({
              name: asset.name,
              status: asset.status?.toUpperCase(),
              assetType: asset.asset_type?.toUpperCase(),
              date: asset.date,
            })),
          };
        }),
      );
    },
    visualizations(entries: Entry<Aoi>[], context) {
      const rest = restOf(context);
      return Promise.all(
        entries.map(async ({ obj, params }) => {
          const rows = await rest.visualizations(obj.pixxelId, params.first);
          return {
            nodes: rows.map(({ id, status, progress }) => ({
              pixxelId: id,
              status: status?.toUpperCase(),
              progress,
            })),
          };
        }),
      );
    },
  },
  OrderItem: {
    async order(entries: Entry<OrderItem>[], context) {
      const orders = await restOf(context).orderById();
      return entries.map(({ obj }) => ({ totalAmount: orders.get(obj.orderId)?.total_amount }));
    },
    async project(entries: Entry<OrderItem>[], context) {
      const projects = await restOf(context).projectById();
      return entries.map(({ obj }) => projects.get(obj.projectId));
    },
    async bandset(entries: Entry<OrderItem>[], context) {
      const bandsets = await restOf(context).bandsetById();
      return entries.map(({ obj }) => bandsets.get(obj.bandsetId));
    },
  },
  OrderedImage: {
    async item(entries: Entry<{ itemId: string }>[], context) {
      const items = await restOf(context).stacItemById(entries.map(({ obj }) => obj.itemId));
      return entries.map(({ obj }) => {
        const properties = items.get(obj.itemId)?.properties;
        return { title: properties?.title, cloudCover: properties?.['eo:cloud_cover'] };
      });
    },
  },
  Workflow: {
    async jobs([entry]: Entry<{ id: string }>[], context) {
      if (!entry) return [];
      const jobs = await restOf(context).jobs(entry.obj.id);
      const nodes = jobs.slice(0, entry.params.first).map((job) => ({
        workflowId: entry.obj.id,
        pixxelId: job.id,
        status: job.status,
        progress: Number(job.progress),
      }));
      return [{ nodes }];
    },
  },
  Job: {
    tasks(entries: Entry<{ workflowId: string; pixxelId: string }>[], context) {
      const rest = restOf(context);
      return Promise.all(
        entries.map(async ({ obj }) => {
          const { tasks } = await rest.job(obj.workflowId, obj.pixxelId);
          return tasks?.map(({ name, status, block_info }) => ({ name, status, blockName: block_info?.name }));
        }),
      );
    },
  },
};

const app = fastify();
await app.register(mercurius, { schema, resolvers, loaders, jit: 1 });
await app.ready();
reportToBenchmark(await listenLocally(app.server));
