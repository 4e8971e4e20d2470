import type { GraphQLError } from 'graphql';
import { describe, expect, test } from 'vitest';
import { InputError, InputErrors } from '../../src/resolvers/input/input-error.ts';
import { UncertainWrite } from '../../src/resolvers/input/write.ts';
import type { ErrorCode } from '../../src/server/errors/catalogue.ts';
import { toClientResult } from '../../src/server/errors/client-error.ts';
import { type FailureKind, UpstreamFailure } from '../../src/upstream/failure.ts';
import { answer, TEST_KEY, withFaultyUpstream } from '../support/faulty-upstream.ts';
import { withGateway } from '../support/gateway.ts';

const BY_KIND: Record<FailureKind, [ErrorCode, 'retryable' | 'final']> = {
  noKey: ['UNAUTHENTICATED', 'final'],
  badId: ['BAD_USER_INPUT', 'final'],
  budgetExceeded: ['UPSTREAM_BUDGET_EXCEEDED', 'final'],
  overloaded: ['OVERLOADED', 'retryable'],
  badRequest: ['BAD_USER_INPUT', 'final'],
  unauthenticated: ['UNAUTHENTICATED', 'final'],
  forbidden: ['FORBIDDEN', 'final'],
  notFound: ['NOT_FOUND', 'final'],
  conflict: ['CONFLICT', 'final'],
  rateLimited: ['RATE_LIMITED', 'retryable'],
  unavailable: ['UPSTREAM_UNAVAILABLE', 'retryable'],
  timeout: ['UPSTREAM_TIMEOUT', 'retryable'],
  invalidAnswer: ['UPSTREAM_INVALID_RESPONSE', 'final'],
  aborted: ['REQUEST_ABORTED', 'retryable'],
};

/** What the client of the request `r-1` sees of an error. */
function toClientError(error: unknown): GraphQLError {
  const { errors } = toClientResult({ data: null, errors: [error as GraphQLError] }, 'r-1', () => {}); // executors wrap anything
  return errors?.[0] as GraphQLError;
}

describe('A failure of the upstream', () => {
  // The table's type lists every kind.
  test.each(Object.entries(BY_KIND) as [FailureKind, [ErrorCode, string]][])(
    'of kind %s has the code %j',
    (kind, [code, retryable]) => {
      const { extensions } = toClientError(new UpstreamFailure(kind, 'ListAois'));

      expect(extensions).toEqual({
        code,
        requestId: 'r-1',
        retryable: retryable === 'retryable',
        upstream: { operation: 'ListAois' },
      });
    },
  );

  test.each([
    [400, 'BAD_USER_INPUT'],
    [401, 'UNAUTHENTICATED'],
    [403, 'FORBIDDEN'],
    [404, 'NOT_FOUND'],
    [409, 'CONFLICT'],
    [418, 'BAD_USER_INPUT'],
    [500, 'UPSTREAM_UNAVAILABLE'],
    [503, 'UPSTREAM_UNAVAILABLE'],
    [504, 'UPSTREAM_TIMEOUT'],
  ])('with status %i has the code %s, while the HTTP status is the gateway’s own', (status, code) =>
    withFaultyUpstream(answer(status, {}), {}, async (ask) => {
      const { errors } = await ask('{ satellites { name } }');

      expect(errors?.[0]?.extensions).toMatchObject({ code, upstream: { operation: 'ListSatellites', status } });
    }),
  );

  test('omits upstream messages that quote the key or an address', () => {
    const [, token = ''] = TEST_KEY.split(' ');
    const body = {
      error: {
        code: `no:${token}`,
        message: `Key "${TEST_KEY}" is not known at http://10.1.2.3:8080/v0/aois?key=${token}`,
        details: [{ [token]: `sent ${TEST_KEY}`, see: 'https://internal.example/trace' }],
      },
    };
    return withFaultyUpstream(answer(403, body), {}, async (ask) => {
      const answered = JSON.stringify(await ask('{ satellites { name } }', {}, { 'x-upstream-trace': '1' }));

      expect(answered).toContain('is not known at [address]');
      expect(answered).not.toContain(token);
      expect(answered).not.toMatch(/https?:|10\.1\.2\.3|internal\.example/);
    });
  });

  test('whose connection failed tells nothing of the connection', () =>
    withFaultyUpstream(answer(200, {}), { apiUrl: 'http://127.0.0.1:1' }, async (ask) => {
      const answered = JSON.stringify(await ask('{ satellites { name } }'));

      expect(answered).toContain('UPSTREAM_UNAVAILABLE');
      expect(answered).not.toMatch(/127\.0\.0\.1|ECONNREFUSED|\bat\b.*\.ts/);
    }));
});

