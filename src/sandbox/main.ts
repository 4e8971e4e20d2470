import { startSandbox } from './server/server.ts';
import { demoKeys } from './world/demo.ts';

/** The sandbox alone, on a port of its own: `npm run sandbox`. */
const port = Number(process.env.SANDBOX_PORT ?? 4010);
if (!Number.isInteger(port) || port < 0 || port > 65535) refuse('SANDBOX_PORT must be a port number.');
const sandbox = await startSandbox({ port }).catch((error: NodeJS.ErrnoException) => {
  if (error.code !== 'EADDRINUSE') throw error;
  return refuse(`Another program already listens on port ${port}. Set SANDBOX_PORT to another port.`);
});
console.log(`The Pixxel sandbox listens on ${sandbox.url}`);
for (const [name, key] of Object.entries(demoKeys)) console.log(`  key of ${name}: ${key}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close());

function refuse(reason: string): never {
  console.error(reason);
  process.exit(1);
}
