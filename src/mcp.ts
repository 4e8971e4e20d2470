/** What `pixxel-graphql-gateway/mcp` exports: the door for AI assistants. It loads a large library, so it is a module of its own. */
import { openMcp as open } from './server/doors/mcp/mcp.ts';
import type { McpDoor, McpOptions } from './server/options.ts';

export type { McpDoor, McpOptions };

/**
 * Reads the tools. Pass the result to `createGateway` as `mcp`.
 * @throws Error that names the file that cannot be used
 */
export const openMcp: (options?: McpOptions) => McpDoor = open;
