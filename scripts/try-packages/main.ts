/**
 * Packs gateway and client, installs the tarballs in empty folders as their users do, and tries what README and docs promise.
 * It needs the npm registry, and no other network. It prints sizes and counts, and stops at the first failure.
 */
import assert from 'node:assert/strict';
import { globSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../../src/sandbox/server/server.ts';
import { demoKeys } from '../../src/sandbox/world/demo.ts';
import { freePort } from '../../test/support/on-port.ts';
import { ask, askByWebSocket, askForProjects } from './ask.ts';
import { compile, compileDocs, isServer, PAGES } from './docs.ts';
import { install, installedIn, projectWith } from './project.ts';
import { run, runWith, whileRunning } from './shell.ts';
import { commandsOf } from './snippets.ts';

/** What the snippets of the docs use. Nothing else in the repository needs most of it, so it is not in package.json. */
const LIBRARIES = [
  '@apollo/client@4.3.8',
  '@graphql-codegen/cli@7.4.3',
  '@graphql-codegen/client-preset@6.2.0',
  '@graphql-typed-document-node/core@3.2.0',
  '@types/express@5.0.6',
  '@types/node@24.19.2',
  '@types/relay-runtime@20.1.1',
  '@urql/core@6.0.3',
  '@urql/exchange-persisted@5.0.1',
  'express@5.3.0',
  'fastify@5.12.8',
  'graphql-sse@2.6.1',
  'graphql-ws@6.4.2',
  'rxjs@7.8.2',
];
const CHECKERS = ['@arethetypeswrong/cli@0.18.5', 'publint@0.3.25'];

/** The files that a tarball may have. */
const SHIPPED = /^package\/(?:(?:bin|dist|mcp|explorer\/dist)\/.+|package\.json|README\.md|LICENSE|CHANGELOG\.md)$/;

/** How much faster than real time the sandbox runs, so jobs end soon. */
const SPEED = 60;

const folder = mkdtempSync(join(tmpdir(), 'packages-'));
const app = join(folder, 'app');
const port = await freePort();
const graphql = `http://127.0.0.1:${port}/graphql`;
const health = `http://127.0.0.1:${port}/health/live`;
try {
  const tarballs = await pack();
  await Promise.all([projectWith(app, tarballs), projectWith(join(folder, 'checkers'), CHECKERS)]);
  lookAtInstalled();
  await tryCommand();
  await checkTypes(tarballs);
  await install(app, LIBRARIES);
  await tryStrictProject();
  await tryDocs();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function pack(): Promise<string[]> {
  await run('.', 'npm', 'pack', '--workspace', 'client', '--pack-destination', folder);
  await run('.', 'npm', 'pack', '--pack-destination', folder);
  const tarballs = globSync(join(folder, '*.tgz')).toSorted();
  for (const tarball of tarballs) {
    const entries = (await run(folder, 'tar', '-tzf', tarball)).trim().split('\n');
    const strangers = entries.filter((entry) => !SHIPPED.test(entry));
    assert.deepEqual(strangers, [], 'the tarball has files that nobody needs');
    console.log(`${tarball.slice(folder.length + 1)}: ${kilobytes(statSync(tarball).size)}, ${entries.length} files`);
  }
  assert.equal(tarballs.length, 2);
  return tarballs;
}

/** Checks a production install: no install scripts, no Node binaries, and one graphql for gateway and client. */
function lookAtInstalled(): void {
  const { packages, withScripts, bytes } = installedIn(app);
  console.log(`gateway and client, installed: ${packages.length} packages, ${kilobytes(bytes)}`);
  assert.deepEqual(withScripts, [], 'packages with install scripts');
  assert.deepEqual(
    packages.filter((path) => /\/(?:node|node-[a-z]+-[a-z0-9]+)$/.test(path)),
    [],
    'Node binaries',
  );
  assert.deepEqual(
    packages.filter((path) => path.endsWith('node_modules/graphql')),
    ['node_modules/graphql'],
  );
}

async function tryCommand(): Promise<void> {
  assert.match(await run(app, 'npx', 'pixxel-graphql-gateway', '--help'), /--sandbox/);
  const command = ['npx', 'pixxel-graphql-gateway', '--sandbox', '--port', String(port)];
  await whileRunning({ cwd: app, command, url: health }, async () => {
    await askForProjects(graphql);
    const page = await fetch(graphql, { headers: { accept: 'text/html' } });
    const [, script] = /src="([^"]+\.js)"/.exec(await page.text()) ?? [];
    assert.equal((await fetch(new URL(script ?? 'missing', graphql))).status, 200, 'the explorer');
  });
  console.log('npx pixxel-graphql-gateway --sandbox: answers');
}