describe('One failing field', () => {
  test('leaves its siblings whole, and one cause is one error for each field that lacks its value', () =>
    withFaultyUpstream(
      (response, request) => {
        const isProjects = request.target.startsWith('/v0/projects');
        const projects = {
          count: 2,
          projects: [
            { id: 'p', title: 'North' },
            { id: 'q', title: 'South' },
          ],
        };
        (isProjects ? answer(200, projects) : answer(403, {}))(response, request);
      },
      {},
      async (ask) => {
        const { data, errors } = await ask('{ projects { nodes { title aois { nodes { name } } } } }');

        expect(data).toEqual({
          projects: {
            nodes: [
              { title: 'North', aois: null },
              { title: 'South', aois: null },
            ],
          },
        });
        expect(errors?.map(({ path, extensions }) => [path?.join('.'), extensions?.code])).toEqual([
          ['projects.nodes.0.aois', 'FORBIDDEN'],
          ['projects.nodes.1.aois', 'FORBIDDEN'],
        ]);
      },
    ));
});

describe('An error', () => {
  test('of a write whose outcome is unknown says so, and where to look', () => {
    const failure = new UpstreamFailure('timeout', 'CreateAoi', { isOutcomeUnknown: true });

    const { message, extensions } = toClientError(new UncertainWrite(failure, '`aois`'));

    expect(message).toBe(
      'Pixxel did not answer in time. It may still have been applied: check `aois` before retrying.',
    );
    expect(extensions).toMatchObject({ code: 'UPSTREAM_TIMEOUT', retryable: false });
  });

  test('of the input names the place', () => {
    const fault = new InputError('first must be from 0 to 500.', ['first']);

    expect(toClientError(fault).extensions).toEqual({
      code: 'BAD_USER_INPUT',
      argumentPath: ['first'],
      requestId: 'r-1',
    });
    expect(toClientError(new InputErrors([fault, fault])).message).toBe(`${fault.message} ${fault.message}`);
  });

  test('that is unexpected says only that', () => {
    const { message, extensions, stack } = toClientError(new TypeError(`cannot read ${TEST_KEY} of /srv/app.ts`));

    expect({ message, extensions }).toEqual({
      message: 'Something went wrong in the gateway.',
      extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'r-1' },
    });
    expect(stack).not.toContain(TEST_KEY);
  });
});

test('a variable that does not fit is named, with the place in it, and its value is not quoted', () =>
  withGateway({}, async ({ query }) => {
    const input = {
      name: 'n',
      bucket: 'b',
      region: 'r',
      credentials: { s3: { accessKeyId: 5, secretAccessKey: 's' } },
    };

    const { errors, calls } = await query(
      'mutation ($input: CreateStoreInput!) { createStore(input: $input) { userErrors { code } } }',
      { input },
    );

    expect(calls).toEqual([]);
    expect(errors?.map(({ message }) => message)).toEqual(['$input.credentials.s3.accessKeyId must be a string.']);
  }));

test('an answer has at most 100 errors, then one that says how many are left out', () =>
  withGateway({}, async ({ query }) => {
    const ids = Array.from({ length: 150 }, (_, index) => `junk${index}`);
    const ask = (count: number) =>
      query('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: ids.slice(0, count) });
    const [hundred, more] = [await ask(100), await ask(150)];

    expect(hundred.errors).toHaveLength(100);
    expect(hundred.errors?.at(-1)?.extensions?.code).toBe('BAD_USER_INPUT');
    expect(more.errors).toHaveLength(101);
    expect(more.errors?.at(-1)).toMatchObject({
      message: '50 more errors are left out.',
      extensions: { code: 'TOO_MANY_ERRORS' },
    });
  }));
