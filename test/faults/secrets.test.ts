import { createServer } from 'node:http';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { beforeAll, describe, expect, test } from 'vitest';
import { globalIdOf } from '../../src/resolvers/input/global-id.ts';
import { startSandbox } from '../../src/sandbox/server/server.ts';
import { createStore, demoKeys } from '../../src/sandbox/world/demo.ts';
import type { AllGatewayOptions } from '../../src/server/all-options.ts';
import { createGateway } from '../../src/server/gateway.ts';
import {
  type ArrivedRequest,
  answer,
  type Behaviour,
  hang,
  reset,
  startFaultyUpstream,
  tear,
} from '../support/faulty-upstream.ts';
import { documentOf, writesIn } from './writes.ts';
import { listening } from '../support/on-port.ts';

/** What a caller hands over and nobody may see again; no value is a part of an innocent word. */
const KEYS = [demoKeys.orchard, 'Bearer pxl_live_7Qd/zk+41==', 'pxl_live_é_unknown'];
const CREDENTIALS = [
  { s3: { accessKeyId: 'AKIA5TELLTALE', secretAccessKey: 'wJalr"XUtn\\FEMI/K7+https://inner.example/bPx' } },
  {
    gcs: {
      projectId: 'acme-imagery-4711',
      serviceAccountCredentials: JSON.stringify({
        type: 'sa_telltale',
        private_key: '-----BEGIN KEY-----\nMIIEvQIBADANBg\nkqhkiG9w0BAQEF\n-----END KEY-----\n',
        client_email: 'pusher@acme-imagery.example',
      }),
    },
  },
  {
    azblob: {
      accountName: 'acmefarmblobs',
      tenantId: '5f0c2c1e-tenant',
      clientId: '9d1e7b40-client',
      clientSecret: 'Az~8Q.tell.tale_secret',
    },
  },
];
const SECRETS = [
  ...KEYS.map((key) => key.replace('Bearer ', '')),
  ...CREDENTIALS.flatMap((branch) => Object.values(branch)).flatMap((values) => Object.values<string>(values)),
  'MIIEvQIBADANBg',
  'kqhkiG9w0BAQEF',
  'pusher@acme-imagery.example',
];

/** All that came out of the gateway in the run. */
const seen = { answers: [] as string[], log: [] as string[], metrics: [] as string[] };

/** Every secret that a text holds, as it is or escaped for JSON (once or in a text of its own) or for a URL. */
function secretsIn(text: string): string[] {
  return SECRETS.filter((secret) => {
    const once = JSON.stringify(secret).slice(1, -1);
    const twice = JSON.stringify(once).slice(1, -1);
    return [secret, once, twice, encodeURIComponent(secret)].some((form) => text.includes(form));
  });
}

/** An upstream that quotes the key and all that it was sent, wherever an answer has room for it. */
const echo =
  (status: number, headers: Record<string, string> = {}): Behaviour =>
  (response, request) => {
    const key = keyIn(request);
    const sent = request.body === '' ? {} : (JSON.parse(request.body) as { secrets?: Record<string, string> });
    const values = Object.values(sent.secrets ?? {});
    const body = {
      code: `refused ${key}`,
      message: `${key} sent ${request.body} with ${values.join(' and ')} to https://internal.example/?key=${key}`,
      details: [{ [key]: values }, { sent, encoded: values.map(encodeURIComponent), as: `Token ${key}` }],
    };
    answer(status, { error: body }, { 'x-echo': encodeURIComponent(key), ...headers })(response, request);
  };

/** One that says it is done, and gives back what it was trusted with, in places where other things belong. */
const parrot: Behaviour = (response, request) => {
  const key = keyIn(request);
  const sent = request.body === '' ? {} : (JSON.parse(request.body) as Record<string, unknown>);
  const { secrets } = sent;
  const store = { id: 'new', ...sent, created_by: secrets, configs: secrets, created_at: key, updated_at: secrets };
  answer(200, { ...store, stores: [store], satellites: key, projects: [{ id: { [key]: sent } }], next: key })(
    response,
    request,
  );
};

const keyIn = ({ headers }: ArrivedRequest) => Buffer.from(headers.authorization ?? '', 'latin1').toString();

const world = createStore();
const someAoi = world.aois.keys().next().value ?? '';

const READS = [
  '{ satellites { name } stores { name type bucket createdBy createdAt } }',
  '{ projects(first: 2) { nodes { title aois(first: 2) { nodes { name assets(first: 1) { nodes { path } } } } } } }',
  `{ aoi(id: "${someAoi}") { name insights(first: 1) { nodes { name } } } orderReport { csv } }`,
  `{ node(id: "${globalIdOf('Store', { id: 'none' })}") { id } catalogEntry(id: "none") { id } }`,
];

/** Inputs that GraphQL itself refuses; its messages like to quote the values that they refuse. */
const MISTAKES = CREDENTIALS.flatMap((branch) =>
  Object.entries<Record<string, string>>(branch).flatMap(([name, values]) => {
    const [first = ''] = Object.values(values);
    const incomplete = Object.fromEntries(Object.entries(values).slice(0, 1));
    return [{ [name]: first }, { [name]: incomplete }, Object.values(values), first];
  }),
);

const CREATE_STORE = `mutation Connect($input: CreateStoreInput!) {
  createStore(input: $input) { store { id name type bucket region labels createdBy } userErrors { code field message } }
}`;

