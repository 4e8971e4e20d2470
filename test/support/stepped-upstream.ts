import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { type OperationName, operations } from '../../src/contract/operations.ts';
import type { Tracing } from '../../src/server/observe/tracing.ts';
import { startOnPort } from './on-port.ts';

export interface SteppedUpstream {
  url: string;
  /** Told by the gateway when a call begins and ends; give it to the gateway as `tracing`. */
  tracing: Tracing;
  /** The operations that were in flight together, step by step, each step sorted. */
  steps: OperationName[][];
  close(): Promise<void>;
}

/**
 * A server in front of `target` whose clock moves in steps: it waits until every call that the gateway has started has
 * arrived, then answers all of them at once. So each call takes one step, and calls of one step were started together.
 */
export async function startSteppedUpstream(target: string): Promise<SteppedUpstream> {
  const steps: OperationName[][] = [];
  let inFlight = 0;
  let held: { operation: OperationName; answer(): void }[] = [];

  const settle = (turns = 3): void => {
    if (turns > 0) {
      setImmediate(settle, turns - 1);
    } else if (held.length > 0 && held.length === inFlight) {
      const step = held;
      held = [];
      steps.push(step.map(({ operation }) => operation).toSorted());
      for (const { answer } of step) answer();
    }
  };

  const { origin, close } = await startOnPort(async (incoming, outgoing) => {
    const { method = '', url = '', headers } = incoming;
    const body = await buffer(incoming);
    const answer = () => {
      request(`${target}${url}`, { method, headers, agent: false }, (answered) => {
        outgoing.writeHead(answered.statusCode ?? 502, answered.headers);
        answered.pipe(outgoing);
      }).end(body);
    };
    held.push({ operation: operationOf(method, url), answer });
    settle();
  });

  return {
    url: origin,
    steps,
    tracing: {
      plugin: {},
      traced: (schema) => schema,
      startCall() {
        inFlight += 1;
        return {
          headers: {},
          end() {
            inFlight -= 1;
            settle();
          },
        };
      },
      close: async () => {},
    },
    close,
  };
}

function operationOf(method: string, url: string): OperationName {
  const path = url.split('?')[0]?.split('/') ?? [];
  // Object.keys loses the table's names. Literal paths come before those with parameters.
  const names = (Object.keys(operations) as OperationName[]).toSorted(
    (one, other) => operations[one].path.split('{').length - operations[other].path.split('{').length,
  );
  const found = names.find((name) => {
    const parts = operations[name].path.split('/');
    return (
      operations[name].method === method &&
      parts.length === path.length &&
      parts.every((part, index) => part.startsWith('{') || part === path[index])
    );
  });
  if (!found) throw new Error(`No operation is ${method} ${url}.`);
  return found;
}
