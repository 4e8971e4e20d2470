import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Figures } from './report.ts';

/** The core of the server under test, which has it alone. */
export const SERVER_CORE = 0;
/** The core of the upstream and the load. */
export const OTHER_CORE = 1;

/** Whether processes can be bound to the cores here: Linux has `taskset`, and a container may have other cores, or one alone. */
export const canPin =
  availableParallelism() > 1 &&
  [SERVER_CORE, OTHER_CORE].every((core) => spawnSync('taskset', ['-c', String(core), 'true']).status === 0);

/** Binds this process with all its threads to a core, if the machine allows it. */
export function pinThisProcess(core: number): void {
  if (canPin) spawnSync('taskset', ['-a', '-c', '-p', String(core), String(process.pid)]);
}

/** A process of the benchmark that is bound to a core and listens on a port of its own. */
export class Child {
  readonly url: string;
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess, url: string) {
    this.#process = process;
    this.url = url;
  }

  /**
   * Starts a script of this folder; it must call `reportToBenchmark`.
   * @param args of the script
   * @param nodeArgs of Node
   */
  static async start(core: number, script: string, args: string[] = [], nodeArgs: string[] = []): Promise<Child> {
    const path = fileURLToPath(new URL(script, import.meta.url));
    const command = [process.execPath, ...nodeArgs, path, ...args];
    const [program = '', ...rest] = canPin ? ['taskset', '-c', String(core), ...command] : command;
    // In production, graphql skips its development checks. This applies to all servers.
    const env = { ...process.env, NODE_ENV: 'production', NODE_COMPILE_CACHE: join(tmpdir(), 'gateway-bench') };
    const child = spawn(program, rest, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], env });
    const { url } = await next<{ url: string }>(child);
    return new Child(child, url);
  }

  figures(): Promise<Figures> {
    this.#process.send('figures');
    return next<Figures>(this.#process);
  }

  async stop(): Promise<void> {
    const ended = once(this.#process, 'exit');
    this.#process.disconnect();
    await ended;
  }
}

/** The next message of a child, which says what `reportToBenchmark` has it say. */
async function next<Message>(child: ChildProcess): Promise<Message> {
  const ended = new AbortController();
  const end = () => ended.abort();
  child.once('exit', end);
  try {
    const [message] = await once(child, 'message', { signal: ended.signal });
    return message;
  } finally {
    child.off('exit', end);
  }
}
