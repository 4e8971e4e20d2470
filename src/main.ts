import { createServer } from 'node:http';
import { ConfigError, readConfig } from './config.ts';
import { serveWebSocket } from './server/websocket.ts';
import { createGateway } from './server.ts';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const sandbox = config.apiUrl === undefined ? await startEmbeddedSandbox() : undefined;
  const gateway = createGateway({
    ...config,
    apiUrl: config.apiUrl ?? sandbox?.url ?? '',
    demoKey: sandbox?.key,
  });

  const server = createServer(gateway.handle);
  serveWebSocket(server, gateway.handle);
  server.listen(config.port, config.host, () => {
    const url = `http://${config.host}:${config.port}/graphql`;
    console.log(`GraphQL gateway on ${url}`);
    if (sandbox)
      console.log(
        `OVER THE BUILT-IN SANDBOX, not the real Pixxel API. Paste this key as Authorization: ${sandbox.key}`,
      );
  });
}

async function startEmbeddedSandbox(): Promise<{ url: string; key: string }> {
  const { startSandbox } = await import('./sandbox/server.ts');
  const { demoKeys } = await import('./sandbox/store.ts');
  const sandbox = await startSandbox();
  return { url: sandbox.url, key: demoKeys.orchard };
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
});
