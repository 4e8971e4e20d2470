import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { describe, expect, test, vi } from 'vitest';
import { demoKeys } from '../../src/sandbox/world/demo.ts';
import { openMcp } from '../../src/server/doors/mcp/mcp.ts';
import type { McpOptions } from '../../src/server/options.ts';
import { hang, withFaultyUpstream } from '../support/faulty-upstream.ts';
import { type TestGateway, type TestGatewayOptions, withGateway } from '../support/gateway.ts';
import { onPort } from '../support/on-port.ts';

interface ToolResult {
  isError: boolean;
  text: string;
  answer: { data?: Record<string, never>; errors?: unknown[] };
}

interface Assistant extends TestGateway {
  client: Client;
  call(name: string, input?: Record<string, unknown>): Promise<ToolResult>;
}

/** The official client over a gateway whose door for assistants is open. */
function withAssistant(
  {
    mcp = {},
    key = demoKeys.orchard,
    ...options
  }: { mcp?: McpOptions; key?: string } & Omit<TestGatewayOptions, 'mcp'>,
  use: (assistant: Assistant) => Promise<void>,
): Promise<void> {
  return withGateway({ ...options, mcp: openMcp(mcp) }, async (gateway) => {
    const client = new Client({ name: 'test', version: '1.0.0' });
    await client.connect(
      new StreamableHTTPClientTransport(new URL('http://gateway.test/mcp'), {
        fetch: (url, init) => gateway.fetch(new Request(url, init)),
        requestInit: { headers: { authorization: key } },
      }),
    );
    await use({
      ...gateway,
      client,
      async call(name, input = {}) {
        const { isError = false, content } = await client.callTool({ name, arguments: input });
        const [first] = content;
        const text = first?.type === 'text' ? first.text : '';
        return { isError, text, answer: text.startsWith('{') ? JSON.parse(text) : {} };
      },
    });
    await client.close();
  });
}

const LIST_TOOLS = '{"jsonrpc":"2.0","id":1,"method":"tools/list"}';

const FIELD = {
  type: 'Polygon',
  coordinates: [
    [
      [77.6, 22.7],
      [77.8, 22.7],
      [77.8, 22.9],
      [77.6, 22.9],
      [77.6, 22.7],
    ],
  ],
};

/** An order of one archive image, as an assistant would put it together. */
async function archiveOrder({ query }: TestGateway): Promise<{ input: object; tokens: number }> {
  const { data } = await query(`{
    projects(first: 1) { nodes { id } }
    searchArchive(input: {}, first: 1) { nodes { pixxelId } }
  }`);
  const { projects, searchArchive } = data as Record<string, { nodes: { id: string; pixxelId: string }[] }>;
  const product = { archive: { itemIds: [searchArchive?.nodes[0]?.pixxelId] } };
  const item = { projectId: projects?.nodes[0]?.id, geometry: FIELD, useCase: 'agriculture', product };
  const input = { items: [item] };
  const quote = await query('query ($input: SubmitOrderInput!) { orderQuote(input: $input) { totalAmount } }', {
    input,
  });
  return { input, tokens: (quote.data as { orderQuote: { totalAmount: number } }).orderQuote.totalAmount };
}

