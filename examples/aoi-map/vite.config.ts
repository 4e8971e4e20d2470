import { defineConfig } from 'vite';

/** The page asks its own origin, which passes `/graphql` on: the gateway needs no CORS, and the page knows no address. */
export default defineConfig({
  root: import.meta.dirname,
  server: { proxy: { '/graphql': process.env.GATEWAY_URL?.replace(/\/graphql$/, '') ?? 'http://127.0.0.1:4000' } },
});
