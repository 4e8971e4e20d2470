import { mkdir, writeFile } from 'node:fs/promises';
import { ERRORS } from '../src/server/errors/catalogue.ts';

const remedies = Object.fromEntries(Object.entries(ERRORS).map(([code, { remedy }]) => [code, remedy]));

await mkdir('explorer/src/data/generated', { recursive: true });
await writeFile(
  'explorer/src/data/generated/remedies.ts',
  `/** What to do about an error, by its code. Made by \`npm run codegen\` from \`src/server/errors/catalogue.ts\`. */
export const REMEDIES: Readonly<Record<string, string>> = ${JSON.stringify(remedies, null, 2)};
`,
);
