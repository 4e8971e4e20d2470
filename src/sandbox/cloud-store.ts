import type { WireStoreType } from '../contract/store.ts';
import { conflict, type Handlers, invalid, isVisible, notFoundAsInvalid, type Scope } from './server/handler.ts';
import { plainDate } from './world/dates.ts';
import { doneShare } from './world/progress.ts';
import type { StoredCloudStore } from './world/store.ts';

/** The secrets that each kind of store needs. Others are refused. */
const secretsOf: Readonly<Record<WireStoreType, readonly string[]>> = {
  S3: ['access_key_id', 'secret_access_key'],
  AZBLOB: ['account_name', 'tenant_id', 'client_id', 'client_secret'],
  GCS: ['project_id', 'service_account_credentials'],
};

/** The customer's own buckets, to which images are delivered. Here `store` alone is the sandbox's state. */
export const cloudStoreHandlers: Handlers<'ListStores' | 'CreateStore' | 'DeleteStore'> = {
  ListStores: (call) => ({ stores: visibleStores(call) }),

  /** Only the names of the secrets are read. Their values are not stored. */
  CreateStore(call) {
    const { store, account } = call;
    const { secrets, ...kept } = call.body;
    const wanted = secretsOf[kept.type];
    const missing = wanted.filter((name) => !secrets[name]);
    if (missing.length > 0) throw invalid(`secrets lacks ${missing.join(', ')}`);
    // The name is not repeated: somebody may have sent the secret as name.
    if (Object.keys(secrets).length > wanted.length) throw invalid(`secrets may only hold ${wanted.join(', ')}`);
    if (kept.name.trim() === '' || kept.configs.bucket === '') throw invalid('name and bucket must not be empty');
    if (visibleStores(call).some(({ name }) => name === kept.name))
      throw conflict('a store of this name exists already');
    const now = plainDate(store.now());
    const created: StoredCloudStore = {
      ...kept,
      id: store.newId(),
      labels: kept.labels ?? {},
      created_at: now,
      updated_at: now,
      created_by: account.userId,
    };
    store.cloudStores.set(created.id, created);
    store.owners.set(created.id, account.orgId);
    return created;
  },

  DeleteStore(call) {
    const { store, path } = call;
    if (!cloudStoreOf(call, path.id)) throw notFoundAsInvalid('store not found');
    const isInUse = store.deliveries
      .values()
      .some((one) => one.cloud_delivery?.config === path.id && doneShare(store, one.delivery_id) < 1);
    if (isInUse) throw conflict('deliveries to this store are in progress');
    store.cloudStores.delete(path.id);
    return undefined;
  },
};

/** The caller's store of that id, if there is one. */
export function cloudStoreOf(scope: Scope, id: string): StoredCloudStore | undefined {
  return isVisible(scope, id) ? scope.store.cloudStores.get(id) : undefined;
}

function visibleStores(scope: Scope): StoredCloudStore[] {
  return scope.store.cloudStores
    .values()
    .filter(({ id }) => isVisible(scope, id))
    .toArray();
}
