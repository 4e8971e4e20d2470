import { readdir, rm } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Child, OTHER_CORE, pinThisProcess, SERVER_CORE } from './child.ts';
import { requestOf, warmUp } from './load.ts';
import { workloadsOf } from './workloads.ts';
import { connectionKeys, createWorld } from './world.ts';

/* `npm run profile -- [workload]`: where the gateway's CPU time goes under one workload, as a flame graph. */
const SECONDS = 10;

const [name = 'W1'] = process.argv.slice(2);
const workload = workloadsOf(createWorld()).find((each) => each.name === name);
if (!workload) throw new Error(`There is no workload ${name}.`);

const folder = fileURLToPath(new URL('profiles/', import.meta.url));
const file = `${folder}${name}.cpuprofile`;
await rm(file, { force: true });

pinThisProcess(OTHER_CORE);
const upstream = await Child.start(OTHER_CORE, 'upstream.ts');
const flags = ['--cpu-prof', `--cpu-prof-dir=${folder}`, `--cpu-prof-name=${name}.cpuprofile`];
const gateway = await Child.start(SERVER_CORE, 'servers/gateway.ts', [upstream.url], flags);

const { url, ...init } = requestOf({ workload, url: gateway.url, isGraphql: true });
const [key = ''] = connectionKeys;
const answer = await (await fetch(url, { ...init, headers: { ...init.headers, authorization: key } })).text();
const load = { workload, url: gateway.url, isGraphql: true, answer, keys: connectionKeys, isVaried: false };
const rate = await warmUp(load, SECONDS);
await gateway.stop();
await upstream.stop();

if (!(await readdir(folder)).includes(`${name}.cpuprofile`)) throw new Error('The gateway left no profile.');
console.log(`${name} at ${rate.toFixed(0)} requests a second. To see the flame graph, load this file`);
console.log("in the Performance panel of Chrome's developer tools:");
console.log(`  ${relative('.', file)}`);
