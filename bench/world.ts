import { createStore, demoKeys } from '../src/sandbox/world/demo.ts';
import { bboxOf, rectangleOf } from '../src/sandbox/world/geometry.ts';
import { createDice, uuidOf } from '../src/sandbox/world/identity.ts';
import type { Store } from '../src/sandbox/world/store.ts';

/** The time in the benchmark's world. It stands still, so no answer changes. */
const NOW = Date.parse('2026-06-01T00:00:00Z');

/** A key for each connection. All are keys of one account: the answers are equal, and yet none may be shared. */
export const connectionKeys = Array.from({ length: 16 }, (_, connection) => `bench-${connection}`);

/** Keys of callers with a connection each: more than requests are ever in flight, so none waits for a connection. */
export const callerKeys = Array.from({ length: 1500 }, (_, caller) => `caller-${caller}`);

/** The same for answers that are never the same, see `upstream.ts`. */
export const differingKeys = connectionKeys.map((key) => `differing-${key}`);

/** Whether the upstream's answers to this key are never the same. */
export function isDiffering(key: string): boolean {
  return key.startsWith('differing-');
}

/** The key of an account with 25 projects of 200 AOIs each. */
export const manyRowsKey = 'bench-many-rows';

/**
 * The key of an account with the projects and AOIs of all others, except that its AOIs are rectangles, as the examples of the
 * API's document are. Corners have all the digits that a map gives.
 */
export const rectanglesKey = 'bench-rectangles';

/** The sandbox's demo world with the accounts of the benchmark in it. It is the same in every process. */
export function createWorld(): Store {
  const store = createStore({ now: () => NOW });
  const orchard = store.accounts.get(demoKeys.orchard);
  const [project] = store.projects.values();
  const [aoi] = store.aois.values();
  if (!orchard || !project || !aoi) throw new Error('the demo world is empty');
  for (const key of [...connectionKeys, ...differingKeys, ...callerKeys]) store.accounts.set(key, orchard);

  addRectangles(store, orchard.orgId);

  const orgId = uuidOf(manyRowsKey);
  store.accounts.set(manyRowsKey, { orgId, userId: orgId });
  for (let each = 0; each < 25; each += 1) {
    const projectId = uuidOf(`${manyRowsKey} ${each}`);
    store.projects.set(projectId, { ...project, id: projectId, org_id: orgId });
    for (let row = 0; row < 200; row += 1) {
      const id = uuidOf(`${projectId} ${row}`);
      store.aois.set(id, { ...aoi, aoi_id: id, project_id: projectId, name: `${aoi.name} ${row}` });
    }
  }
  return store;
}

function addRectangles(store: Store, sourceOrgId: string): void {
  const orgId = uuidOf(rectanglesKey);
  const idOf = (source: string) => uuidOf(`${rectanglesKey} ${source}`);
  const dice = createDice(rectanglesKey);
  store.accounts.set(rectanglesKey, { orgId, userId: orgId });
  for (const project of [...store.projects.values()].filter(({ org_id }) => org_id === sourceOrgId)) {
    const projectId = idOf(project.id);
    store.projects.set(projectId, { ...project, id: projectId, org_id: orgId });
    for (const aoi of [...store.aois.values()].filter(({ project_id }) => project_id === project.id)) {
      const [west, south, east, north] = bboxOf(aoi.geometry?.coordinates) ?? [0, 0, 0, 0];
      const drawn = (degrees: number) => degrees + dice() / 1e6;
      const geometry = rectangleOf([drawn(west), drawn(south), drawn(east), drawn(north)]);
      const id = idOf(aoi.aoi_id);
      store.aois.set(id, { ...aoi, aoi_id: id, project_id: projectId, geometry });
    }
  }
}
