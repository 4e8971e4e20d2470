import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Without this Vitest loads a second copy of graphql for our own sources, and schemas of one are foreign to the other.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  // Two cores share every worker, a browser and real servers: five seconds are short then.
  test: { include: ['test/**/*.test.ts'], testTimeout: 20_000, hookTimeout: 30_000 },
});
