import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import closeWithGrace from 'close-with-grace';
import { pino } from 'pino';
import { collectDefaultMetrics } from 'prom-client';
import { type Config, ConfigError, misspeltSettings, readConfig } from './config.ts';
import { helpText, readFlags } from './flags.ts';
import { drain } from './server/doors/drain.ts';
import { createHttpServer, listen } from './server/doors/http-server.ts';
import { serveWebSocket } from './server/doors/websocket.ts';
import { createGateway } from './server/gateway.ts';
import { collectLessOften } from './server/observe/heap.ts';

/** Beyond the longest operation, time for its answer to be written. */
const DRAIN_GRACE_MS = 5000;

async function main(): Promise<void> {
  const command = readFlags(process.argv.slice(2));
  if ('show' in command) return console.log(command.show === 'help' ? helpText() : version());
  collectLessOften();
  // Flags win. They become variables because the exporter of traces reads its own.
  const env = Object.assign(process.env, command.variables);
  for (const line of misspeltSettings(env)) console.error(line);
  const config = readConfig(env);
  // Log lines are written asynchronously, and flushed when the process ends: only a buffer with a minimum length can be flushed.
  const logger = pino({ level: config.logLevel }, pino.destination({ sync: false, minLength: 1 }));
  const sandbox = config.apiUrl === undefined ? await startEmbeddedSandbox() : undefined;
  // Loaded only when they are used: they are large.
  const tracing = config.hasTracing ? (await import('./server/observe/tracing.ts')).startTracing() : undefined;
  const mcp = config.mcp && (await openMcp(config.mcp));
  const toSubgraph = config.isSubgraph ? (await import('./server/doors/federation.ts')).toSubgraph : undefined;
  const gateway = createGateway({
    ...config,
    hasOwnOperatorPort: config.operatorPort !== undefined,
    mcp,
    toSubgraph,
    apiUrl: config.apiUrl ?? sandbox?.url ?? '',
    demoKeys: sandbox?.demoAccounts ?? [],
    logger,
    tracing,
  });
  collectDefaultMetrics({ register: gateway.registry });

  const server = createHttpServer(gateway.listener, config);
  const { host, port, operatorPort } = config;
  const acceptors = await orAddressUnusable(listen(server, port, host), 'PORT', `${host}:${port}`);
  const sockets = serveWebSocket(server, gateway.handle, config);
  const operators = operatorPort === undefined ? undefined : createServer(gateway.operators);
  if (operators) {
    const listening = once(operators.listen(operatorPort, host), 'listening');
    await orAddressUnusable(listening, 'OPERATOR_PORT', `${host}:${operatorPort}`);
  }
  // For people, so on stderr: stdout has only JSON lines.
  console.error(`GraphQL gateway on http://${host}:${port}/graphql`);
  if (sandbox) {
    console.error('OVER THE BUILT-IN SANDBOX, not the real Pixxel API: all data is made up. Keys for Authorization:');
    for (const { key, opens } of sandbox.demoAccounts) console.error(`  ${key}  ${opens}`);
  }
  if (config.proxies) console.error(proxyLine(config.proxies));

  closeWithGrace({ delay: config.timeoutMs + DRAIN_GRACE_MS, logger }, async ({ err, signal }) => {
    if (err) logger.fatal({ err }, 'the process cannot continue');
    logger.info({ signal }, 'draining');
    gateway.drain();
    await Promise.all([sockets.drain(), drain(server, acceptors)]);
    await gateway.close();
    operators?.close();
    operators?.closeAllConnections();
    await tracing?.close();
    await sandbox?.close();
    logger.info('stopped');
    // pino writes what is left at exit, and tries forever if nobody reads stdout any more. So nothing is left.
    await promisify(logger.flush.bind(logger))().catch(() => {});
  });
  logger.info({ host, port, isOverSandbox: sandbox !== undefined }, 'listening');
}

/** @throws ConfigError if nothing can listen there */
async function orAddressUnusable<Result>(
  listening: Promise<Result>,
  setting: string,
  address: string,
): Promise<Result> {
  try {
    return await listening;
  } catch (error) {
    const { code }: NodeJS.ErrnoException = error instanceof Error ? error : new Error();
    if (code === 'EADDRINUSE') {
      throw new ConfigError(`Another program already listens on ${address}. Set ${setting} to another port.`);
    }
    if (code === 'EACCES') {
      throw new ConfigError(`This user may not listen on ${address}. Set ${setting} to a port above 1023.`);
    }
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
      throw new ConfigError(
        `This machine cannot listen on ${address}. Set HOST to an address that it has, such as 127.0.0.1.`,
      );
    }
    throw error;
  }
}

/** @throws ConfigError if a tool of the operator's own folder cannot be used */
async function openMcp(options: NonNullable<Config['mcp']>) {
  const mcp = await import('./server/doors/mcp/mcp.ts');
  try {
    return mcp.openMcp(options);
  } catch (error) {
    if (options.folder === undefined || !(error instanceof Error)) throw error;
    throw new ConfigError(`These settings cannot be used:\n  MCP_TOOLS: ${error.message}`);
  }
}

function proxyLine({ http, https, except }: NonNullable<Config['proxies']>): string {
  const [httpHost, httpsHost] = [http, https].map((url) => (url === '' ? undefined : new URL(url).host));
  const hosts = [httpsHost && `https ${httpsHost}`, httpHost && `http ${httpHost}`].filter(Boolean).join(', ');
  return `Calls to the API go through a proxy (${hosts}), except to the hosts of NO_PROXY (${except || 'none'}).`;
}

function version(): string {
  // The file is this package's own.
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return version;
}

async function startEmbeddedSandbox() {
  const { startSandbox } = await import('./sandbox/server/server.ts');
  const { demoAccounts } = await import('./sandbox/world/demo.ts');
  const sandbox = await startSandbox();
  return { url: sandbox.url, demoAccounts, close: () => sandbox.close() };
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
});
