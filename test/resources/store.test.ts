import { describe, expect, test } from 'vitest';
import { globalIdOf } from '../../src/resolvers/input/global-id.ts';
import { answer, type Behaviour, withFaultyUpstream } from '../support/faulty-upstream.ts';
import { withGateway } from '../support/gateway.ts';

const CREATE = `mutation ($input: CreateStoreInput!) {
  createStore(input: $input) { store { pixxelId name type labels } userErrors { code field message } }
}`;

// An address inside a secret must not tear it: its ends would stay when addresses are cut.
const s3 = { accessKeyId: 'AKIAIOSFODNN7', secretAccessKey: 'wJalrXUtnFEMI/K7+https://inner' };
const bucket = { name: 'harvest', bucket: 'harvest-images', region: 'ap-south-1' };

describe('Store', () => {
  test('all of them, one by either id, and one as a node are one call together', () =>
    withGateway({}, async ({ query, store }) => {
      const [first] = store.cloudStores.values();
      const { id = '', name, configs, labels } = first ?? {};
      const globalId = globalIdOf('Store', { id });

      const { data, errors, calls } = await query(
        `query ($id: ID!, $globalId: ID!) {
          stores { name }
          raw: store(id: $id) { id name bucket region pathPrefix labels }
          global: store(id: $globalId) { pixxelId }
          node(id: $globalId) { ... on Store { type } }
        }`,
        { id, globalId },
      );

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['ListStores']);
      expect(data).toEqual({
        stores: ['orchard-imagery', 'orchard-archive', 'orchard-mining'].map((each) => ({ name: each })),
        raw: {
          id: globalId,
          name,
          bucket: configs?.bucket,
          region: configs?.region,
          pathPrefix: configs?.path_prefix,
          labels,
        },
        global: { pixxelId: id },
        node: { type: 'S3' },
      });
    }));

  test('a missing one is null without an error', () =>
    withGateway({}, async ({ query }) => {
      const { data, errors } = await query('{ store(id: "none") { name } }');

      expect({ data, errors }).toEqual({ data: { store: null }, errors: undefined });
    }));
});

describe('createStore', () => {
  test('connects a bucket', () =>
    withGateway({}, async ({ query, store }) => {
      const { data, errors, calls } = await query(CREATE, {
        input: { ...bucket, labels: { team: 'field' }, credentials: { s3 } },
      });

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['CreateStore']);
      const created = store.cloudStores.values().find(({ name }) => name === 'harvest');
      expect(data).toEqual({
        createStore: {
          store: { pixxelId: created?.id, name: 'harvest', type: 'S3', labels: { team: 'field' } },
          userErrors: [],
        },
      });
    }));

  test.each([
    {
      type: 'S3',
      credentials: { s3 },
      secrets: { access_key_id: s3.accessKeyId, secret_access_key: s3.secretAccessKey },
    },
    {
      type: 'GCS',
      credentials: { gcs: { projectId: 'acme', serviceAccountCredentials: '{}' } },
      secrets: { project_id: 'acme', service_account_credentials: '{}' },
    },
    {
      type: 'AZBLOB',
      credentials: { azblob: { accountName: 'a', tenantId: 't', clientId: 'c', clientSecret: 's' } },
      secrets: { account_name: 'a', tenant_id: 't', client_id: 'c', client_secret: 's' },
    },
  ])('a store of type $type is known by its credentials, which are sent on as they are', (branch) =>
    withFaultyUpstream(answer(200, { id: 'new', name: 'harvest', type: branch.type }), {}, async (ask, upstream) => {
      const { data } = await ask(CREATE, {
        input: { ...bucket, pathPrefix: 'pixxel', labels: { team: 'field' }, credentials: branch.credentials },
      });

      expect(upstream.requests.map(({ method, target, body }) => [method, target, JSON.parse(body)])).toEqual([
        [
          'POST',
          '/v0/stores',
          {
            name: 'harvest',
            type: branch.type,
            configs: { bucket: 'harvest-images', region: 'ap-south-1', path_prefix: 'pixxel' },
            secrets: branch.secrets,
            labels: { team: 'field' },
          },
        ],
      ]);
      expect(data?.createStore).toEqual({
        store: { pixxelId: 'new', name: 'harvest', type: branch.type, labels: null },
        userErrors: [],
      });
    }),
  );

  test('names every field that is empty or of the wrong kind, quotes none, and sends nothing', () =>
    withGateway({}, async ({ query }) => {
      const empty = await query(CREATE, {
        input: {
          name: ' ',
          bucket: '',
          region: '',
          credentials: { s3: { accessKeyId: s3.accessKeyId, secretAccessKey: '' } },
        },
      });
      const labels = await query(CREATE, { input: { ...bucket, labels: { seats: 4 }, credentials: { s3 } } });

      expect([...empty.calls, ...labels.calls]).toEqual([]);
      const fieldsOf = ({ data }: { data: unknown }) =>
        (data as { createStore: { userErrors: { field: string[] }[] } }).createStore.userErrors.map(
          ({ field }) => field,
        );
      expect(fieldsOf(empty)).toEqual([['name'], ['bucket'], ['region'], ['credentials', 's3', 'secretAccessKey']]);
      expect(fieldsOf(labels)).toEqual([['labels', 'seats']]);
      expect(JSON.stringify(empty.data)).not.toContain(s3.accessKeyId);
    }));

  test('a name that is taken is a conflict', () =>
    withGateway({}, async ({ query }) => {
      const { data, errors } = await query(CREATE, {
        input: { ...bucket, name: 'orchard-imagery', credentials: { s3 } },
      });

      expect(errors).toBeUndefined();
      expect(data).toMatchObject({ createStore: { store: null, userErrors: [{ code: 'CONFLICT', field: ['name'] }] } });
    }));
});

