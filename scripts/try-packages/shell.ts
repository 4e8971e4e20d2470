import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';

const STARTS_WITHIN_MS = 20_000;
const ENDS_WITHIN_MS = 180_000;

/** Runs a command to its end and returns what it wrote to stdout. @throws Error with everything that it wrote */
export async function run(cwd: string, command: string, ...args: string[]): Promise<string> {
  return runWith({}, cwd, command, ...args);
}

/** As `run`, with variables of environment. */
export async function runWith(
  env: NodeJS.ProcessEnv,
  cwd: string,
  command: string,
  ...args: string[]
): Promise<string> {
  const options = { cwd, env: { ...process.env, ...env }, timeout: ENDS_WITHIN_MS, maxBuffer: 64 * 1024 * 1024 };
  try {
    return (await promisify(execFile)(command, args, options)).stdout;
  } catch (error) {
    // What execFile rejects with.
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`, { cause: error });
  }
}

/** Starts a server, uses it as soon as `url` answers, and ends it with SIGTERM. @returns what it wrote */
export async function whileRunning(
  server: { cwd: string; command: string[]; env?: NodeJS.ProcessEnv; url: string },
  use: () => Promise<void>,
): Promise<string> {
  if (await isAnswering(server.url)) throw new Error(`Something else answers at ${server.url}.`);
  const [command = '', ...args] = server.command;
  // In a group of its own: npx passes no signal on to what it starts.
  const child = spawn(command, args, { cwd: server.cwd, env: { ...process.env, ...server.env }, detached: true });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  try {
    await answers(server.url, child);
    await use();
  } catch (error) {
    throw new Error(`With ${server.command.join(' ')}:\n${output}`, { cause: error });
  } finally {
    if (child.pid && child.exitCode === null) process.kill(-child.pid);
    await isSilent(server.url);
  }
  return output;
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + STARTS_WITHIN_MS;
  while (!(await isAnswering(url))) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`Nothing answers at ${url}.`);
    await setTimeout(100);
  }
}

async function isSilent(url: string): Promise<void> {
  const deadline = Date.now() + STARTS_WITHIN_MS;
  while (await isAnswering(url)) {
    if (Date.now() > deadline) throw new Error(`The server at ${url} did not end on SIGTERM.`);
    await setTimeout(100);
  }
}

function isAnswering(url: string): Promise<boolean> {
  return fetch(url, { headers: { connection: 'close' } }).then(
    () => true,
    () => false,
  );
}
