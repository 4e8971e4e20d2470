import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createCertificates } from '../test/support/certificates.ts';
import { Child, OTHER_CORE, pinThisProcess, SERVER_CORE } from './child.ts';
import { requestOf } from './load.ts';
import { type ShapingProxy, startShapingProxy } from './shaping-proxy.ts';
import { workloadsOf } from './workloads.ts';
import { connectionKeys, createWorld, rectanglesKey } from './world.ts';

/*
 * `npm run bench:far`: the gateway far from its upstream, over TLS with 40 ms and 50 Mbit/s, one request at a time. Cold: no
 * connection is open. Warm: the connections of the request before are. Compression is off and on.
 */
const LINE = { roundTripMs: 40, mbitPerSecond: 50 };
/** Longer than any idle connection lasts. */
const UNTIL_COLD_MS = 4500;
const COLD_REQUESTS = 3;
const WARM_REQUESTS = 5;

const CONDITIONS = `# The gateway far from its upstream

\`npm run bench:far\` on ${new Date().toISOString().slice(0, 10)}: ${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}.
TLS 1.3, ${LINE.roundTripMs} ms for a round trip, ${LINE.mbitPerSecond} Mbit/s, TCP's slow start (modelled by \`shaping-proxy.ts\`), one request at a time.
Bytes are those on the wire, handshakes included. *Cold*: no connection is open, the median of ${COLD_REQUESTS}. *Warm*: the median of ${WARM_REQUESTS}, over connections that are.
\`off\`: the answers of the upstream are not compressed. \`auto\`: they are, by brotli at level 5.
*W1, rectangles* is W1 over the same AOIs, whose outlines have 5 positions instead of 21 to 60.
`;

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
const workloads = new Map(workloadsOf(createWorld()).map((workload) => [workload.name, workload]));
const [outlinesKey = ''] = connectionKeys;
const queries: Query[] = [
  { title: 'W1', workload: 'W1', key: outlinesKey },
  { title: 'W1, rectangles', workload: 'W1', key: rectanglesKey },
  { title: 'W2', workload: 'W2', key: outlinesKey },
  { title: 'W6', workload: 'W6', key: outlinesKey },
];

const table = [
  '| query | compression | | ms | round trips | connections opened | KB down | KB up |',
  '| --- | --- | --- | --- | --- | --- | --- | --- |',
];
for (const compression of ['off', 'auto']) {
  const gateway = await Child.start(SERVER_CORE, 'servers/gateway.ts', [
    `https://localhost:${line.port}`,
    ...(compression === 'off' ? ['without-compression'] : []),
  ]);
  for (const query of queries) {
    const ask = () => timed(gateway.url, query, line);
    // Code that runs for the first time is slower: that is not what is measured here.
    for (let times = 0; times < WARM_REQUESTS; times += 1) await ask();
    show(query, compression, 'cold', await medianOf(COLD_REQUESTS, () => delay(UNTIL_COLD_MS).then(ask)));
    show(query, compression, 'warm', await medianOf(WARM_REQUESTS, ask));
  }
  await gateway.stop();
}
await line.close();
await front.stop();
await upstream.stop();
rmSync(folder, { recursive: true });
console.log(table.join('\n'));
writeFileSync(new URL('FAR.md', import.meta.url), `${CONDITIONS}\n${table.join('\n')}\n`);

interface Query {
  title: string;
  /** Name of the workload. */
  workload: string;
  key: string;
}

interface Timing {
  ms: number;
  connections: number;
  bytesDown: number;
  bytesUp: number;
}

async function medianOf(times: number, ask: () => Promise<Timing>): Promise<Timing> {
  const timings = [await ask()];
  while (timings.length < times) timings.push(await ask());
  return timings.toSorted((a, b) => a.ms - b.ms)[Math.floor(times / 2)] ?? ask();
}

async function timed(gatewayUrl: string, { workload: name, key }: Query, { figures }: ShapingProxy): Promise<Timing> {
  const workload = workloads.get(name);
  if (!workload) throw new Error(`there is no workload ${name}`);
  const before = { ...figures };
  const { url, ...init } = requestOf({ workload, url: gatewayUrl, isGraphql: true });
  const startedAt = performance.now();
  const response = await fetch(url, { ...init, headers: { ...init.headers, authorization: key } });
  const answer = await response.text();
  const ms = performance.now() - startedAt;
  if (answer.includes('"errors"')) throw new Error(`${name}: ${answer.slice(0, 300)}`);
  return {
    ms,
    connections: figures.connections - before.connections,
    bytesDown: figures.bytesDown - before.bytesDown,
    bytesUp: figures.bytesUp - before.bytesUp,
  };
}

function show({ title }: Query, compression: string, state: string, timing: Timing): void {
  const { ms, connections, bytesDown, bytesUp } = timing;
  const cells = [title, compression, state, ms.toFixed(0), (ms / LINE.roundTripMs).toFixed(1), connections];
  table.push(`| ${[...cells, (bytesDown / 1000).toFixed(1), (bytesUp / 1000).toFixed(1)].join(' | ')} |`);
}
