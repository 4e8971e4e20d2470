import { createServer } from 'node:http';
import { operations } from '../../src/contract/operations.ts';
import { schema } from '../../src/schema/index.ts';
import { createGateway } from '../../src/server/gateway.ts';
import { collectLessOften } from '../../src/server/observe/heap.ts';
import { reportToBenchmark } from '../report.ts';
import { listenLocally } from './listen.ts';

/*
 * The gateway with its defaults, except for its reference cache, which the other servers do not have. Arguments after the
 * address of the upstream turn parts off: `without-compression`, `without-short-road`, `without-unchanged`, `without-late`,
 * `without-early-start`, `without-heap-flags`.
 */
const [apiUrl = '', ...without] = process.argv.slice(2);
if (!without.includes('without-heap-flags')) collectLessOften();
if (without.includes('without-early-start')) forgetKeys();
if (without.includes('without-late'))
  for (const operation of Object.values(operations)) Object.assign(operation, { late: undefined });
const gateway = createGateway({
  apiUrl,
  compression: without.includes('without-compression') ? 'off' : 'auto',
  maxEventLoopLagMs: 60_000,
  referenceCacheTtlMs: 0,
  ...(without.includes('without-unchanged') && { unchangedAnswersBytes: 0 }),
});
const listener = without.includes('without-short-road') ? gateway.handle : gateway.listener;
reportToBenchmark(await listenLocally(createServer(listener)));

/** Without knowing keys before rows have come, no call starts early. */
function forgetKeys(): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!('getFields' in type)) continue;
    for (const { extensions } of Object.values(type.getFields())) {
      // Only `src/schema/kit` writes it.
      const { ahead } = extensions as { ahead?: object };
      if (ahead)
        Object.assign(extensions, { ahead: { ...ahead, needs: undefined, leadsTo: undefined, start: undefined } });
    }
  }
}
