import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { expect, test } from 'vitest';

/** What an app that has this entry sends to browsers: bundled, minified. */
async function bundled(entry: string): Promise<string> {
  const bundle = await rolldown({
    input: 'entry',
    platform: 'browser',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? `${process.cwd()}/client/entry.ts` : undefined),
        load: (id) => (id.endsWith('/client/entry.ts') ? entry : undefined),
      },
    ],
  });
  const { output } = await bundle.generate({ minify: true });
  await bundle.close();
  return output[0].code;
}

test('the client has less than 5 KB without documents', async () => {
  const code = await bundled("export { createClient, GatewayError } from './src/index.ts';");

  expect(gzipSync(code).length).toBeLessThan(5000);
  expect(code).not.toContain('AoiFields');
});

test('a bundle has the documents that it uses, and no others', async () => {
  const code = await bundled("export { createClient, AoisDocument } from './src/index.ts';");

  expect(code).toContain('query Aois');
  expect(code).not.toContain('query Workflows');
});
