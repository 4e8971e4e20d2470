import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../test/support/on-port.ts';
import { canPin, SERVER_CORE } from './child.ts';

const MIB = 1024 * 1024;

/** Places in `/proc/…/stat`, counted from the state of the process, and the unit there. */
const [USER_TIME, SYSTEM_TIME, TICK_MS] = [11, 12, 10];

/** The Kubernetes manifest. */
export const MANIFEST = readFileSync(new URL('../deploy/kubernetes/gateway.yaml', import.meta.url), 'utf8');

/** The flags of Node in the Kubernetes manifest. */
export const FLAGS = /NODE_OPTIONS\s+value: (.*)/.exec(MANIFEST)?.[1] ?? '';

/** From so many bytes on, the manifest has glibc take each buffer from the system, and give it back. */
const MMAP_THRESHOLD = /MALLOC_MMAP_THRESHOLD_\s+value: '(\d+)'/.exec(MANIFEST)?.[1];

/** The gateway as it is shipped: a process of its own, in production, with the flags of the manifest. */
export class ShippedGateway {
  readonly url: string;
  readonly operatorUrl: string;
  readonly #process: ChildProcess;
  /** How the process ended by itself: its exit code or signal. Empty while it lives. */
  died = '';

  private constructor(child: ChildProcess, port: number, operatorPort: number) {
    this.#process = child;
    this.url = `http://127.0.0.1:${port}`;
    this.operatorUrl = `http://127.0.0.1:${operatorPort}`;
    child.once('exit', (code, signal) => {
      this.died = String(code ?? signal);
    });
  }

  /**
   * Starts it, on a core of its own where that can be done.
   * @param env settings beside those
   */
  static async start(upstream: string, env: Record<string, string> = {}): Promise<ShippedGateway> {
    const [port, operatorPort] = [await freePort(), await freePort()];
    const collecting = ['--expose-gc', '--import', new URL('collect-on-signal.ts', import.meta.url).href];
    const command = [process.execPath, ...collecting, fileURLToPath(new URL('../src/main.ts', import.meta.url))];
    const [program = '', ...args] = canPin ? ['taskset', '-c', String(SERVER_CORE), ...command] : command;
    const child = spawn(program, args, {
      env: {
        ...process.env,
        NODE_ENV: 'production',
        NODE_OPTIONS: FLAGS,
        MALLOC_MMAP_THRESHOLD_: MMAP_THRESHOLD,
        PORT: String(port),
        OPERATOR_PORT: String(operatorPort),
        PIXXEL_API_URL: upstream,
        LOG_LEVEL: 'error',
        ...env,
      },
      stdio: ['ignore', 'inherit', 'pipe'],
    });
    const gateway = new ShippedGateway(child, port, operatorPort);
    const said: string[] = [];
    for await (const line of createInterface({ input: child.stderr })) {
      said.push(line);
      if (line.includes('/graphql')) break;
    }
    if (!said.at(-1)?.includes('/graphql')) throw new Error(`The gateway did not start: ${said.join('\n')}`);
    child.stderr.pipe(process.stderr);
    return gateway;
  }

  /** Resident memory in MiB. */
  get memory(): number {
    return this.#statusMiB('VmRSS');
  }

  /** The most that its resident memory has been, in MiB. */
  get peakMemory(): number {
    return this.#statusMiB('VmHWM');
  }

  #statusMiB(line: string): number {
    try {
      const status = readFileSync(`/proc/${this.#process.pid}/status`, 'utf8');
      return Number(new RegExp(`^${line}:\\s+(\\d+)`, 'm').exec(status)?.[1]) / 1024;
    } catch {
      return Number.NaN;
    }
  }

  /** MiB of live objects on its heap, and of the buffers that they hold: all garbage is collected first. */
  async liveMemory(): Promise<{ heap: number; buffers: number }> {
    // Some objects are released only by what runs between two collections.
    for (let each = 0; each < 3; each += 1) {
      this.#process.kill('SIGWINCH');
      await sleep(200);
    }
    const [heap, buffers] = [
      await this.metric('nodejs_heap_size_used_bytes'),
      await this.metric('nodejs_external_memory_bytes'),
    ];
    return { heap: heap / MIB, buffers: buffers / MIB };
  }

  /** Milliseconds for which its main thread has run so far: a busy machine makes it wait, but does not change this. */
  get busyMs(): number {
    const { pid } = this.#process;
    const [nanoseconds] = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ');
    return Number(nanoseconds) / 1e6;
  }

  /** Milliseconds of processor time of all its threads so far. Some collect garbage, on the same core. */
  get cpuMs(): number {
    const fields = readFileSync(`/proc/${this.#process.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[USER_TIME]) + Number(fields[SYSTEM_TIME])) * TICK_MS;
  }

  /** The value of one of its metrics, over all labels. */
  async metric(name: string): Promise<number> {
    const text = await (await fetch(`${this.operatorUrl}/metrics`)).text();
    const lines = text.split('\n').filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`));
    return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
  }

  async stop(): Promise<void> {
    if (this.died !== '') return;
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await ended;
  }
}
