import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createCertificates } from '../test/support/certificates.ts';
import { Child, OTHER_CORE, pinThisProcess, SERVER_CORE } from './child.ts';
import { requestOf } from './load.ts';
import { type ShapingProxy, startShapingProxy } from './shaping-proxy.ts';
import { type Workload, workloadsOf } from './workloads.ts';
import { connectionKeys, createWorld } from './world.ts';

/*
 * `npm run bench:far`: the gateway far from its upstream, over TLS with 40 ms and 50 Mbit/s, one request at a time. Cold: no
 * connection is open. Warm: the connections of the request before are. Compression is off and on.
 */
const LINE = { roundTripMs: 40, mbitPerSecond: 50 };
const WORKLOADS = ['W1', 'W2', 'W6'];
/** Longer than any idle connection lasts. */
const UNTIL_COLD_MS = 4500;
const WARM_REQUESTS = 5;

const CONDITIONS = `# The gateway far from its upstream

\`npm run bench:far\` on ${new Date().toISOString().slice(0, 10)}: ${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}.
TLS 1.3, ${LINE.roundTripMs} ms for a round trip, ${LINE.mbitPerSecond} Mbit/s, TCP's slow start (modelled by \`shaping-proxy.ts\`), one request at a time.
Bytes are those on the wire, handshakes included. *Cold*: no connection is open. *Warm*: the median of ${WARM_REQUESTS}, over connections that are.
\`off\`: the answers of the upstream are not compressed. \`auto\`: they are, by brotli at level 5.
`;

const [key = ''] = connectionKeys;
pinThisProcess(OTHER_CORE);
const folder = mkdtempSync(join(tmpdir(), 'bench-far-'));
const certificates = createCertificates();
for (const [name, pem] of Object.entries(certificates)) writeFileSync(join(folder, name), pem);
process.env.NODE_EXTRA_CA_CERTS = join(folder, 'ca');

const upstream = await Child.start(OTHER_CORE, 'upstream.ts');
const front = await Child.start(OTHER_CORE, 'servers/tls-front.ts', [
  upstream.url,
  join(folder, 'key'),
  join(folder, 'cert'),
]);
const line = await startShapingProxy(Number(new URL(front.url).port), LINE);
const workloads = workloadsOf(createWorld()).filter(({ name }) => WORKLOADS.includes(name));

const table = [
  '| query | compression | | ms | round trips | connections opened | KB down | KB up |',
  '| --- | --- | --- | --- | --- | --- | --- | --- |',
];
for (const compression of ['off', 'auto']) {
  const gateway = await Child.start(SERVER_CORE, 'servers/gateway.ts', [
    `https://localhost:${line.port}`,
    ...(compression === 'off' ? ['without-compression'] : []),
  ]);
  for (const workload of workloads) {
    // Code that runs for the first time is slower: that is not what is measured here.
    for (let times = 0; times < WARM_REQUESTS; times += 1) await timed(gateway.url, workload, line);
    await delay(UNTIL_COLD_MS);
    show(workload, compression, 'cold', await timed(gateway.url, workload, line));
    const warm = [];
    for (let times = 0; times < WARM_REQUESTS; times += 1) warm.push(await timed(gateway.url, workload, line));
    const [median] = warm.toSorted((a, b) => a.ms - b.ms).slice(Math.floor(WARM_REQUESTS / 2));
    if (median) show(workload, compression, 'warm', median);
  }
  await gateway.stop();
}
await line.close();
await front.stop();
await upstream.stop();
rmSync(folder, { recursive: true });
console.log(table.join('\n'));
writeFileSync(new URL('FAR.md', import.meta.url), `${CONDITIONS}\n${table.join('\n')}\n`);

interface Timing {
  ms: number;
  connections: number;
  bytesDown: number;
  bytesUp: number;
}

async function timed(gatewayUrl: string, workload: Workload, { figures }: ShapingProxy): Promise<Timing> {
  const before = { ...figures };
  const { url, ...init } = requestOf({ workload, url: gatewayUrl, isGraphql: true });
  const startedAt = performance.now();
  const response = await fetch(url, { ...init, headers: { ...init.headers, authorization: key } });
  const answer = await response.text();
  const ms = performance.now() - startedAt;
  if (answer.includes('"errors"')) throw new Error(`${workload.name}: ${answer.slice(0, 300)}`);
  return {
    ms,
    connections: figures.connections - before.connections,
    bytesDown: figures.bytesDown - before.bytesDown,
    bytesUp: figures.bytesUp - before.bytesUp,
  };
}

function show({ name }: Workload, compression: string, state: string, timing: Timing): void {
  const { ms, connections, bytesDown, bytesUp } = timing;
  const cells = [name, compression, state, ms.toFixed(0), (ms / LINE.roundTripMs).toFixed(1), connections];
  table.push(`| ${[...cells, (bytesDown / 1000).toFixed(1), (bytesUp / 1000).toFixed(1)].join(' | ')} |`);
}
