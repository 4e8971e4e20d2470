import type { RequestListener } from 'node:http';
import type { ExecutionResult } from 'graphql';
import type { OperationName } from '../../src/contract/operations.ts';
import { type SandboxOptions, startSandbox } from '../../src/sandbox/server/server.ts';
import { demoKeys } from '../../src/sandbox/world/demo.ts';
import type { Store } from '../../src/sandbox/world/store.ts';
import type { AllGatewayOptions } from '../../src/server/all-options.ts';
import { createGateway } from '../../src/server/gateway.ts';
import { startSteppedUpstream } from './stepped-upstream.ts';
import { startStrictUpstream } from './strict-upstream.ts';

/** What a query gave, and what it cost. */
export interface Answer {
  data: unknown;
  errors: ExecutionResult['errors'];
  /** The upstream operations in the order in which they were begun. */
  calls: string[];
  /** The same calls as they arrived at the upstream: method, path and query. */
  wire: string[];
}

export interface TestGateway {
  store: Store;
  /** Sends a query through the whole gateway, by default with the first demo key. */
  query(source: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<Answer>;
  fetch(request: Request): Promise<Response>;
  /** The gateway as a listener of `node:http`, within other frameworks. */
  handle: RequestListener;
  /** The gateway as the listener of a server of its own. */
  listener: RequestListener;
  /** Every request that has arrived at the upstream so far. */
  arrived: readonly string[];
  /** The calls that were in flight together, step by step; only with `isStepped`. */
  steps: OperationName[][];
}

export interface TestGatewayOptions extends Partial<AllGatewayOptions> {
  sandbox?: SandboxOptions;
  /** Whether the upstream's clock moves in steps, see `startSteppedUpstream`. */
  isStepped?: boolean;
}

/**
 * A gateway over a sandbox of its own, with the strict upstream between them: `use` closes all of it, and fails if
 * the strict upstream refused a request. The reference cache is off, so every call is counted.
 */
export async function withGateway(
  options: TestGatewayOptions,
  use: (gateway: TestGateway) => Promise<void>,
): Promise<void> {
  const { sandbox: sandboxOptions, isStepped = false, ...gatewayOptions } = options;
  // What is under way goes no further during a test, however long it takes, unless the test moves the clock.
  const startedAt = Date.now();
  const sandbox = await startSandbox({ now: () => startedAt, ...sandboxOptions });
  const strict = await startStrictUpstream(sandbox.url);
  const stepped = isStepped ? await startSteppedUpstream(strict.url) : null;
  const gateway = createGateway({
    apiUrl: stepped?.url ?? strict.url,
    tracing: stepped?.tracing,
    referenceCacheTtlMs: 0,
    maxEventLoopLagMs: 60_000,
    ...gatewayOptions,
  });
  try {
    await use({
      store: sandbox.store,
      arrived: strict.calls,
      steps: stepped?.steps ?? [],
      fetch: async (request) => gateway.handle.fetch(request),
      handle: gateway.handle,
      listener: gateway.listener,
      async query(source, variables = {}, headers = {}) {
        const before = strict.calls.length;
        const response = await gateway.handle.fetch('http://gateway.test/graphql', {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            authorization: demoKeys.orchard,
            'x-upstream-trace': '1',
            ...headers,
          },
          body: JSON.stringify({ query: source, variables }),
        });
        // The trace is asked for, and the gateway's own answers have this form.
        const body = (await response.json()) as ExecutionResult & {
          extensions?: { upstream?: { calls: { operation: string }[] } };
        };
        return {
          data: body.data,
          errors: body.errors,
          calls: body.extensions?.upstream?.calls.map((call) => call.operation) ?? [],
          wire: strict.calls.slice(before),
        };
      },
    });
  } finally {
    await gateway.close();
    await stepped?.close();
    await strict.close();
    await sandbox.close();
  }
  if (strict.refused.length > 0)
    throw new Error(`The strict upstream refused: ${JSON.stringify(strict.refused, null, 2)}`);
}
