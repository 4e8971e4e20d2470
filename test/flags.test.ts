import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { ConfigError } from '../src/config.ts';
import { helpText, readFlags } from '../src/flags.ts';
import { describeSettings } from '../src/settings.ts';
import { listening } from './support/on-port.ts';

const run = promisify(execFile);

test('each setting is a flag', () => {
  expect(readFlags(['--port', '5000', '--log-level=warn', '--mcp', 'on'])).toEqual({
    variables: { PORT: '5000', LOG_LEVEL: 'warn', MCP: 'on' },
  });
});

test('a flag wins over its variable', async () => {
  const start = run('node', ['src/main.ts', '--port', 'none'], { env: { ...process.env, PORT: '0' } });

  await expect(start).rejects.toMatchObject({
    stderr: expect.stringContaining('PORT: must be a whole number from 1 to 65535, not "none"'),
  });
});

test('--sandbox needs no value', () => {
  expect(readFlags(['--sandbox'])).toEqual({ variables: { SANDBOX: 'on' } });
});

test.each([
  ['an unknown flag', ['--colour', 'red'], "Unknown option '--colour'.\nRun with --help"],
  ['a misspelt flag', ['--pixxel-api', 'x'], "Unknown option '--pixxel-api'. Did you mean --pixxel-api-url?"],
  ['a flag without its value', ['--port'], "'--port <value>' argument missing"],
  ['a word that is not a flag', ['5000'], "Unexpected argument '5000'"],
])('%s is refused', (_fault, args, message) => {
  expect(() => readFlags(args)).toThrow(ConfigError);
  expect(() => readFlags(args)).toThrow(message);
});

test('--help describes every setting', () => {
  for (const { name, description } of describeSettings()) {
    expect(description.length, name).toBeGreaterThan(10);
    expect(helpText()).toContain(`--${name.toLowerCase().replaceAll('_', '-')} `);
  }
});

test('a misspelt variable is reported at startup, and a port in use with its setting', async () => {
  const other = createServer();
  const { port } = await listening(other);
  const env = { ...process.env, PORT: String(port), PIXXEL_API: 'https://api.pixxel.space' };
  const start = run('node', ['src/main.ts'], { env });

  await expect(start).rejects.toMatchObject({
    stderr: `PIXXEL_API is not a setting. Did you mean PIXXEL_API_URL?\nAnother program already listens on 127.0.0.1:${port}. Set PORT to another port.\n`,
  });
  other.close();
});

test.each([
  [
    'an address of another machine',
    ['--sandbox', '--host', '192.0.2.1', '--port', '4000'],
    'This machine cannot listen on 192.0.2.1:4000. Set HOST to an address that it has, such as 127.0.0.1.\n',
  ],
  [
    'a folder of tools that does not exist',
    ['--sandbox', '--mcp', 'on', '--mcp-tools', '/nowhere'],
    "These settings cannot be used:\n  MCP_TOOLS: ENOENT: no such file or directory, scandir '/nowhere'\n",
  ],
])('%s is refused in words, without a stack', async (_fault, args, stderr) => {
  await expect(run('node', ['src/main.ts', ...args])).rejects.toMatchObject({ stderr });
});

test('the sandbox alone refuses a port in use in words, without a stack', async () => {
  const other = createServer();
  const { port } = await listening(other);
  const start = run('node', ['src/sandbox/main.ts'], { env: { ...process.env, SANDBOX_PORT: String(port) } });

  await expect(start).rejects.toMatchObject({
    stderr: `Another program already listens on port ${port}. Set SANDBOX_PORT to another port.\n`,
  });
  other.close();
});

test('--help and --version start nothing', async () => {
  const show = async (flag: string) => (await run('node', ['src/main.ts', flag])).stdout;

  expect(await show('--version')).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(await show('--help')).toBe(`${helpText()}\n`);
});
