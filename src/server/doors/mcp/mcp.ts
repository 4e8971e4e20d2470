import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type CallToolResult, createMcpHandler, fromJsonSchema, McpServer } from '@modelcontextprotocol/server';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../../../context.ts';
import { schema } from '../../../schema/index.ts';
import { MAX_REQUEST_BYTES } from '../../defaults.ts';
import type { McpOptions } from '../../options.ts';
import { QUOTED_TOKENS, readTools, type Tool } from './tool.ts';

/** Where assistants reach the gateway. */
const MCP_PATH = '/mcp';
/** Characters of one answer: about 16,000 words of a language model. */
const MAX_ANSWER_CHARS = 64 * 1024;
/** Headers of the caller that go on to the operation. */
const FORWARDED = ['authorization', 'x-request-id', 'traceparent', 'tracestate'];

/** The door for assistants. Made by `openMcp`, which loads the protocol's library, and given to `createGateway`. */
export interface McpDoor {
  /** The texts of the tools, by an id of their own: they run even if only trusted documents may. */
  documents: Readonly<Record<string, string>>;
  /**
   * @param fetch answers a request to `/graphql`
   * @param origins of web pages that may call it
   */
  plugin(fetch: Fetch, origins: readonly string[]): Plugin<Context>;
}

type Fetch = (request: Request) => Response | Promise<Response>;

/** The tools that come with the gateway: the same place seen from `src` and from `dist`. */
const SHIPPED_TOOLS = fileURLToPath(new URL('../../../../mcp', import.meta.url));
const PACKAGE = new URL('../../../../package.json', import.meta.url);

/** Reads the tools. @throws Error naming the file that cannot be used */
export function openMcp({ folder = SHIPPED_TOOLS, hasWrites = false }: McpOptions = {}): McpDoor {
  const tools = readTools(folder, schema).filter(({ isWrite }) => hasWrites || !isWrite);
  return {
    documents: Object.fromEntries(tools.map(({ name, document }) => [`mcp:${name}`, document])),
    plugin: (fetch, origins) => useMcp(tools, fetch, origins),
  };
}

/** What an operation gives: the JSON body of a GraphQL answer. */
interface Answer {
  data?: Record<string, unknown> | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** Runs one of a tool's operations for the caller. */
type Run = (operationName: string, variables: object) => Promise<Answer>;

/**
 * Serves the Model Context Protocol over HTTP, without sessions. Each tool is one operation of the graph and runs through the
 * gateway itself, so limits, errors, logs and traces are those of `POST /graphql`. The caller's key goes on with the
 * operation and is kept nowhere. Without a key nothing is answered.
 */
function useMcp(tools: readonly Tool[], fetch: Fetch, origins: readonly string[]): Plugin<Context> {
  const { version } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version: string };
  return {
    async onRequest({ request, url, endResponse }) {
      if (url.pathname !== MCP_PATH) return;
      const origin = request.headers.get('origin');
      // The protocol asks for it: a page of another site must not reach a server on its visitor's machine.
      if (origin !== null && !origins.includes(origin) && !origins.includes('*')) {
        endResponse(jsonRpcError(403, 'Web pages of this origin may not call the gateway.'));
        return;
      }
      if (!request.headers.get('authorization')) {
        endResponse(jsonRpcError(401, 'Send your Pixxel API key in the Authorization header.'));
        return;
      }
      const handler = createMcpHandler(() => serverOf(tools, version, (tool) => runner(tool, request, fetch)), {
        maxRequestBodySize: MAX_REQUEST_BYTES,
      });
      endResponse(await handler.fetch(request));
    },
  };
}

function jsonRpcError(status: 401 | 403, message: string): Response {
  return Response.json(
    { jsonrpc: '2.0', id: null, error: { code: -32_001, message } },
    { status, headers: { 'cache-control': 'no-store', ...(status === 401 && { 'www-authenticate': 'Bearer' }) } },
  );
}

function serverOf(tools: readonly Tool[], version: string, runnerOf: (tool: Tool) => Run): McpServer {
  const server = new McpServer({ name: 'pixxel-graphql-gateway', title: 'Pixxel imagery', version });
  for (const tool of tools) {
    const { name, description, inputSchema, isWrite } = tool;
    const annotations = {
      readOnlyHint: !isWrite,
      destructiveHint: isWrite,
      // A write that is sent twice is done twice.
      idempotentHint: !isWrite,
      openWorldHint: true,
    };
    server.registerTool(
      name,
      { description, inputSchema: fromJsonSchema<Record<string, unknown>>(inputSchema), annotations },
      (input) => call(tool, input, runnerOf(tool)),
    );
  }
  return server;
}

async function call(
  { operationName, quoteName }: Tool,
  input: Record<string, unknown>,
  run: Run,
): Promise<CallToolResult> {
  if (quoteName === null) return toResult(await run(operationName, input));
  const { [QUOTED_TOKENS]: quoted, ...variables } = input;
  const quote = await run(quoteName, variables);
  if (quote.errors) return toResult(quote);
  const price = leafOf(quote.data);
  if (typeof price !== 'number') return failed('There is no price for this input, so nothing was done.');
  if (price !== quoted) {
    return failed(
      `The price is ${price} tokens, not ${String(quoted)}. Nothing was done. Ask the user about the new price.`,
    );
  }
  return toResult(await run(operationName, variables));
}

/** The only leaf of a quote's answer. */
function leafOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? leafOf(Object.values(value)[0]) : value;
}

function toResult(answer: Answer): CallToolResult {
  if (answer.errors && !hasValue(answer.data)) {
    return failed(
      answer.errors.map(({ message, extensions }) => `${extensions?.code ?? 'ERROR'}: ${message}`).join('\n'),
    );
  }
  const text = JSON.stringify(answer);
  return text.length > MAX_ANSWER_CHARS
    ? failed(
        `The answer has ${text.length} characters; ${MAX_ANSWER_CHARS} is the limit. Ask for fewer rows, with \`first\` or a filter.`,
      )
    : { content: [{ type: 'text', text }] };
}

function hasValue(data: Answer['data']): boolean {
  return Object.values(data ?? {}).some((value) => value !== null);
}

function failed(text: string): CallToolResult {
  return { isError: true, content: [{ type: 'text', text: text.slice(0, MAX_ANSWER_CHARS) }] };
}

/** Sends operations of a tool through the gateway, as the caller's own requests. */
function runner(tool: Tool, request: Request, fetch: Fetch): Run {
  return async (operationName, variables) => {
    const headers = new Headers({ 'content-type': 'application/json', accept: 'application/json' });
    for (const name of FORWARDED) {
      const value = request.headers.get(name);
      if (value !== null) headers.set(name, value);
    }
    const body = JSON.stringify({ query: tool.document, operationName, variables });
    const url = new URL('/graphql', request.url);
    const response = await fetch(new Request(url, { method: 'POST', headers, body, signal: request.signal }));
    // The gateway answers every POST of JSON with a GraphQL answer.
    return (await response.json()) as Answer;
  };
}