async function checkTypes(tarballs: readonly string[]): Promise<void> {
  const checkers = join(folder, 'checkers');
  for (const tarball of tarballs) {
    await run(checkers, 'npx', 'publint', '--strict', tarball);
    await run(checkers, 'npx', 'attw', '--profile', 'esm-only', tarball);
  }
  console.log('publint, attw: no complaints');
}

/** Compiles a project with the strictest settings, and checks that it fails with misspelt names. */
async function tryStrictProject(): Promise<void> {
  const good = `
    import { AoisDocument, createClient } from '@pixxel-graphql/client';
    import { createGateway, type GatewayOptions } from 'pixxel-graphql-gateway';
    import { toSubgraph } from 'pixxel-graphql-gateway/federation';
    import { openMcp } from 'pixxel-graphql-gateway/mcp';
    import { startSandbox } from 'pixxel-graphql-gateway/sandbox';
    const options: GatewayOptions = { apiUrl: (await startSandbox()).url, mcp: openMcp(), toSubgraph };
    createGateway(options);
    const { aois } = await createClient({ url: '' }).query(AoisDocument, { first: 1 });
    export const names: string[] = (aois?.nodes ?? []).map((aoi) => aoi.name ?? aoi.id);`;
  const file = join(app, 'strict.ts');
  writeFileSync(file, good);
  await compile(app, { include: ['strict.ts'] });
  for (const [name, misspelt] of [
    ['aoi.name', 'aoi.nmae'],
    ['apiUrl', 'apiURL'],
    ['{ first: 1 }', '{ frist: 1 }'],
  ] as const) {
    writeFileSync(file, good.replace(name, misspelt));
    const word = /\w*(?:nmae|URL|frist)/.exec(misspelt)?.[0] ?? '';
    await assert.rejects(compile(app, { include: ['strict.ts'] }), new RegExp(`strict\\.ts.*${word}`), misspelt);
  }
  console.log('strict TypeScript: compiles, and three misspelt names do not');
}

/** Runs every program and command of the docs, over a sandbox whose time passes faster. */
async function tryDocs(): Promise<void> {
  const begun = Date.now();
  const sandbox = await startSandbox({ now: () => begun + (Date.now() - begun) * SPEED });
  const programs = await compileDocs(app, {
    'https://api.pixxel.space': sandbox.url,
    '127.0.0.1:4000': `127.0.0.1:${port}`,
    'listen(4000)': `listen(${port})`,
    'port: 4000': `port: ${port}`,
  });
  console.log(`docs: ${programs.length} programs compile`);
  const env = { PIXXEL_API_KEY: demoKeys.orchard, PIXXEL_API_URL: sandbox.url };
  for (const { place, file, folder: cwd, ...program } of programs.filter(isServer)) {
    const command = [process.execPath, `src/${file}`];
    await whileRunning({ cwd, command, env, url: graphql }, async () => {
      await askForProjects(graphql);
      if (program.text.includes('serveWebSocket')) await askByWebSocket(graphql);
    });
    console.log(`${place}: a server, answers`);
  }
  const command = ['npx', 'pixxel-graphql-gateway', '--port', String(port)];
  const log = await whileRunning({ cwd: app, command, env, url: health }, async () => {
    for (const { place, file, folder: cwd, text } of programs.filter((program) => !isServer(program))) {
      const output = await runWith(env, cwd, process.execPath, `src/${file}`);
      if (text.includes('@defer')) assert.match(output, /assets: \{/, `${place} lacks its deferred part`);
      console.log(`${place}: runs to its end`);
    }
    const { data } = await ask<{ aois: { nodes: { id: string }[] } }>(graphql, '{ aois(first: 1) { nodes { id } } }');
    for (const { place, text } of PAGES.flatMap(commandsOf)) {
      const command = text
        .replace('AOI_ID', data.aois.nodes[0]?.id ?? '')
        .replace('127.0.0.1:4000', `127.0.0.1:${port}`)
        .replace('localhost:4000', `127.0.0.1:${port}`);
      assert.match(await runWith(env, app, 'sh', '-c', command), /"data":\{"\w+":\{/, place);
      console.log(`${place}: answers`);
    }
  });
  assert.match(log, /"codes":\[\]/);
  // On a busy machine, a process that has just started can refuse requests.
  assert.doesNotMatch(log, /"codes":\["(?!OVERLOADED")/, 'an operation of the docs failed');
  await sandbox.close();
}

function kilobytes(bytes: number): string {
  return bytes > 10_000_000 ? `${Math.round(bytes / 1e6)} MB` : `${Math.round(bytes / 1e3)} kB`;
}