describe('An assistant', () => {
  test('sees a dozen tools that read, each with a description and the variables it takes', () =>
    withAssistant({}, async ({ client }) => {
      const { tools } = await client.listTools();

      expect(tools.map(({ name }) => name)).toEqual([
        'delivered_images',
        'describe_aoi',
        'find_images',
        'insight_result',
        'list_aois',
        'list_blocks',
        'list_collections',
        'list_orders',
        'list_projects',
        'list_workflows',
        'quote_insight',
        'quote_order',
        'where_is_my_order',
        'workflow_runs',
      ]);
      expect(tools.filter(({ description = '' }) => description.length < 40)).toEqual([]);
      expect(tools.filter(({ annotations }) => annotations?.readOnlyHint !== true)).toEqual([]);
      expect(tools.find(({ name }) => name === 'describe_aoi')?.inputSchema).toEqual({
        type: 'object',
        properties: {
          id: { type: 'string', description: 'The AOI, by global id or Pixxel id.' },
          assets: { type: 'integer', description: 'Maximum number of rows, from 0 to 500.', default: 20 },
        },
        required: ['id'],
        additionalProperties: false,
      });
    }));

  test('finds images over a field with the calls of the same query', () =>
    withAssistant({}, async ({ call, arrived }) => {
      const { isError, answer } = await call('find_images', { intersects: FIELD, first: 2 });

      expect({ isError, errors: answer.errors }).toEqual({ isError: false, errors: undefined });
      expect(answer.data).toMatchObject({ searchArchive: { nodes: [expect.anything(), expect.anything()] } });
      expect(arrived).toEqual(['POST /v0/archives/search']);
    }));

  test.each([
    'list_projects',
    'list_aois',
    'list_orders',
    'list_collections',
    'list_blocks',
    'list_workflows',
    'delivered_images',
  ])('gets an answer from %s without any input', (name) =>
    withAssistant({}, async ({ call }) => {
      const { isError, answer } = await call(name);

      expect({ isError, errors: answer.errors }).toEqual({ isError: false, errors: undefined });
    }),
  );

  test('follows its results: an AOI, an order item, the runs of a workflow, an insight', () =>
    withAssistant({}, async ({ call, query }) => {
      const { data } = await query(`{
        aois(first: 1) { nodes { id insights(first: 1) { nodes { id } } } }
        orders(first: 1) { nodes { items { id } } }
        workflows(first: 1) { nodes { id } }
      }`);
      const { aois, orders, workflows } = data as never as {
        aois: { nodes: { id: string; insights: { nodes: { id: string }[] } }[] };
        orders: { nodes: { items: { id: string }[] }[] };
        workflows: { nodes: { id: string }[] };
      };

      for (const [name, input] of [
        ['describe_aoi', { id: aois.nodes[0]?.id }],
        ['where_is_my_order', { id: orders.nodes[0]?.items[0]?.id }],
        ['workflow_runs', { workflowId: workflows.nodes[0]?.id }],
        ['insight_result', { id: aois.nodes[0]?.insights.nodes[0]?.id }],
      ] as const) {
        const { isError, answer } = await call(name, input);
        expect({ name, isError, errors: answer.errors }).toEqual({ name, isError: false, errors: undefined });
        expect(Object.values(answer.data ?? {})).toEqual([expect.any(Object)]);
      }
    }));

  test('sees only what its own key can access', () =>
    withAssistant({ key: demoKeys.harbour }, async ({ call, query }) => {
      const { answer } = await call('list_projects');
      const own = await query('{ projects { totalCount } }', {}, { authorization: demoKeys.harbour });

      expect((answer.data as never as { projects: object }).projects).toMatchObject(
        (own.data as { projects: object }).projects,
      );
    }));

  test('without a key is refused before anything is read', () =>
    withGateway({ mcp: openMcp() }, async ({ fetch, arrived }) => {
      const response = await fetch(new Request('http://gateway.test/mcp', posted(LIST_TOOLS, { authorization: '' })));

      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ error: { message: expect.stringContaining('API key') } });
      expect(arrived).toEqual([]);
    }));

  test.each([
    ['http://evil.example', [], 403],
    ['http://app.example', ['http://app.example'], 200],
  ])('on a web page of %s, where %j may call, gets %i', (origin, corsOrigins, status) =>
    withGateway({ mcp: openMcp(), corsOrigins }, async ({ fetch }) => {
      const response = await fetch(new Request('http://gateway.test/mcp', posted(LIST_TOOLS, { origin })));
      await response.body?.cancel();

      expect(response.status).toBe(status);
    }),
  );

  test('reads the error of a key that Pixxel refuses, with its code', () =>
    withAssistant({ key: 'pxl_unknown' }, async ({ call }) => {
      const { isError, text } = await call('list_projects');

      expect(isError).toBe(true);
      expect(text).toMatch(/^FORBIDDEN: /);
      expect(text).not.toContain('pxl_unknown');
    }));

  test('gets the problems of an input before anything is sent', () =>
    withAssistant({}, async ({ call, arrived }) => {
      const { isError, text } = await call('find_images', { first: 2 });

      expect(isError).toBe(true);
      expect(text).toContain('intersects');
      expect(arrived).toEqual([]);
    }));

  test('is held to the limits of every other caller', () =>
    withAssistant({ limits: { complexity: 10 } }, async ({ call, arrived }) => {
      const { isError, text } = await call('list_aois', { first: 500 });

      expect(isError).toBe(true);
      expect(text).toMatch(/^OPERATION_TOO_LARGE: /);
      expect(arrived).toEqual([]);
    }));

  test('is asked to select less when an answer is too long', () =>
    withAssistant({}, async ({ call }) => {
      const { isError, text } = await call('list_aois', { first: 500 });

      expect(isError).toBe(true);
      expect(text).toMatch(/The answer has \d+ characters; 65536 is the limit/);
    }));

  test('writes nothing to the console: the log is JSON', () =>
    withAssistant({}, async ({ call }) => {
      const warn = vi.spyOn(console, 'warn');

      await call('list_collections');

      expect(warn).not.toHaveBeenCalled();
      warn.mockRestore();
    }));

  test('may use its tools where only trusted documents run', () =>
    withAssistant({ trustedDocuments: { one: '{ projects { totalCount } }' } }, async ({ call, query }) => {
      const { isError } = await call('list_projects');
      const other = await query('{ satellites { name } }');

      expect(isError).toBe(false);
      expect(other.errors).toMatchObject([{ extensions: { code: 'OPERATION_NOT_TRUSTED' } }]);
    }));
});

