import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The page stands at `/graphql`, so `./explorer/x.js` is `/explorer/x.js`, also behind a proxy with a path of its own. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  build: {
    assetsDir: 'explorer',
    assetsInlineLimit: 0,
    target: 'es2024',
    chunkSizeWarningLimit: 4000,
    // The licences of what is bundled ask for their texts to be kept with it.
    license: { fileName: 'licences.md' },
  },
  worker: { format: 'es' },
  server: { proxy: { '/graphql': { target: 'http://127.0.0.1:4000', ws: true } } },
});
