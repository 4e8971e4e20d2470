import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress, gzip } from 'node:zlib';
import { type GraphQLSchema, introspectionFromSchema } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { hasTime, nextTurn } from '../../scheduling/turns.ts';

/** What the page knows of this gateway. */
export interface ExplorerSettings {
  /** Demo keys that the page offers, with what each opens: the sandbox's own, never a real one. */
  demoKeys: readonly { key: string; opens: string }[];
  /** Address of map tiles with `{x}`, `{y}` and `{z}`; null: the map has coastlines only. */
  tilesUrl: string | null;
  /** Whether the page may read the schema. */
  hasIntrospection: boolean;
}

/** Where `npm run build:explorer` puts the page: the same place from the sources and from the built package. */
const BUILT = new URL('../../../explorer/dist/', import.meta.url);
/** Paths of the page's files. Their names hold a hash of their content. */
const FILES = '/explorer/';

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
};

/** Ending of the files that are stored only compressed, with brotli. Fonts are stored as they are. */
const COMPRESSED = '.br';

/** How the name of the file with the schema begins. */
const SCHEMA = 'schema-';

/** Whether the path is one of the page's files, which are the same for everybody and never change. */
export function isExplorerFile(path: string): boolean {
  return path.startsWith(FILES);
}

/**
 * Serves the explorer from this package alone: the page to a browser that opens `/graphql`, and its files below `/explorer/`.
 * Where the page was not built, it says how to build it. The schema is one of the files: a browser reads it once, compressed.
 */
export function useExplorer({ demoKeys, tilesUrl, hasIntrospection }: ExplorerSettings): Plugin {
  const security = {
    'content-security-policy': policyFor(tilesUrl),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  };
  const fileOf = filesOfPage();
  let schema: GraphQLSchema | undefined;
  let made: { page: string; schemaFile: SchemaFile | null } | undefined;
  /** Made for the first browser: nobody else needs the schema as JSON. */
  const madeOnce = () => {
    if (made) return made;
    const schemaFile = schema && hasIntrospection ? schemaFileOf(schema) : null;
    made = { schemaFile, page: pageWith({ demoKeys, tilesUrl, schemaUrl: schemaFile && FILES + schemaFile.name }) };
    return made;
  };
  const schemaFile = async (name: string, accepted: string) => {
    const { schemaFile: file } = madeOnce();
    return file?.name === name ? file.read(accepted) : undefined;
  };
  return {
    onSchemaChange(change) {
      schema = change.schema;
      made = undefined;
    },
    async onRequest({ request, url, endResponse, fetchAPI: { Response } }) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return;
      if (isExplorerFile(url.pathname)) {
        const name = url.pathname.slice(FILES.length);
        const accepted = request.headers.get('accept-encoding') ?? '';
        const type = TYPES[extname(name)];
        const file = type && (await (name.startsWith(SCHEMA) ? schemaFile(name, accepted) : fileOf(name, accepted)));
        // Hundreds can ask for a file together, and writing a part of it takes a millisecond.
        if (!hasTime()) await nextTurn(FILES);
        if (!file) return endResponse(new Response('This file does not exist.', { status: 404 }));
        endResponse(
          new Response(file.body, {
            headers: {
              ...security,
              ...(file.encoding && { 'content-encoding': file.encoding }),
              vary: 'Accept-Encoding',
              'content-type': type,
              'cache-control': 'public, max-age=31536000, immutable',
            },
          }),
        );
      } else if (url.pathname === '/graphql' && request.headers.get('accept')?.includes('text/html')) {
        endResponse(
          new Response(madeOnce().page, { headers: { ...security, 'content-type': 'text/html; charset=utf-8' } }),
        );
      }
    },
  };
}

interface File {
  body: Buffer<ArrayBuffer>;
  encoding: 'br' | 'gzip' | undefined;
}

/**
 * Reads the page's files in an encoding that the browser accepts. Browsers accept no brotli over plain http. Each is read and encoded
 * once: many connections that do not read their answers hold the same bytes.
 */
function filesOfPage(): (name: string, accepted: string) => Promise<File | undefined> {
  const built = builtFiles();
  const kept = new Map<string, Promise<Buffer<ArrayBuffer>>>();
  const once = (key: string, make: () => Promise<Buffer<ArrayBuffer>>) => {
    const known = kept.get(key) ?? make();
    kept.set(key, known);
    return known;
  };
  const read = (name: string) => once(name, () => readFile(new URL(`explorer/${name}`, BUILT)));
  const decoded = (name: string) => once(`${name} `, async () => promisify(brotliDecompress)(await read(name)));

  return async (name, accepted) => {
    if (built.has(name)) return { body: await read(name), encoding: undefined };
    const compressed = name + COMPRESSED;
    if (!built.has(compressed)) return undefined;
    if (accepts(accepted, 'br')) return { body: await read(compressed), encoding: 'br' };
    if (!accepts(accepted, 'gzip')) return { body: await decoded(compressed), encoding: undefined };
    const body = await once(`${name} gzip`, async () => promisify(gzip)(await decoded(compressed)));
    return { body, encoding: 'gzip' };
  };
}

interface SchemaFile {
  name: string;
  read(accepted: string): Promise<File>;
}

/** The answer to an introspection query, as a file whose name changes with the schema. */
function schemaFileOf(schema: GraphQLSchema): SchemaFile {
  const data = introspectionFromSchema(schema, {
    schemaDescription: true,
    inputValueDeprecation: true,
    oneOf: true,
    specifiedByUrl: true,
  });
  const body = Buffer.from(JSON.stringify({ data }));
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 8);
  let zipped: Promise<Buffer<ArrayBuffer>> | undefined;
  return {
    name: `${SCHEMA}${hash}.json`,
    async read(accepted) {
      if (!accepts(accepted, 'gzip')) return { body, encoding: undefined };
      zipped ??= promisify(gzip)(body);
      return { body: await zipped, encoding: 'gzip' };
    },
  };
}

function accepts(accepted: string, coding: string): boolean {
  return new RegExp(`\\b${coding}\\b(?!\\s*;\\s*q=0(?:\\.0*)?(?:,|$))`).test(accepted);
}

function builtFiles(): ReadonlySet<string> {
  try {
    return new Set(readdirSync(new URL('explorer/', BUILT)));
  } catch {
    return new Set();
  }
}

/** What the page reads: its settings, and where the schema is; null if it may not be read. */
type PageSettings = Omit<ExplorerSettings, 'hasIntrospection'> & { schemaUrl: string | null };

function pageWith(settings: PageSettings): string {
  // A `<` could end the element that the settings stand in.
  const json = JSON.stringify(settings).replaceAll('<', '\\u003c');
  try {
    const page = readFileSync(new URL('index.html', BUILT), 'utf8');
    return page.replace('id="settings">{}<', () => `id="settings">${json}<`);
  } catch {
    return '<!doctype html><title>Explorer</title><p>The explorer is not built. Run <code>npm run build:explorer</code>, then start the gateway again.</p>';
  }
}

/** Everything from this gateway; Monaco sets styles in the page, so styles are free. Tiles come from their own host. */
function policyFor(tilesUrl: string | null): string {
  const tiles = tilesUrl === null ? '' : ` ${new URL(tilesUrl).origin}`;
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    `worker-src 'self'`,
    `connect-src 'self'`,
    `style-src 'self' 'unsafe-inline'`,
    `font-src 'self'`,
    `img-src 'self' data: blob:${tiles}`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}