/** Sends everything with every key to a gateway whose upstream behaves so, and keeps all that comes out. */
async function capture(behaviour: Behaviour, options: Partial<AllGatewayOptions> = {}): Promise<void> {
  const upstream = await startFaultyUpstream(behaviour);
  const stream = new Writable({
    write(chunk, _encoding, done) {
      seen.log.push(String(chunk));
      done();
    },
  });
  const gateway = createGateway({
    apiUrl: upstream.url,
    logger: pino({ level: 'trace' }, stream),
    maxEventLoopLagMs: 60_000,
    subscriptionMaxAgeMs: 300,
    ...options,
  });
  const server = createServer(gateway.handle);
  const { origin: url } = await listening(server);
  const hear = async (response: Response) =>
    seen.answers.push(JSON.stringify([...response.headers]), await response.text());
  const send = async (key: string, query: string, variables: object = {}, accept = 'application/json') =>
    hear(
      await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept,
          // A header carries bytes.
          authorization: Buffer.from(key).toString('latin1'),
          'x-upstream-trace': '1',
        },
        body: JSON.stringify({ query, variables }),
      }),
    );
  const stores = CREDENTIALS.map((credentials, index) => ({
    name: `season-${index}`,
    bucket: 'season',
    region: 'ap-south-1',
    labels: { team: 'field' },
    credentials,
  }));
  try {
    await Promise.all(
      KEYS.flatMap((key) => [
        ...READS.map((query) => send(key, query)),
        ...stores.map((input) => send(key, CREATE_STORE, { input })),
        ...writesIn(world).map((write) => send(key, documentOf(write), { input: write.input })),
        send(key, `subscription { aoiProgress(id: "${someAoi}") { name } }`, {}, 'text/event-stream'),
      ]),
    );
    seen.metrics.push(await (await fetch(`${url}/metrics`)).text());
    await hear(await fetch(`${url}/health/ready`));
    for (const credentials of MISTAKES) {
      await send(KEYS[0] ?? '', CREATE_STORE, { input: { ...stores[0], credentials } });
      const written = literalOf({ ...stores[0], credentials });
      await send(KEYS[0] ?? '', `mutation { createStore(input: ${written}) { userErrors { message } } }`);
    }
  } finally {
    server.closeAllConnections();
    server.close();
    await upstream.close();
    await gateway.close();
  }
}

/** The value as it is written in a document. */
function literalOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(literalOf).join(', ')}]`;
  return `{ ${Object.entries(value)
    .map(([key, item]) => `${key}: ${literalOf(item)}`)
    .join(', ')} }`;
}

beforeAll(async () => {
  const sandbox = await startSandbox();
  const passOn: Behaviour = async (response, { method, target, body, headers }) => {
    const passed = await fetch(sandbox.url + target, {
      method,
      headers: { authorization: headers.authorization ?? '', 'content-type': 'application/json' },
      ...(body !== '' && { body }),
    });
    response
      .writeHead(passed.status, { 'content-type': passed.headers.get('content-type') ?? 'application/json' })
      .end(Buffer.from(await passed.arrayBuffer()));
  };
  await capture(passOn);
  for (const status of [400, 401, 403, 404, 409, 422, 500, 503]) await capture(echo(status));
  await capture(echo(429, { 'retry-after': '3600' }));
  await capture(parrot);
  await capture((response, request) => answer(200, `<p>${keyIn(request)} ${request.body}</p>`)(response, request));
  await capture(reset);
  await capture(tear);
  await capture(hang, { timeoutMs: 500 });
  await capture(passOn, { apiUrl: 'http://127.0.0.1:1' });
  await sandbox.close();
});

describe('In a run of every read and write, through faults and an upstream that quotes what it was sent', () => {
  test('much was heard, and the quotes were cut', () => {
    const answers = seen.answers.join('\n');
    const log = seen.log.join('');

    for (const code of [
      'UNAUTHENTICATED',
      'FORBIDDEN',
      'NOT_FOUND',
      'RATE_LIMITED',
      'UPSTREAM_TIMEOUT',
      'UPSTREAM_UNAVAILABLE',
      'UPSTREAM_INVALID_RESPONSE',
    ]) {
      expect(answers).toContain(code);
      expect(log).toContain(code);
      expect(seen.metrics.join('')).toContain(`gateway_operation_errors_total{code="${code}"}`);
    }
    for (const type of ['S3', 'GCS', 'AZBLOB']) expect(answers).toContain(`"type":"${type}"`);
    expect(answers).toContain('[key]');
    expect(answers).toContain('[credential]');
    expect(answers).toContain('event: next');
    expect(log).toContain('"operation":"Connect"');
    expect(log).toContain('upstream call failed');
  });

  test.each(['answers', 'log', 'metrics'] as const)('no key and no credential is in its %s', (kind) => {
    const telling = seen[kind].filter((text) => secretsIn(text).length > 0);

    expect(telling.map((text) => [secretsIn(text), text.slice(0, 2000)])).toEqual([]);
  });

  test('the search finds a secret in every form', () => {
    const quoted = SECRETS.find((secret) => secret.includes('"')) ?? '';

    const forms = [quoted, JSON.stringify(quoted), JSON.stringify(JSON.stringify(quoted)), encodeURIComponent(quoted)];

    expect(forms.map(secretsIn)).toEqual(Array(4).fill([quoted]));
  });
});
