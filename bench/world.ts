import { createStore, demoKeys } from '../src/sandbox/world/demo.ts';
import { uuidOf } from '../src/sandbox/world/identity.ts';
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

/** The sandbox's demo world with the accounts of the benchmark in it. It is the same in every process. */
export function createWorld(): Store {
  const store = createStore({ now: () => NOW });
  const orchard = store.accounts.get(demoKeys.orchard);
  const [project] = store.projects.values();
  const [aoi] = store.aois.values();
  if (!orchard || !project || !aoi) throw new Error('the demo world is empty');
  for (const key of [...connectionKeys, ...differingKeys, ...callerKeys]) store.accounts.set(key, orchard);

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
