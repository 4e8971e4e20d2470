/**
 * Runs a command beside a gateway over the built-in sandbox: `node examples/with-sandbox.ts COMMAND…`. The command gets the URL of
 * the gateway in GATEWAY_URL and a key in PIXXEL_API_KEY. In the sandbox, time runs SANDBOX_SPEED times as fast (1 by default). If
 * GATEWAY_URL is already set, no gateway is started.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { startSandbox } from '../src/sandbox/server/server.ts';
import { demoKeys } from '../src/sandbox/world/demo.ts';
import { createGateway } from '../src/server/gateway.ts';

const [command, ...args] = process.argv.slice(2);
if (command === undefined) throw new Error('Usage: node examples/with-sandbox.ts COMMAND...');

if (process.env.GATEWAY_URL) {
  await run(process.env);
} else {
  const speed = Number(process.env.SANDBOX_SPEED ?? 1);
  const begun = Date.now();
  const sandbox = await startSandbox({ now: () => begun + (Date.now() - begun) * speed });
  const gateway = createGateway({ apiUrl: sandbox.url });
  const server = createServer(gateway.handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;

  await run({
    ...process.env,
    GATEWAY_URL: `http://127.0.0.1:${port}/graphql`,
    PIXXEL_API_KEY: demoKeys.orchard,
    // Vite passes variables with this prefix to the page. Only the demo key may go there.
    VITE_DEMO_KEY: demoKeys.orchard,
  });

  server.closeAllConnections();
  server.close();
  await gateway.close();
  await sandbox.close();
}

async function run(env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(command ?? '', args, { env, stdio: 'inherit' });
  // Ctrl-C also reaches the command. This process waits for it to end, then stops the gateway.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill());
  const [code] = await once(child, 'exit');
  process.exitCode = typeof code === 'number' ? code : 1;
}
