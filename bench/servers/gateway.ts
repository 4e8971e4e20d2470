import { createServer } from 'node:http';
import { createGateway } from '../../src/server/gateway.ts';
import { reportToBenchmark } from '../report.ts';
import { listenLocally } from './listen.ts';

/* The gateway as it comes, but for its reference cache, which the other servers do not have. */
const gateway = createGateway({
  apiUrl: process.argv[2] ?? '',
  compression: process.argv[3] === 'off' ? 'off' : 'auto',
  maxEventLoopLagMs: 60_000,
  referenceCacheTtlMs: 0,
});
reportToBenchmark(await listenLocally(createServer(gateway.listener)));
