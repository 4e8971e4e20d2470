import { fastify } from 'fastify';
import { collectLessOften } from '../../src/server/observe/heap.ts';
import { reportToBenchmark } from '../report.ts';
import { listenLocally } from './listen.ts';
import { createPool, Rest, toUtc, workflowKeyOf } from './rest.ts';

/*
 * What a backend developer would write for exactly these answers: a route for each, with as few upstream calls as possible, as
 * many of them at once as possible, and no GraphQL. The gateway is measured against it. With the argument `heap-flags`, it also
 * sets the flags of V8 that the gateway sets.
 */
type Route = (rest: Rest, id: string) => Promise<unknown>;

if (process.argv.includes('heap-flags')) collectLessOften();

const projectsWithAois =
  (projectCount: number, aoiCount: number): Route =>
  async (rest) => {
    const satellites = rest.satelliteById();
    const projects = await rest.projects(projectCount);
    const ids = projects.map(({ id = '' }) => id);
    const [aois, satelliteById] = await Promise.all([rest.aoisByProject(ids, aoiCount), satellites]);
    const isWide = projectCount > 20;
    return {
      projects: {
        nodes: projects.map(({ id, title }) => ({
          title,
          aois: {
            nodes: (aois.get(id) ?? []).slice(0, aoiCount).map((aoi) => {
              const satellite = { name: satelliteById.get(aoi.satellite_id)?.name };
              return isWide
                ? { pixxelId: aoi.aoi_id, name: aoi.name, progress: aoi.progress, satellite }
                : { name: aoi.name, satellite };
            }),
          },
        })),
      },
    };
  };

const routes: Record<string, Route> = {
  W1: projectsWithAois(20, 12),

  async W2(rest, id) {
    const aoi = await rest.aoi(id);
    const [longitude, latitude] = aoi.centroid ?? [];
    return {
      aoi: {
        id: Buffer.from(`Aoi:${aoi.aoi_id}`).toString('base64url'),
        pixxelId: aoi.aoi_id,
        name: aoi.name,
        description: aoi.description,
        status: aoi.status?.toUpperCase(),
        progress: aoi.progress,
        isFavourite: aoi.is_favourite,
        areaInSqM: aoi.area_in_sq_m,
        eoBands: aoi.eo_bands,
        createdAt: toUtc(aoi.created_at),
        centroid: { longitude, latitude },
      },
    };
  },

  async W3(rest) {
    const [aois, projects, satellites] = await Promise.all([rest.aois(100), rest.projectById(), rest.satelliteById()]);
    return {
      aois: {
        nodes: aois.map((aoi) => {
          const satellite = satellites.get(aoi.satellite_id);
          return {
            name: aoi.name,
            geometry: aoi.geometry,
            project: { title: projects.get(aoi.project_id)?.title },
            satellite: { name: satellite?.name, bands: satellite?.bands?.map(({ name }) => ({ name })) },
          };
        }),
      },
    };
  },

  async W4(rest) {
    const others = Promise.all([rest.orderById(), rest.projectById(), rest.bandsetById()]);
    const items = await rest.orderItems(50);
    const imageIds = items.flatMap(({ images = [] }) => images.map((image) => image.item_id));
    const [[orders, projects, bandsets], stacItems] = await Promise.all([others, rest.stacItemById(imageIds)]);
    return {
      orderItems: {
        nodes: items.map((item) => {
          const bandset = bandsets.get(item.bandset?.bandset_id);
          return {
            name: item.name,
            status: item.status,
            order: { totalAmount: orders.get(item.order_id)?.total_amount },
            project: { title: projects.get(item.project_id)?.title },
            bandset: bandset ? { name: bandset.name } : null,
            images: item.images?.map(({ item_id: itemId }) => {
              const properties = stacItems.get(itemId)?.properties;
              return { itemId, item: { title: properties?.title, cloudCover: properties?.['eo:cloud_cover'] } };
            }),
          };
        }),
      },
    };
  },

  async W5(rest, id) {
    const { projectId, workflowId } = workflowKeyOf(id);
    const [workflow, jobs] = await Promise.all([rest.workflow(projectId, workflowId), rest.jobs(workflowId)]);
    const whole = await Promise.all(jobs.slice(0, 4).map((job) => rest.job(workflowId, job.id)));
    return {
      workflow: {
        name: workflow.name,
        estimatedCost: workflow.estimated_cost,
        jobs: {
          nodes: whole.map(({ id: pixxelId, status, progress, tasks }) => ({
            pixxelId,
            status,
            progress: Number(progress),
            tasks: tasks?.map((task) => ({ name: task.name, status: task.status, blockName: task.block_info?.name })),
          })),
        },
      },
    };
  },

  async W6(rest) {
    const aois = await rest.aois(50);
    const withRows = async ({ aoi_id: id, name }: (typeof aois)[number]) => {
      const [assets, visualizations] = await Promise.all([rest.assets(id, 12), rest.visualizations(id, 10)]);
      return {
        name,
        assets: {
          nodes: assets.map((asset) => ({
            name: asset.name,
            status: asset.status?.toUpperCase(),
            assetType: asset.asset_type?.toUpperCase(),
            date: asset.date,
          })),
        },
        visualizations: {
          nodes: visualizations.map((row) => ({
            pixxelId: row.id,
            status: row.status?.toUpperCase(),
            progress: row.progress,
          })),
        },
      };
    };
    return { aois: { nodes: await Promise.all(aois.map(withRows)) } };
  },

  W7: projectsWithAois(25, 200),
};

const pool = createPool();
const app = fastify();
for (const [name, route] of Object.entries(routes)) {
  app.get<{ Querystring: { id?: string } }>(`/${name}`, async (request) => ({
    data: await route(new Rest(pool, request.headers.authorization), request.query.id ?? ''),
  }));
}
await app.ready();
reportToBenchmark(await listenLocally(app.server));