/** A message to the door, as it goes over HTTP. */
function posted(body: string, headers: Record<string, string> = {}): RequestInit & { headers: Record<string, string> } {
  return {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      authorization: demoKeys.orchard,
      ...headers,
    },
    body,
  };
}

describe('A message of an assistant', () => {
  const message = (params: unknown, method = 'tools/call') => JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
  const members = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`unknown${index}`, 1]));
  const toolCall = (name: string, input: unknown) => message({ name, arguments: input });

  test.each([
    ['that is several messages in one', `[${message({}, 'tools/list')}]`, 'The body must be one JSON-RPC message.'],
    ['that is not JSON', '{', 'The body is not valid JSON.'],
    ['of more than 1 MiB', `"${'x'.repeat(1024 * 1024)}"`, 'The body is too large.'],
    ['for a tool with a name of 100,000 characters', toolCall('x'.repeat(1e5), {}), 'at most 16384 characters'],
    ['with many members beside the arguments', message({ capabilities: members(5000) }, 'initialize'), '200 values'],
    ['with 50,000 unknown arguments', toolCall('list_projects', members(50_000)), 'at most 200 arguments'],
    ['with an unknown argument', toolCall('list_projects', { frist: 5 }), String.raw`no argument \"frist\"`],
    ['with 50,000 wrong ids', toolCall('list_aois', { projectIds: Array(50_000).fill(1) }), 'at most 1000 entries'],
    ['with 1000 wrong ids', toolCall('list_aois', { projectIds: Array(1000).fill({}) }), 'BAD_USER_INPUT'],
    ['with 50,000 unknown members', toolCall('list_aois', { filter: members(50_000) }), 'AoiFilter does not have'],
  ])('%s gets a short error, before any call', (_, body, expected) =>
    withGateway({ mcp: openMcp() }, async ({ fetch, arrived }) => {
      const response = await fetch(new Request('http://gateway.test/mcp', posted(body)));
      const text = await response.text();

      expect(text).toContain(expected);
      expect(text.length).toBeLessThan(5000);
      expect(arrived).toEqual([]);
    }),
  );

  test('holds no more than its share of bodies, and waits for nothing', () =>
    withGateway({ mcp: openMcp(), maxHeldRequestBytes: 1000 }, async ({ fetch }) => {
      const response = await fetch(
        new Request('http://gateway.test/mcp', posted(`{"x":"${'x'.repeat(20_000)}"}`, { 'content-length': '20008' })),
      );

      expect(response.status).toBe(503);
      expect(response.headers.get('retry-after')).toBe('1');
      expect(await response.json()).toMatchObject({ error: { message: expect.stringContaining('overloaded') } });
    }));

  test('counts as an operation in flight: a key that has as many as it may gets 503', () =>
    withGateway({ mcp: openMcp(), maxOperationsPerKey: 0 }, async ({ fetch }) => {
      const response = await fetch(new Request('http://gateway.test/mcp', posted(message({}, 'tools/list'))));

      expect(response.status).toBe(503);
      expect(await response.json()).toMatchObject({ error: { message: expect.stringContaining('This key') } });
    }));

  test('takes one place with its operations, also if one asks for the price first', () =>
    withAssistant({ mcp: { hasWrites: true }, maxOperations: 1 }, async (assistant) => {
      const { input, tokens } = await archiveOrder(assistant);
      await onPort(assistant.listener, async (origin) => {
        const ask = async (body: string) => (await fetch(`${origin}/mcp`, posted(body))).text();

        expect(await ask(toolCall('order_images', { input, quotedTokens: tokens }))).toContain('submitOrder');
        expect(await ask(toolCall('list_projects', {}))).toContain('projects');
        const metrics = await (await fetch(`${origin}/metrics`)).text();
        expect(metrics).toMatch(/^gateway_complexity_in_flight 0$/m);
      });
    }));

  test('whose sender leaves ends its calls, and gives its places back', () =>
    withFaultyUpstream(hang, { mcp: openMcp() }, async (_, upstream, gateway) =>
      onPort(gateway.listener, async (origin) => {
        const leaving = new AbortController();
        const body = posted(toolCall('list_projects', {}));
        const asked = fetch(`${origin}/mcp`, { ...body, signal: leaving.signal }).then((response) => response.text());
        await upstream.arrived(1);
        leaving.abort();

        await expect(asked).rejects.toThrow('aborted');
        await upstream.requests[0]?.wasGivenUp;
        const inFlight = gateway.registry.getSingleMetric('gateway_operations_in_flight');
        await expect.poll(async () => (await inFlight?.get())?.values[0]?.value).toBe(0);
      }),
    ));

  test('that waits for the tools to change is answered at once, because they never do', () =>
    withGateway({ mcp: openMcp() }, async ({ fetch }) => {
      const protocol = '2026-07-28';
      const _meta = {
        'io.modelcontextprotocol/protocolVersion': protocol,
        'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1.0.0' },
        'io.modelcontextprotocol/clientCapabilities': {},
      };
      const body = message({ _meta, notifications: { toolsListChanged: true } }, 'subscriptions/listen');
      const headers = { 'mcp-protocol-version': protocol, 'mcp-method': 'subscriptions/listen' };
      const response = await fetch(new Request('http://gateway.test/mcp', posted(body, headers)));

      // The stream ends.
      expect(await response.text()).toContain('"resultType":"complete"');
    }));
});

