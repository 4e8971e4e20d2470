/** The sandbox as an app's tests use it: the whole Pixxel API from memory, with made-up data. */
import { startSandbox as start } from './server/server.ts';

export interface SandboxOptions {
  /** Port to listen on. Default 0: any free port. */
  port?: number;
  /** Address to listen on. Default 127.0.0.1. */
  host?: string;
  /** The clock of the made-up data, in milliseconds since 1970: set it forward to see work finish. Default: the real time. */
  now?: () => number;
  /** Milliseconds by which every answer is delayed. Default 0. */
  latencyMs?: number;
}

/** A running sandbox. Each has data of its own, and forgets all changes when it is closed. */
export interface Sandbox {
  /** What to pass to `createGateway` as `apiUrl`. */
  readonly url: string;
  /** Stops at once and closes all connections. */
  close(): Promise<void>;
}

/** Starts a sandbox of the Pixxel API. */
export const startSandbox: (options?: SandboxOptions) => Promise<Sandbox> = start;

export { demoAccounts, demoKeys } from './world/demo.ts';
