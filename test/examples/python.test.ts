import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/server/server.ts';
import { demoKeys } from '../../src/sandbox/world/demo.ts';
import { createGateway } from '../../src/server/gateway.ts';
import { onPort } from '../support/on-port.ts';

/** Debian's, for which its packages are. */
const PYTHON = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';
const hasPython = works('-c', 'pass');
const hasGeopandas = hasPython && works('-c', 'import geopandas');

function works(...args: string[]): boolean {
  try {
    execFileSync(PYTHON, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Runs a program of `examples/python` against a server. @returns its exit code and what it wrote */
async function python(url: string, args: string[], key: string = demoKeys.orchard) {
  return program(PYTHON, args, url, key);
}

async function program(command: string, args: string[], url: string, key: string) {
  const env = { GATEWAY_URL: url, PIXXEL_API_KEY: key, PYTHONPATH: 'examples/python', PYTHONDONTWRITEBYTECODE: '1' };
  try {
    return { code: 0, ...(await promisify(execFile)(command, args, { env })) };
  } catch (error) {
    // What execFile rejects with.
    return error as { code: number; stdout: string; stderr: string };
  }
}

async function overSandbox(use: (url: string) => Promise<void>): Promise<void> {
  const sandbox = await startSandbox();
  const gateway = createGateway({ apiUrl: sandbox.url, maxEventLoopLagMs: 60_000 });
  try {
    await onPort(gateway.handle, (origin) => use(`${origin}/graphql`));
  } finally {
    await gateway.close();
    await sandbox.close();
  }
}

describe.skipIf(!hasPython)(hasPython ? 'the Python example' : 'the Python example (python3 is missing)', () => {
  test('prints the AOIs of all pages', () =>
    overSandbox(async (url) => {
      const { stdout, stderr } = await python(url, ['examples/python/aois.py']);

      expect(stderr).toBe('');
      const lines = stdout.trim().split('\n');
      expect(lines.length).toBeGreaterThan(40);
      expect(new Set(lines.map((line) => line.split(' ')[0])).size).toBe(lines.length);
      expect(lines[0]).toMatch(/^[0-9a-f-]{36} {2}[A-Z]+ +[\d.]+ km2 {2}\w/);
    }));

  test('ends quietly when its output is no longer read, as by head', () =>
    overSandbox(async (url) => {
      const pipe = `${PYTHON} examples/python/aois.py | true`;

      expect(await program('/bin/sh', ['-c', pipe], url, demoKeys.orchard)).toEqual({
        code: 0,
        stdout: '',
        stderr: '',
      });
    }));

  test('says which error the gateway gave', () =>
    overSandbox(async (url) => {
      const { code, stderr } = await python(url, ['examples/python/aois.py'], 'pxl_wrong');

      expect([code, stderr]).toEqual([1, expect.stringMatching(/^FORBIDDEN: .+\n$/)]);
    }));

  test('of the README runs', () =>
    overSandbox(async (url) => {
      const [, program = ''] = /```python\n([\s\S]*?)```/.exec(readFileSync('examples/python/README.md', 'utf8')) ?? [];
      const here = program.replace('http://127.0.0.1:4000/graphql', url);

      expect((await python(url, ['-c', here])).stdout).toMatch(/^\['\w.*', '\w.*', '\w.*'\]\n$/);
    }));

  test.each([
    ['a read', 'query("{ a }")', 3, "{'a': 1}\n"],
    ['a write', 'mutate("mutation { a }")', 1, 'OVERLOADED\n'],
  ])('sends %s that fails for a moment as often as it should', async (_kind, call, times, printed) => {
    let arrived = 0;
    const overloaded = { errors: [{ message: 'Later.', extensions: { code: 'OVERLOADED', retryable: true } }] };
    const listener: RequestListener = (request, response) => {
      request.resume();
      arrived += 1;
      response.writeHead(arrived < 3 ? 503 : 200).end(JSON.stringify(arrived < 3 ? overloaded : { data: { a: 1 } }));
    };

    await onPort(listener, async (origin) => {
      const url = `${origin}/graphql`;
      const program = `
from pixxel_graphql import Gateway, GatewayError
try:
    print(Gateway("${url}", "key", retry_delay=0).${call})
except GatewayError as error:
    print(error.code)
`;
      expect((await python(url, ['-c', program])).stdout).toBe(printed);
    });
    expect(arrived).toBe(times);
  });

  test.skipIf(!hasGeopandas)(
    hasGeopandas ? 'reads AOIs into geopandas and writes a file' : 'with geopandas (it is missing)',
    () =>
      overSandbox(async (url) => {
        const folder = mkdtempSync(join(tmpdir(), 'python-'));
        try {
          const file = join(folder, 'aois.gpkg');
          const { stdout } = await python(url, ['examples/python/aois.py', file]);
          const [, count, km2] = /^(\d+) areas of interest in .*, ([\d.]+) km2 together/.exec(stdout) ?? [];

          expect(Number(count)).toBeGreaterThan(40);
          expect(Number(km2)).toBeGreaterThan(100);
          expect(readFileSync(file).subarray(0, 15).toString()).toBe('SQLite format 3');
        } finally {
          rmSync(folder, { recursive: true });
        }
      }),
  );
});
