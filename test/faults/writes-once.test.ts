import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/server/server.ts';
import { demoKeys } from '../../src/sandbox/world/demo.ts';
import { schema } from '../../src/schema/index.ts';
import { DEFAULTS } from '../../src/server/defaults.ts';
import { createGateway } from '../../src/server/gateway.ts';
import { holdTimers } from '../support/clock.ts';
import { type ArrivedRequest, answer, hang, reset, startFaultyUpstream } from '../support/faulty-upstream.ts';
import { onPort } from '../support/on-port.ts';
import { documentOf, operationOf, type Write, writesIn } from './writes.ts';

/** What the upstream answers to a write that it has done. */
interface Done {
  status: number;
  body: string;
}

type Fault = (response: Parameters<typeof hang>[0], request: ArrivedRequest, act: () => Promise<Done>) => unknown;

const FAULTS: { name: string; fault: Fault; isDone: boolean; code: string }[] = [
  { name: 'gets no answer, and is not done', fault: hang, isDone: false, code: 'UPSTREAM_TIMEOUT' },
  {
    name: 'gets no answer, though it is done',
    fault: (_response, _request, act) => act(),
    isDone: true,
    code: 'UPSTREAM_TIMEOUT',
  },
  { name: 'is reset, and is not done', fault: reset, isDone: false, code: 'UPSTREAM_UNAVAILABLE' },
  {
    name: 'is reset, though it is done',
    fault: (response, request, act) => act().then(() => reset(response, request)),
    isDone: true,
    code: 'UPSTREAM_UNAVAILABLE',
  },
  {
    name: 'is answered 500',
    fault: answer(500, { error: { code: 'internal', message: 'Broken.' } }),
    isDone: false,
    code: 'UPSTREAM_UNAVAILABLE',
  },
  {
    name: 'is answered 503, with leave to come again at once',
    fault: answer(503, 'busy', { 'retry-after': '0' }),
    isDone: false,
    code: 'UPSTREAM_UNAVAILABLE',
  },
  {
    name: 'is done, and its answer is cut off',
    async fault(response, _request, act) {
      const { status, body } = await act();
      const whole = body === '' ? 'gone' : body;
      response.writeHead(status === 204 ? 200 : status, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(whole),
      });
      response.write(whole.slice(0, whole.length / 2), () => response.destroy());
    },
    isDone: true,
    code: 'UPSTREAM_UNAVAILABLE',
  },
];

let sandbox: Sandbox;
let writes: Write[];
beforeAll(async () => {
  sandbox = await startSandbox();
  writes = writesIn(sandbox.store);
});
afterAll(() => sandbox.close());

/** Sends every mutation at once to a world of its own; all that writes meets the fault on its way. */
async function sendAllThrough(fault: Fault, isEndless = false) {
  const pass = holdTimers();
  const world = await startSandbox();
  let met = 0;
  const done: number[] = [];
  const road = await startFaultyUpstream(async (response, request) => {
    const act = async (): Promise<Done> => {
      const { method, target, body, headers } = request;
      const passed = await fetch(world.url + target, {
        method,
        headers: { authorization: headers.authorization ?? '', 'content-type': 'application/json' },
        ...(body !== '' && { body }),
      });
      return { status: passed.status, body: await passed.text() };
    };
    if (operationOf(request).access === 'write') {
      await fault(response, request, () =>
        act().then((answered) => {
          done.push(answered.status);
          return answered;
        }),
      );
      met += 1;
      // The time is over when all have met the fault, and what they have written has arrived.
      if (isEndless && met === writes.length) setImmediate(() => pass(DEFAULTS.timeoutMs));
    } else {
      const { status, body } = await act();
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    }
  });
  const gateway = createGateway({ apiUrl: road.url, maxEventLoopLagMs: 60_000 });
  try {
    const send = (origin: string) =>
      writes.map(async (write) => {
        const response = await fetch(`${origin}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: demoKeys.orchard },
          body: JSON.stringify({ query: documentOf(write), variables: { input: write.input } }),
        });
        // The gateway's own answers have this form.
        return (await response.json()) as {
          data: Record<string, { userErrors: unknown[] } | null>;
          errors?: { message: string; extensions: { code: string; retryable: boolean } }[];
        };
      });
    const answers = await onPort(gateway.listener, (origin) => Promise.all(send(origin)));
    const arrived = road.requests.map(operationOf).filter(({ access }) => access === 'write');
    return { answers, done, arrived: arrived.map(({ name }) => name).toSorted() };
  } finally {
    await road.close();
    await gateway.close();
    await world.close();
  }
}

const everyOneOnce = () => writes.map(({ operation }) => operation).toSorted();

describe('Each mutation', () => {
  test('is in the table below, and is done where nothing goes wrong', async () => {
    const { answers, done, arrived } = await sendAllThrough(async (response, _request, act) => {
      const { status, body } = await act();
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });

    expect(writes.map(({ field }) => field).toSorted()).toEqual(
      Object.keys(schema.getMutationType()?.getFields() ?? {}).toSorted(),
    );
    expect(arrived).toEqual(everyOneOnce());
    expect(answers).toEqual(writes.map(({ field }) => ({ data: { [field]: { userErrors: [] } } })));
    expect(done.every((status) => status < 300)).toBe(true);
  });

  test.each(FAULTS)(
    'that $name is sent once, and its error says so and where to look',
    async ({ fault, isDone, code }) => {
      const { answers, done, arrived } = await sendAllThrough(fault, code === 'UPSTREAM_TIMEOUT');

      expect(arrived).toEqual(everyOneOnce());
      expect(done.length).toBe(isDone ? writes.length : 0);
      expect(done.every((status) => status < 300)).toBe(true);
      expect(
        answers.map(({ data, errors }) => [
          data,
          errors?.map(({ message, extensions }) => [extensions.code, extensions.retryable, placeIn(message)]),
        ]),
      ).toEqual(writes.map(({ field, shownBy }) => [{ [field]: null }, [[code, false, shownBy]]]));
    },
  );
});

/** What a message says shows whether the write was done. */
function placeIn(message: string): string | null | undefined {
  if (message.endsWith('It may still have been applied, and may be sent again.')) return null;
  return /It may still have been applied: check (.*) before retrying\.$/.exec(message)?.[1];
}
