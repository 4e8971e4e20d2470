import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import {
  type CallToolResult,
  createMcpHandler,
  fromJsonSchema,
  isJsonContentType,
  type jsonSchemaValidator as JsonSchemaValidation,
  McpServer,
} from '@modelcontextprotocol/server';
import { type ExecutionResult, GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../../../context.ts';
import { quoted, refuseLargeJson, VARIABLES } from '../../../resolvers/input/bounds.ts';
import { InputError } from '../../../resolvers/input/input-error.ts';
import { schema } from '../../../schema/index.ts';
import { hasTime, nextTurn } from '../../../scheduling/turns.ts';
import { isRecord } from '../../../upstream/wire/json.ts';
import { MAX_REQUEST_BYTES } from '../../defaults.ts';
import { entryOf, type ErrorCode } from '../../errors/catalogue.ts';
import { refusal } from '../../errors/refusal.ts';
import type { McpOptions } from '../../options.ts';
import { admit, type Entrance, inPlaceOf, withBodyRoom } from '../../plugins/use-admission.ts';
import { textOf } from '../../plugins/use-answer-text.ts';
import { receiveBody } from '../../plugins/use-body-limit.ts';
import { runParsedOperation } from '../../plugins/use-parsed-operations.ts';
import { QUOTED_TOKENS, readTools, type Tool } from './tool.ts';

/** Where assistants reach the gateway. */
const MCP_PATH = '/mcp';
/** Characters of one answer: about 16,000 words of a language model. */
const MAX_ANSWER_CHARS = 64 * 1024;
/** A message beside the arguments of its tool, which the graph checks: the protocol's library repeats parts of it in errors. */
const MESSAGE_BOUNDS = { depth: 10, values: 200, characters: 16 * 1024 };
/** Headers of the caller that go on to the operation. */
const FORWARDED = ['authorization', 'x-request-id', 'traceparent', 'tracestate'];

/** The door for assistants. Made by `openMcp`, which loads the protocol's library, and given to `createGateway`. */
export interface McpDoor {
  /** The texts of the tools, by an id of their own: they run even if only trusted documents may. */
  documents: Readonly<Record<string, string>>;
  plugin(parts: McpParts): Plugin<Context>;
}

/** What the door takes from its gateway. */
export interface McpParts {
  /** Runs operations. */
  handle: { fetch(request: Request): Response | Promise<Response> };
  /** Origins of web pages that may call it. */
  origins: readonly string[];
  entrance: Entrance;
}

/** The tools that come with the gateway: the same place seen from `src` and from `dist`. */
const SHIPPED_TOOLS = fileURLToPath(new URL('../../../../mcp', import.meta.url));
const PACKAGE = new URL('../../../../package.json', import.meta.url);

/** Reads the tools. @throws Error naming the file that cannot be used */
export function openMcp({ folder = SHIPPED_TOOLS, hasWrites = false }: McpOptions = {}): McpDoor {
  const tools = readTools(folder, schema).filter(({ isWrite }) => hasWrites || !isWrite);
  return {
    documents: Object.fromEntries(tools.map(({ name, document }) => [`mcp:${name}`, document])),
    plugin: (parts) => useMcp(tools, parts),
  };
}

/** Runs one of a tool's operations for the caller. */
type Run = (operationName: string, variables: object) => Promise<ExecutionResult>;

/**
 * Serves the Model Context Protocol over HTTP, without sessions. Each tool is one operation of the graph and runs through the
 * gateway itself, so limits, errors, logs and traces are those of `POST /graphql`. A message is in flight as an operation is: it needs
 * room before its body is read. The caller's key goes on with the operation and is kept nowhere. Without a key nothing is answered.
 */
function useMcp(
  tools: readonly Tool[],
  { handle, origins, entrance }: McpParts,
): Plugin<Context, { res?: ServerResponse }> {
  const serverFor = serversOf(tools);
  // Served over HTTP alone, so each server is for a request.
  const handler = createMcpHandler(({ requestInfo }) => serverFor(requestInfo as Request, handle));
  const answer = async (request: Request, response: ServerResponse | undefined): Promise<Response> => {
    const origin = request.headers.get('origin');
    // The protocol asks for it: a page of another site must not reach a server on its visitor's machine.
    if (origin !== null && !origins.includes(origin) && !origins.includes('*')) {
      return jsonRpcError(403, 'Web pages of this origin may not call the gateway.');
    }
    if (!request.headers.get('authorization')) {
      return jsonRpcError(401, 'Send your Pixxel API key in the Authorization header.');
    }
    // Refused by the library, which reads no body of these.
    const isMessage = request.method === 'POST' && isJsonContentType(request.headers.get('content-type'));
    if (!isMessage) return handler.fetch(request);
    const overloaded = admit(request, entrance, response);
    if (overloaded) return toJsonRpcError(overloaded);
    if (!hasTime()) await nextTurn(entrance.credentialOf(request));
    try {
      const parsedBody = await withBodyRoom(request, entrance, () => messageOf(request));
      return await handler.fetch(request, { parsedBody });
    } catch (error) {
      if (error instanceof GraphQLError) return toJsonRpcError(error);
      throw error;
    }
  };
  return {
    async onRequest({ request, url, serverContext, endResponse }) {
      if (url.pathname === MCP_PATH) endResponse(await answer(request, serverContext.res));
    },
  };
}

/**
 * The message in the body of a request.
 * @throws GraphQLError if it is too large, not JSON, or several messages in one: they would multiply every limit
 */
async function messageOf(request: Request): Promise<unknown> {
  const text = await receiveBody(request, MAX_REQUEST_BYTES);
  if (!hasTime()) await nextTurn(request);
  const message = jsonIn(text);
  if (!isRecord(message)) throw refusal('BAD_REQUEST', 'The body must be one JSON-RPC message.');
  const { params, ...rest } = message;
  const { arguments: input, ...others }: Record<string, unknown> = isRecord(params) ? params : { params };
  if (isRecord(input) && Object.keys(input).length > VARIABLES) {
    throw refusal('BAD_REQUEST', `A tool can have at most ${VARIABLES} arguments.`);
  }
  try {
    refuseLargeJson('message without its arguments', { ...rest, ...others }, MESSAGE_BOUNDS);
  } catch (error) {
    if (error instanceof InputError) throw refusal('BAD_REQUEST', error.message);
    throw error;
  }
  return message;
}

const NOT_JSON = 'The body is not valid JSON.';

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal('BAD_REQUEST', NOT_JSON);
  }
}

