import { onTestFinished } from 'vitest';
import type { Operation } from '../../src/contract/operation.ts';
import { type AnswerOf, type InputOf, type OperationName, operations } from '../../src/contract/operations.ts';
import { type SandboxOptions, startSandbox } from '../../src/sandbox/server/server.ts';
import { demoKeys } from '../../src/sandbox/world/demo.ts';
import type { Store } from '../../src/sandbox/world/store.ts';

export interface Answered<Body> {
  status: number;
  contentType: string | null;
  body: Body;
}

/** A running sandbox with a clock that only moves when told to. */
export interface World {
  url: string;
  store: Store;
  /** Moves the clock on by so many seconds. */
  pass(seconds: number): void;
  /** Asks the named operation and expects it to succeed. */
  ask<Name extends OperationName>(name: Name, input: InputOf<Name>, key?: string): Promise<AnswerOf<Name>>;
  /** Asks the named operation with whatever input, right or wrong. */
  send(name: OperationName, input: LooseInput, key?: string | null): Promise<Answered<unknown>>;
}

export interface LooseInput {
  path?: Record<string, string> | undefined;
  query?: object | undefined;
  body?: unknown;
}

/** Starts a sandbox for the test at hand; it is closed when the test has finished. */
export async function startWorld(options: Omit<SandboxOptions, 'now' | 'store'> = {}): Promise<World> {
  let now = Date.UTC(2026, 10, 24, 9);
  const sandbox = await startSandbox({ ...options, now: () => now });
  onTestFinished(() => sandbox.close());

  async function send(name: OperationName, input: LooseInput, key: string | null = demoKeys.orchard) {
    const operation: Operation = operations[name];
    const path = operation.path.replace(/\{([^}]+)\}/g, (_, parameter) =>
      encodeURIComponent(input.path?.[parameter] ?? ''),
    );
    const query = new URLSearchParams(Object.entries(input.query ?? {}).map(([one, value]) => [one, String(value)]));
    const response = await fetch(`${sandbox.url}${path}${query.size > 0 ? `?${query}` : ''}`, {
      method: operation.method,
      headers: {
        ...(key !== null && { authorization: key }),
        ...(input.body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(input.body !== undefined && { body: JSON.stringify(input.body) }),
    });
    const contentType = response.headers.get('content-type');
    const bytes = Buffer.from(await response.arrayBuffer());
    const isPicture = contentType === 'image/png' && response.ok;
    return { status: response.status, contentType, body: isPicture ? bytes : parsed(bytes.toString()) };
  }

  return {
    url: sandbox.url,
    store: sandbox.store,
    pass(seconds) {
      now += seconds * 1000;
    },
    send,
    async ask<Name extends OperationName>(name: Name, input: InputOf<Name>, key?: string) {
      const answer = await send(name, input, key);
      if (answer.status >= 300) throw new Error(`${name}: ${answer.status} ${JSON.stringify(answer.body)}`);
      // The conformance test shows that answers are what the contract says.
      return answer.body as AnswerOf<Name>;
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text === '' ? undefined : text;
  }
}

/** The first record that the test needs to be there. */
export function first<Row>(rows: Iterable<Row>, isWanted: (row: Row) => boolean = () => true): Row {
  for (const row of rows) if (isWanted(row)) return row;
  throw new Error('the world holds no such record');
}
