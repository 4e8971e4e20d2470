import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import createRouter from 'find-my-way';
import type { Operation } from '../../contract/operation.ts';
import { type OperationName, operations } from '../../contract/operations.ts';
import { createStore } from '../world/demo.ts';
import type { Account, Store } from '../world/store.ts';
import { forbidden, notFound, Refusal, Reply } from './handler.ts';
import { jsonOf } from './json.ts';
import { handlers } from './operation-handlers.ts';
import { openPackage } from './package.ts';
import { checkedBody, checkedQuery, readBody } from './request.ts';

/** Where the sandbox listens, and what it serves. */
export interface SandboxOptions {
  /** Default 0: any free port. */
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** The state to serve. Default: a new demo world. */
  store?: Store;
  /** The clock of the demo world, in milliseconds since 1970. A store that is passed in has its own. */
  now?: () => number;
  /** Milliseconds by which every answer is delayed. */
  latencyMs?: number;
  /** Maximum number of rows of a page, whatever limit is requested. */
  pageCap?: number;
}

/** A running sandbox. */
export interface Sandbox {
  /** Base URL, without a slash at the end. */
  readonly url: string;
  readonly store: Store;
  /** Stops at once, with all its connections. */
  close(): Promise<void>;
}

/** Serves the whole Pixxel API from memory, over HTTP on this machine. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, host = '127.0.0.1', now, latencyMs = 0, pageCap = 500 } = options;
  const store = options.store ?? createStore({ ...(now && { now }) });
  const router = createRouter({ maxParamLength: 500 });
  for (const name of namesOf(operations)) {
    const { method, path }: Operation = operations[name];
    router.on(method, path.replace(/\{([^{}]+)\}/g, ':$1'), () => undefined, name);
  }
  let baseUrl = '';

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    if (latencyMs > 0) await delay(latencyMs);
    const [path = '/', ...rest] = (request.url ?? '/').split('?');
    const search = rest.join('?');
    const packageId = path.match(/^\/packages\/([\w-]+)\.zip$/)?.[1];
    // A method that the API does not know gets 404.
    const route = router.find(request.method as Operation['method'], path);
    const name: OperationName | undefined = route?.store;
    try {
      if (packageId) {
        const bytes = openPackage(store, packageId, new URLSearchParams(search));
        send(response, 200, 'application/zip', bytes);
      } else if (!route || !name) {
        throw notFound('no such route');
      } else {
        const account = name === 'Ping' ? nobody : store.accounts.get(request.headers.authorization ?? '');
        if (!account) throw forbidden('the API key is missing or unknown');
        const query = checkedQuery(name, new URLSearchParams(search));
        const call = { store, account, pageCap, baseUrl, path: route.params, query, body: checkedBody(name, body) };
        // Route, checks and handler are those of one operation, so the handler takes what was checked.
        const handler = handlers[name] as (call: unknown) => unknown;
        sendAnswer(response, name, handler(call));
      }
    } catch (thrown) {
      sendRefusal(response, name, thrown);
    }
  }

  const server = createServer((request, response) => {
    // Only a connection that broke while the body was read gets here. It takes no answer.
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the sandbox has no port');
  baseUrl = `http://${host}:${address.port}`;
  return {
    url: baseUrl,
    store,
    close() {
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

/** The caller of the one operation that needs no key. */
const nobody: Account = { orgId: '', userId: '' };

// Object.keys loses the table's names.
const namesOf = <Table extends object>(table: Table) => Object.keys(table) as (keyof Table)[];

function sendAnswer(response: ServerResponse, name: OperationName, answer: unknown): void {
  const operation: Operation = operations[name];
  const status = answer instanceof Reply ? answer.status : Number(Object.keys(operation.answers)[0]);
  const body: unknown = answer instanceof Reply ? answer.body : answer;
  if (operation.format === 'empty') response.writeHead(status).end();
  else if (operation.format === 'json') send(response, status, 'application/json', jsonOf(body));
  else if (operation.format === 'text') send(response, status, 'text/csv', String(body));
  // Handlers of pictures return bytes.
  else send(response, status, 'image/png', body as Uint8Array);
}

/** The projects service writes errors as gRPC gateways do; all others share one envelope. */
function sendRefusal(response: ServerResponse, name: OperationName | undefined, thrown: unknown): void {
  // Anything else is a bug of the sandbox, which its developer should see.
  if (!(thrown instanceof Refusal)) process.emitWarning(thrown instanceof Error ? thrown : String(thrown));
  const refusal = thrown instanceof Refusal ? thrown : new Refusal(500, 'internal_error', 'something went wrong');
  const { status, code, message, details } = refusal;
  const isProject = (name === 'ListProjects' || name === 'GetProjectById') && status !== 403;
  const body = isProject
    ? { code: status === 404 ? 5 : 3, message, details: details === null ? [] : [details] }
    : { error: { code, message, details } };
  // Errors of a picture are JSON with the picture's content type, as the API's document says.
  send(response, status, name === 'RenderVisualizationPng' ? 'image/png' : 'application/json', JSON.stringify(body));
}

function send(response: ServerResponse, status: number, type: string, body: string | Uint8Array): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
}
