import { createServer, type Socket } from 'node:net';
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { answer, withFaultyUpstream } from '../support/faulty-upstream.ts';
import { listening } from '../support/on-port.ts';

const READ = '{ satellites { name } }';

const ENCODERS = {
  identity: (body: string) => Buffer.from(body),
  gzip: (body: string) => gzipSync(body),
  br: (body: string) => brotliCompressSync(body),
  zstd: (body: string) => zstdCompressSync(body),
};
type Encoding = keyof typeof ENCODERS;

const head = (encoding: Encoding, framing: string) =>
  `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: ${encoding}\r\n${framing}\r\n\r\n`;

function sendFixed(socket: Socket, encoding: Encoding, body: Buffer, length = body.length): void {
  socket.write(Buffer.concat([Buffer.from(head(encoding, `content-length: ${length}`)), body]));
}

function sendChunked(
  socket: Socket,
  encoding: Encoding,
  body: Buffer,
  { size = body.length, end = '\r\n0\r\n\r\n' } = {},
): void {
  const start = `${head(encoding, 'transfer-encoding: chunked')}${size.toString(16)}\r\n`;
  socket.write(Buffer.concat([Buffer.from(start), body, Buffer.from(end)]));
}

const cut = (body: Buffer) => body.subarray(0, body.length - 20);
const flipped = (body: Buffer) => {
  const copy = Buffer.from(body);
  // Near the end of every format, so neither the header nor the beginning is wrong.
  for (let at = body.length - 12; at < body.length - 4; at += 1) copy[at] = 0xff ^ (copy[at] ?? 0);
  return copy;
};

/** How the first answer is damaged. `json` is its text. */
const FAULTS: Record<string, (socket: Socket, encoding: Encoding, json: string) => void> = {
  'JSON that is cut off before it is encoded, with its length': (socket, encoding, json) =>
    sendFixed(socket, encoding, ENCODERS[encoding](json.slice(0, -20))),
  'JSON that is cut off before it is encoded, in chunks': (socket, encoding, json) =>
    sendChunked(socket, encoding, ENCODERS[encoding](json.slice(0, -20))),
  'bytes that are cut off, with their length': (socket, encoding, json) =>
    sendFixed(socket, encoding, cut(ENCODERS[encoding](json))),
  'bytes that are cut off, in chunks': (socket, encoding, json) =>
    sendChunked(socket, encoding, cut(ENCODERS[encoding](json))),
  'other bytes, with their length': (socket, encoding, json) =>
    sendFixed(socket, encoding, flipped(ENCODERS[encoding](json))),
  'other bytes, in chunks': (socket, encoding, json) =>
    sendChunked(socket, encoding, flipped(ENCODERS[encoding](json))),
  'a length that is too small': (socket, encoding, json) => {
    const body = ENCODERS[encoding](json);
    sendFixed(socket, encoding, body, body.length - 20);
  },
  'a length that is too large, and the end of the connection': (socket, encoding, json) => {
    const body = ENCODERS[encoding](json);
    sendFixed(socket, encoding, body, body.length + 20);
    socket.end();
  },
  'a chunk that is longer than it says': (socket, encoding, json) => {
    const body = ENCODERS[encoding](json);
    sendChunked(socket, encoding, body, { size: body.length - 20 });
  },
  'a chunk that is shorter than it says, and the end of the connection': (socket, encoding, json) => {
    const body = ENCODERS[encoding](json);
    sendChunked(socket, encoding, body, { size: body.length + 20, end: '' });
    socket.end();
  },
  'no last chunk, and the end of the connection': (socket, encoding, json) => {
    sendChunked(socket, encoding, ENCODERS[encoding](json), { end: '\r\n' });
    socket.end();
  },
  'half of a fixed length, and a reset': (socket, encoding, json) => {
    const body = ENCODERS[encoding](json);
    sendFixed(socket, encoding, cut(body), body.length);
    setImmediate(() => socket.resetAndDestroy());
  },
  'half of a chunk, and a reset': (socket, encoding, json) => {
    const body = ENCODERS[encoding](json);
    sendChunked(socket, encoding, cut(body), { size: body.length, end: '' });
    setImmediate(() => socket.resetAndDestroy());
  },
};

const cases = Object.keys(FAULTS).flatMap((fault) =>
  // Other bytes of plain JSON can be JSON.
  (Object.keys(ENCODERS) as Encoding[])
    .filter((encoding) => encoding !== 'identity' || !fault.startsWith('other bytes'))
    .map((encoding) => ({ fault, encoding })),
);

test.each(cases)(
  'after $fault ($encoding), a read is right at the second attempt, and so is the next',
  async ({ fault, encoding }) => {
    let requests = 0;
    const server = createServer((socket) => {
      socket.on('error', () => {});
      // A read has no body, so each request is one chunk.
      socket.on('data', () => {
        requests += 1;
        const satellites = Array.from({ length: 20 }, (_, index) => ({
          id: `s${index}`,
          name: `${requests}.${index}`,
        }));
        const json = JSON.stringify({ satellites });
        if (requests === 1) FAULTS[fault]?.(socket, encoding, json);
        else sendFixed(socket, encoding, ENCODERS[encoding](json));
      });
    });
    const { origin: apiUrl } = await listening(server);
    const named = (request: number) => ({
      data: { satellites: Array.from({ length: 20 }, (_, index) => ({ name: `${request}.${index}` })) },
    });

    await withFaultyUpstream(answer(500, ''), { apiUrl }, async (ask) => {
      expect(await ask(READ)).toEqual(named(2));
      expect(await ask(READ)).toEqual(named(3));
      expect(await ask(READ)).toEqual(named(4));
    });
    server.close();
  },
);
