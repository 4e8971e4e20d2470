import { schema } from '../src/schema/index.ts';
import { printSubgraph } from '../src/server/doors/federation.ts';

// Apollo's composition does not know `@oneOf`. Without it, the gateway still refuses inputs with more or fewer than one field.
const hasOneOf = !process.argv.includes('--without-one-of');
const sdl = printSubgraph(schema);
process.stdout.write(hasOneOf ? sdl : sdl.replaceAll(' @oneOf', ''));
