import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import httpTransport from '@graphql-mesh/transport-http';

/* The Hive Gateway over the supergraph that the parent process sends. It sends back its address, and ends with the parent. */
const [supergraph] = (await once(process, 'message')) as [string]; // the only message
const router = createGatewayRuntime({
  supergraph,
  logging: false,
  transports: { http: httpTransport },
  propagateHeaders: {
    fromClientToSubgraphs: ({ request }) => ({ authorization: request.headers.get('authorization') ?? '' }),
  },
});
const server = createServer(router).listen(0, '127.0.0.1');
await once(server, 'listening');
process.on('disconnect', () => process.exit());
process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`); // a server on TCP has a port