/** The answer to a message that does not reach the library. */
function toJsonRpcError({ message, extensions }: GraphQLError): Response {
  // As `refusal` makes it.
  const { code, http } = extensions as { code: ErrorCode; http?: { headers: Record<string, string> } };
  return jsonRpcError(entryOf(code).status, message, http?.headers);
}

function jsonRpcError(status: number, message: string, headers: Record<string, string> = {}): Response {
  return Response.json(
    { jsonrpc: '2.0', id: null, error: { code: rpcCodeOf(status, message), message } },
    {
      status,
      headers: { ...headers, 'cache-control': 'no-store', ...(status === 401 && { 'www-authenticate': 'Bearer' }) },
    },
  );
}

/** JSON-RPC's own code for a body that is not JSON or not a message, else a code of ours. */
function rpcCodeOf(status: number, message: string): number {
  if (message === NOT_JSON) return -32_700;
  return status === 400 ? -32_600 : -32_001;
}

/** The graph checks all input, with its own bounds: the library's checker reports every problem of an input, however many there are. */
const UNCHECKED: JsonSchemaValidation = {
  getValidator: () => (input) => ({ valid: true, data: input as never, errorMessage: undefined }),
};

/** Makes the server for a request. */
function serversOf(tools: readonly Tool[]): (request: Request, handle: McpParts['handle']) => McpServer {
  const { version } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version: string };
  const registered = tools.map((tool) => {
    const { name, description, inputSchema, isWrite } = tool;
    const annotations = {
      readOnlyHint: !isWrite,
      destructiveHint: isWrite,
      // A write that is sent twice is done twice.
      idempotentHint: !isWrite,
      openWorldHint: true,
    };
    const input = fromJsonSchema<Record<string, unknown>>(inputSchema, UNCHECKED);
    return { name, config: { description, inputSchema: input, annotations }, tool };
  });
  return (request, handle) => {
    const server = new McpServer(
      { name: 'pixxel-graphql-gateway', title: 'Pixxel imagery', version },
      // The tools never change, so nobody can wait for it.
      { capabilities: { tools: { listChanged: false } } },
    );
    for (const { name, config, tool } of registered) {
      server.registerTool(name, config, (input) => call(tool, input, runner(tool, request, handle)));
    }
    return server;
  };
}