describe('The credentials of a store', () => {
  const account = JSON.stringify({
    type: 'service_account',
    private_key: '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\nkqhkiG9w0BAQEF\n-----END PRIVATE KEY-----\n',
    token_uri: 'https://oauth2.googleapis.com/token',
  });
  /** Longer than any part of a request id, which can have every short number in it. */
  const digits = '4711004711004';
  const telling = ['AKIAIOSFODNN7', 'wJalrXUtnFEMI', 'MIIEvQIBADANBg', 'kqhkiG9w0BAQEF', digits];

  /** An upstream that quotes what it was sent, in the message and in its details, in many forms. */
  const echo =
    (status: number): Behaviour =>
    (response, request) => {
      const { secrets } = JSON.parse(request.body) as { secrets: Record<string, string> };
      const values = Object.values(secrets);
      const error = {
        code: `refused ${values.join()}`,
        message: `bad secrets: ${values.join(' and ')}; in ${request.body}`,
        details: {
          secrets,
          encoded: values.map(encodeURIComponent),
          parsed: values.map((value) => (value.startsWith('{') ? JSON.parse(value) : Number(value))),
          lines: values.flatMap((value) => value.split('\\n')),
          [values[0] ?? '']: true,
        },
      };
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ error }));
    };

  test.each([
    { kind: 'userErrors', status: 400 },
    { kind: 'userErrors', status: 409 },
    { kind: 'an error', status: 403 },
    { kind: 'an error', status: 500 },
  ])('are not in $kind when the upstream answers $status and quotes them', ({ status }) =>
    withFaultyUpstream(echo(status), {}, async (ask) => {
      const answers = [
        await ask(CREATE, { input: { ...bucket, credentials: { s3 } } }),
        await ask(CREATE, {
          input: { ...bucket, credentials: { gcs: { projectId: digits, serviceAccountCredentials: account } } },
        }),
      ];

      const said = JSON.stringify(answers);
      expect(said).toContain('[credential]');
      expect(telling.filter((secret) => said.includes(secret))).toEqual([]);
    }),
  );

  test('are not in GraphQL’s own message about an input that does not fit', () =>
    withGateway({}, async ({ query }) => {
      const inline = (credentials: string) =>
        query(`mutation { createStore(input: { name: "n", bucket: "b", region: "r", credentials: ${credentials} }) {
          store { id }
        } }`);
      const answers = [
        await query(CREATE, { input: { ...bucket, credentials: { s3: { accessKeyId: s3.accessKeyId } } } }),
        await query(CREATE, { input: { ...bucket, credentials: { s3, gcs: { projectId: 'MIIEvQIBADANBg' } } } }),
        await query(CREATE, {
          input: { ...bucket, credentials: { s3: { ...s3, secretAccessKey: [s3.accessKeyId] } } },
        }),
        await query(CREATE, { input: { ...bucket, credentials: s3.accessKeyId } }),
        await query(CREATE, { input: { ...bucket, credentials: { s3: { ...s3, token: s3.accessKeyId } } } }),
        await inline(`{ s3: { accessKeyId: ["AKIAIOSFODNN7"], secretAccessKey: ${digits} } }`),
        await inline('{ s3: "AKIAIOSFODNN7" }'),
        await inline('{ s3: { accessKeyId: "n" "AKIAIOSFODNN7" } }'),
      ];

      const said = JSON.stringify(answers);
      expect(answers.map(({ errors, calls }) => [errors !== undefined, calls.length])).toEqual(
        Array(answers.length).fill([true, 0]),
      );
      expect(telling.filter((secret) => said.includes(secret))).toEqual([]);
    }));
});

describe('deleteStore', () => {
  test('disconnects a store by either id', () =>
    withGateway({}, async ({ query, store }) => {
      const id = idOfIdleStore(store);

      const { data, errors, wire } = await query(
        'mutation ($id: ID!) { deleteStore(input: { storeId: $id }) { deletedStoreId userErrors { code } } }',
        { id: globalIdOf('Store', { id }) },
      );

      expect(errors).toBeUndefined();
      expect(wire).toEqual([`DELETE /v0/stores/${id}`]);
      expect(data).toEqual({
        deleteStore: { deletedStoreId: Buffer.from(`Store:${id}`).toString('base64url'), userErrors: [] },
      });
      expect(store.cloudStores.has(id)).toBe(false);
    }));

  test('a missing one is a user error', () =>
    withGateway({}, async ({ query }) => {
      const { data, errors } = await query(
        'mutation { deleteStore(input: { storeId: "none" }) { deletedStoreId userErrors { code field message } } }',
      );

      expect(errors).toBeUndefined();
      expect(data).toEqual({
        deleteStore: {
          deletedStoreId: null,
          userErrors: [{ code: 'NOT_FOUND', field: ['storeId'], message: 'store not found' }],
        },
      });
    }));

  test('is sent once, and if its outcome is unknown, the error says how to see it', () =>
    withFaultyUpstream(
      (response) => response.socket?.resetAndDestroy(),
      {},
      async (ask, upstream) => {
        const { errors } = await ask('mutation { deleteStore(input: { storeId: "s" }) { deletedStoreId } }');

        expect(upstream.requests).toHaveLength(1);
        expect(errors?.[0]?.message).toContain('check `stores` before retrying');
        expect(errors?.[0]?.extensions).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryable: false });
      },
    ));
});

/** A store to which nothing is on its way: only such a one can be disconnected. */
function idOfIdleStore(store: Parameters<Parameters<typeof withGateway>[1]>[0]['store']): string {
  const ids = store.cloudStores.values().filter(({ name }) => name === 'orchard-archive');
  return [...ids][0]?.id ?? '';
}
