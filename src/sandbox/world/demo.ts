import { createIds, uuidOf } from './identity.ts';
import { blocks } from './seed/blocks.ts';
import { bandsets, collections } from './seed/collections.ts';
import { addEdgeImagery } from './seed/edge-imagery.ts';
import { harbourIndices, orchardIndices, presetIndices } from './seed/indices.ts';
import { addCloudStores, addOrders, addRunningOrder, harbourStores, orchardStores } from './seed/orders.ts';
import { harbourPlaces, orchardPlaces } from './seed/places.ts';
import { addProject } from './seed/projects.ts';
import { addRunningAoi, addRunningDelivery, addRunningInsight, spoilSome, startAgain } from './seed/running.ts';
import { satellites } from './seed/satellites.ts';
import { addRunningJob, addWorkflows } from './seed/workflows.ts';
import type { Account, Store, World } from './store.ts';

/** The two keys of the demo world: an agronomy company with 25 projects, and a port surveyor with 3. */
export const demoKeys = {
  orchard: 'pxl_demo_orchard_5c1f27',
  harbour: 'pxl_demo_harbour_e09a84',
} as const;

/** The demo keys, with a description of each account. */
export const demoAccounts: readonly { key: string; opens: string }[] = [
  { key: demoKeys.orchard, opens: 'an agronomy company with 25 projects' },
  { key: demoKeys.harbour, opens: 'a port surveyor with 3 projects' },
];

/** An agronomy company. */
const orchard: Account = { orgId: uuidOf('Orchard Agronomy'), userId: uuidOf('Meera Joshi') };
/** A port surveyor. */
const harbour: Account = { orgId: uuidOf('Harbour Surveys'), userId: uuidOf('Sanne de Vries') };

/**
 * A new copy of the demo world.
 * @param now the clock by which everything proceeds, in milliseconds since 1970
 */
export function createStore({ now = Date.now }: { now?: () => number } = {}): Store {
  return {
    ...seed(now()),
    accounts: new Map([
      [demoKeys.orchard, orchard],
      [demoKeys.harbour, harbour],
    ]),
    now,
    newId: createIds('created'),
  };
}

let history: World | undefined;

/** The demo world: its history, the same on every run, and some work that is running at the given moment. */
function seed(now: number): World {
  history ??= historyOf();
  const world = copyOf(history);
  startAgain(world, () => addRunningAoi(world, now));
  startAgain(world, () => addRunningInsight(world, now));
  startAgain(world, () => addRunningJob(world, now));
  const [narmada] = orchardPlaces;
  if (narmada) addRunningOrder(world, narmada, orchard, now);
  startAgain(world, () => addRunningDelivery(world, orchard, now));
  return world;
}

/** Records are never changed in place, so worlds can share them. */
function copyOf(world: World): World {
  const maps = Object.entries(world).map(([name, records]) => [name, new Map<string, unknown>(records)]);
  // Every member is a map, and each copy holds what the original holds.
  return Object.fromEntries(maps) as World;
}

function historyOf(): World {
  const byId = <Row extends { readonly id: string }>(rows: readonly Row[]) => new Map(rows.map((row) => [row.id, row]));
  const world: World = {
    projects: new Map(),
    aois: new Map(),
    assets: new Map(),
    satellites: byId(Object.values(satellites)),
    indices: byId([...presetIndices, ...orchardIndices, ...harbourIndices]),
    visualizations: new Map(),
    blocks: byId(blocks),
    insights: new Map(),
    workflows: new Map(),
    jobs: new Map(),
    bandsets: byId(bandsets),
    orders: new Map(),
    orderItems: new Map(),
    collections: byId(collections),
    stacItems: new Map(),
    catalogs: new Map(),
    deliveries: new Map(),
    cloudStores: new Map(),
    packages: new Map(),
    spans: new Map(),
    owners: new Map([
      ...orchardIndices.map(({ id }) => [id, orchard.orgId] as const),
      ...harbourIndices.map(({ id }) => [id, harbour.orgId] as const),
    ]),
  };
  for (const place of orchardPlaces) addProject(world, place, orchard);
  for (const place of harbourPlaces) addProject(world, place, harbour);
  const [narmada] = orchardPlaces;
  if (narmada) addEdgeImagery(world, narmada);
  addWorkflows(world, 'orchard', orchard);
  addWorkflows(world, 'harbour', harbour);
  addCloudStores(world, orchardStores, orchard);
  addCloudStores(world, harbourStores, harbour);
  addOrders(world, orchardPlaces, 17, orchard);
  addOrders(world, harbourPlaces, 3, harbour);
  spoilSome(world);
  return world;
}
