import type { Socket } from 'node:net';

/** Bytes that are parsed at once of an answer with many lines. */
const PIECE_BYTES = 4096;
/** A read with at least this many line ends is parsed in pieces. No header section has that many, and JSON rarely contains CRLF. */
const MANY_LINES = 64;
const END_OF_LINE = '\r\n';

/**
 * Lets undici read an answer in pieces where it has many lines, such as a million trailers. undici creates an error for each line past
 * its limit until it has parsed all that it read, and one read has up to 64 KiB: that takes a tenth of a second. It does not
 * read on from a connection that it has closed.
 */
export function readFewLines(socket: Socket): void {
  const read = socket.read.bind(socket);
  let isInPieces = false;
  socket.read = (size?: number) => {
    if (isInPieces && socket.destroyed) return null;
    const chunk: unknown = read(size);
    if (!Buffer.isBuffer(chunk)) return chunk;
    isInPieces = chunk.length > PIECE_BYTES && hasManyLines(chunk);
    if (!isInPieces) return chunk;
    socket.unshift(chunk.subarray(PIECE_BYTES));
    return chunk.subarray(0, PIECE_BYTES);
  };
}

function hasManyLines(chunk: Buffer): boolean {
  let end = -1;
  for (let lines = 0; lines < MANY_LINES; lines += 1) {
    end = chunk.indexOf(END_OF_LINE, end + 1);
    if (end === -1) return false;
  }
  return true;
}
