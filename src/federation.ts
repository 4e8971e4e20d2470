/** What `pixxel-graphql-gateway/federation` exports: the graph as an Apollo Federation v2 subgraph. */
import { schema } from './schema/index.ts';
import { printSubgraph as print, toSubgraph as subgraphOf } from './server/doors/federation.ts';
import type { ToSubgraph } from './server/options.ts';

export type { ToSubgraph };

/** Pass it to `createGateway` as `toSubgraph`. */
export const toSubgraph: ToSubgraph = subgraphOf;

/** The text of the subgraph's schema, from which a router's supergraph is composed. */
export const printSubgraph = (): string => print(schema);
