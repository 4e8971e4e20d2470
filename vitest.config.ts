import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Without this Vitest loads a second copy of graphql for our own sources, and schemas of one are foreign to the other.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    // Files share the modules of their worker. Loading the schema once per file took 110 s of a run of 260 s.
    isolate: false,
    // Long enough for the slowest machine: only a test that hangs reaches them.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 100_000 } },
  },
});
