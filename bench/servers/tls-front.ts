import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { text } from 'node:stream/consumers';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { reportToBenchmark } from '../report.ts';
import { listenLocally } from './listen.ts';

/*
 * What is in front of an API on the internet: TLS and compression. `node bench/servers/tls-front.ts <url of the upstream>
 * <file of the key> <file of the certificate>`. Nothing changes, so each answer is compressed once.
 */
const [, , upstream = '', keyFile = '', certFile = ''] = process.argv;
const QUICKLY = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

interface Known {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}
const known = new Map<string, Known>();
let arrived = 0;

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  arrived += 1;
  const { method = 'GET', url = '/', headers } = request;
  const body = method === 'GET' ? null : await text(request);
  const accepted = String(headers['accept-encoding']);
  const key = `${method} ${url} ${accepted} ${headers.authorization} ${body}`;
  const found = known.get(key) ?? (await ask(method, url, String(headers.authorization), body, accepted));
  known.set(key, found);
  response.writeHead(found.status, found.headers).end(found.body);
}

async function ask(method: string, url: string, authorization: string, body: string | null, accepted: string) {
  const response = await fetch(upstream + url, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    body,
  });
  const plain = Buffer.from(await response.arrayBuffer());
  const [encoding, sent] = compressed(plain, accepted);
  const headers = {
    'content-type': response.headers.get('content-type') ?? '',
    'content-length': String(sent.length),
    ...(encoding && { 'content-encoding': encoding }),
  };
  return { status: response.status, headers, body: sent };
}

function compressed(body: Buffer, accepted: string): [encoding: string | undefined, body: Buffer] {
  if (accepted.includes('br')) return ['br', brotliCompressSync(body, QUICKLY)];
  if (accepted.includes('gzip')) return ['gzip', gzipSync(body)];
  return [undefined, body];
}

const server = createServer({ key: readFileSync(keyFile), cert: readFileSync(certFile) }, (request, response) => {
  answer(request, response).catch(() => response.destroy());
});
reportToBenchmark((await listenLocally(server)).replace('http:', 'https:'), () => arrived);
