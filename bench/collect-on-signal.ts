/** Loaded into the gateway under test: SIGWINCH collects all garbage, so what the heap holds then is live. Needs `--expose-gc`. */
process.on('SIGWINCH', () => globalThis.gc?.());