async function call(
  { name, operationName, quoteName, inputSchema }: Tool,
  input: Record<string, unknown>,
  run: Run,
): Promise<CallToolResult> {
  const unknown = Object.keys(input).find((argument) => !Object.hasOwn(inputSchema.properties ?? {}, argument));
  if (unknown !== undefined) return failed(`${name} has no argument ${quoted(unknown)}.`);
  if (quoteName === null) return toResult(await run(operationName, input));
  const { [QUOTED_TOKENS]: quotedTokens, ...variables } = input;
  if (typeof quotedTokens !== 'number') {
    return failed(`${QUOTED_TOKENS} must be the price that the user agreed to, a number. Nothing was done.`);
  }
  const quote = await run(quoteName, variables);
  if (quote.errors) return toResult(quote);
  const price = leafOf(quote.data);
  if (typeof price !== 'number') return failed('There is no price for this input, so nothing was done.');
  if (price !== quotedTokens) {
    return failed(
      `The price is ${price} tokens, not ${quotedTokens}. Nothing was done. Ask the user about the new price.`,
    );
  }
  return toResult(await run(operationName, variables));
}

/** The only leaf of a quote's answer. */
function leafOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? leafOf(Object.values(value)[0]) : value;
}

function toResult(answer: ExecutionResult): CallToolResult {
  if (answer.errors && !Object.values(answer.data ?? {}).some((value) => value !== null)) {
    return failed(answer.errors.map(({ message, extensions }) => `${String(extensions.code)}: ${message}`).join('\n'));
  }
  const text = textOf(answer);
  return text.length > MAX_ANSWER_CHARS
    ? failed(
        `The answer has ${text.length} characters; ${MAX_ANSWER_CHARS} is the limit. Ask for fewer rows, with \`first\` or a filter.`,
      )
    : { ...(isRefused(answer) && { isError: true }), content: [{ type: 'text', text: text.toString() }] };
}

/** Whether a write did nothing, because its input has problems. */
function isRefused({ data }: ExecutionResult): boolean {
  return Object.values(data ?? {}).some(
    (payload) => isRecord(payload) && Array.isArray(payload.userErrors) && payload.userErrors.length > 0,
  );
}

function failed(text: string): CallToolResult {
  return { isError: true, content: [{ type: 'text', text: text.slice(0, MAX_ANSWER_CHARS) }] };
}

/** Runs operations of a tool in the gateway, as the caller's own requests. */
function runner({ document }: Tool, request: Request, handle: McpParts['handle']): Run {
  return async (operationName, variables) => {
    const headers = new Headers({ 'content-type': 'application/json' });
    for (const name of FORWARDED) {
      const value = request.headers.get(name);
      if (value !== null) headers.set(name, value);
    }
    const url = new URL('/graphql', request.url);
    const operation = new Request(url, { method: 'POST', headers, signal: request.signal });
    const end = inPlaceOf(request, operation);
    try {
      const result = await runParsedOperation(handle, operation, () => ({ query: document, operationName, variables }));
      return result as ExecutionResult; // `readTools` accepts no document whose results come in parts
    } finally {
      end();
    }
  };
}
