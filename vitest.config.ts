import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Without this Vitest loads a second copy of graphql for our own sources, and schemas of one are foreign to the other.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: { include: ['test/**/*.test.ts'] },
});