describe('Writes of an assistant', () => {
  test('are not tools unless they are enabled', () =>
    withAssistant({}, async ({ call }) => {
      await expect(call('order_images', {})).rejects.toThrow(/order_images/);
    }));

  test('are marked as destructive and not repeatable', () =>
    withAssistant({ mcp: { hasWrites: true } }, async ({ client }) => {
      const { tools } = await client.listTools();
      const writes = tools.filter(({ annotations }) => annotations?.readOnlyHint === false);

      expect(writes.map(({ name }) => name)).toEqual(['create_aoi', 'order_images', 'run_insight', 'run_workflow']);
      expect(writes.map(({ annotations }) => annotations)).toEqual(
        writes.map(() => ({ readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true })),
      );
    }));

  test('that spend tokens are refused without the quote they are about', () =>
    withAssistant({ mcp: { hasWrites: true } }, async (assistant) => {
      const { input } = await archiveOrder(assistant);
      const before = assistant.arrived.length;

      const { isError, text } = await assistant.call('order_images', { input });

      expect(isError).toBe(true);
      expect(text).toContain('quotedTokens');
      expect(assistant.arrived.slice(before)).toEqual([]);
    }));

  test('that name another price than the present one do nothing and tell the price', () =>
    withAssistant({ mcp: { hasWrites: true } }, async (assistant) => {
      const { input, tokens } = await archiveOrder(assistant);
      const { size } = assistant.store.orders;

      const { isError, text } = await assistant.call('order_images', { input, quotedTokens: tokens - 1 });

      expect(isError).toBe(true);
      expect(text).toContain(`The price is ${tokens} tokens, not ${tokens - 1}. Nothing was done.`);
      expect(assistant.store.orders.size).toBe(size);
    }));

  test('that are refused for their input are errors, and the answer says what to fix', () =>
    withAssistant({ mcp: { hasWrites: true } }, async (assistant) => {
      const { isError, text } = await assistant.call('create_aoi', {
        input: { name: ' ', projectId: 'p', itemIds: ['i'], geometry: { type: 'Polygon', coordinates: [] } },
      });

      expect(isError).toBe(true);
      expect(JSON.parse(text).data.createAoi.userErrors).toContainEqual({
        code: 'INVALID',
        field: ['name'],
        message: 'name must not be empty.',
      });
    }));

  test('with the present price are done once', () =>
    withAssistant({ mcp: { hasWrites: true } }, async (assistant) => {
      const { input, tokens } = await archiveOrder(assistant);
      const [{ size }, before] = [assistant.store.orders, assistant.arrived.length];

      const { isError, answer } = await assistant.call('order_images', { input, quotedTokens: tokens });

      expect(isError).toBe(false);
      expect(answer.data).toMatchObject({ submitOrder: { userErrors: [], order: { totalAmount: tokens } } });
      expect(assistant.store.orders.size).toBe(size + 1);
      // The price, and the order itself.
      expect(assistant.arrived.slice(before)).toEqual(['POST /v0/orders', 'POST /v0/orders']);
    }));
});

