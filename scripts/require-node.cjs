// Plain CommonJS on purpose: any Node can run it and say what is missing.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  console.error(
    `Node 22.19 or newer is needed, this is ${process.version}. Run "npm ci" without --omit=optional (it brings Node 24), or install Node 24.`,
  );
  process.exit(1);
}
