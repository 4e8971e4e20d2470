#!/usr/bin/env node
// Plain CommonJS that any Node can run, so that an old one says what it lacks.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  console.error(`pixxel-graphql-gateway needs Node 22.19 or newer; this is ${process.version}.`);
  process.exit(1);
}
// It reports its own failures and sets the exit code.
void import('../dist/main.js');