describe('A folder of tools', () => {
  test('holds the tool of docs/assistants.md, and the settings there name the address and the key', () => {
    const page = readFileSync('docs/assistants.md', 'utf8');
    const [, settings = '', , tool = ''] = /```json\n([\s\S]*?)```([\s\S]*)```graphql\n([\s\S]*?)```/.exec(page) ?? [];
    const { url, headers } = JSON.parse(settings).mcpServers.pixxel;
    const tools = mkdtempSync(join(tmpdir(), 'tools-'));
    writeFileSync(join(tools, 'project-aois.graphql'), tool);

    return withAssistant({ mcp: { folder: tools }, key: headers.Authorization }, async ({ client, call, store }) => {
      rmSync(tools, { recursive: true });
      const [project] = store.projects.values();

      const listed = await client.listTools();
      const { answer } = await call('project_aois', { id: project?.id });

      expect(new URL(url).pathname).toBe('/mcp');
      expect(listed.tools.map(({ name, description }) => [name, description])).toEqual([
        ['project_aois', expect.stringMatching(/^Lists the AOIs of a project\./)],
      ]);
      expect(answer).toMatchObject({
        data: {
          project: {
            aois: { nodes: expect.arrayContaining([{ name: expect.any(String), state: expect.any(String) }]) },
          },
        },
      });
    });
  });

  test('is read under the permission model of the image', async () => {
    const open = "const { openMcp } = await import('./src/mcp.ts'); openMcp(); console.log('open');";
    const readable = [process.cwd(), realpathSync('node_modules')].map((path) => `--allow-fs-read=${path}/`);
    const args = ['--permission', ...readable, '--input-type=module', '-e', open];

    expect(await promisify(execFile)(process.execPath, args)).toMatchObject({ stdout: 'open\n' });
  });

  const refusalOf = (files: Record<string, string>) => {
    const folder = mkdtempSync(join(tmpdir(), 'tools-'));
    try {
      for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
      openMcp({ folder });
      return 'accepted';
    } catch (error) {
      return error instanceof Error ? error.message.replaceAll(folder, 'FOLDER') : String(error);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  test.each([
    [{ 'a.graphql': '# Says hello.\nquery Hello { __typename }' }, 'accepted'],
    [{}, 'FOLDER has no .graphql file.'],
    [{ 'a.graphql': '# X.\nquery A { nothing }' }, 'a.graphql: Cannot query field "nothing" on type "Query".'],
    [{ 'a.graphql': '# X.\nquery A {' }, 'a.graphql: Syntax Error: Expected Name, found <EOF>.'],
    [{ 'a.graphql': '# X.\n{ __typename }' }, 'a.graphql: An operation has no name.'],
    [
      { 'a.graphql': 'query A { __typename }' },
      'a.graphql: The comment at the top, which describes the tool, is missing.',
    ],
    [
      { 'a.graphql': '# X.\nquery A { __typename }\nquery B { __typename }' },
      'a.graphql: A tool is one query, one mutation, or a mutation and the query that prices it.',
    ],
    [
      { 'a.graphql': '# X.\nquery A { __typename }', 'b.graphql': '# Y.\nquery A { __typename }' },
      'Two files of FOLDER define a.',
    ],
  ])('with %j: %s', (files, expected) => {
    expect(refusalOf(files)).toBe(expected);
  });
});
