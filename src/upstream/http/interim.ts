import type { Socket } from 'node:net';
import type { buildConnector } from 'undici';

/** How every interim response begins: 100, 102, 103 and so on. */
const INTERIM = Buffer.from('HTTP/1.1 1');
const LAST_DIGIT = INTERIM.length + 1;
const [ZERO, TWO] = [0x30, 0x32];
const END = '\r\n\r\n';

/**
 * Lets connections accept `100 Continue`. A server may send it although nobody asked for it, and a client has to skip it (RFC 9110,
 * section 15.2). undici skips every interim response except this one, for which it closes the connection and leaves the outcome of a
 * write unknown. There is no option for it, so its status becomes 102 before undici sees it.
 */
export function acceptingContinue(connect: buildConnector.connector): buildConnector.connector {
  return (options, callback) =>
    connect(options, (...result) => {
      const [, socket] = result;
      if (socket) renameContinue(socket);
      callback(...result);
    });
}

/** Only what comes first after a request can be an interim response. Everything else passes as it is. */
function renameContinue(socket: Socket): void {
  let answered = -1;
  const push = socket.push.bind(socket);
  socket.push = (chunk: unknown, encoding) => {
    const { bytesWritten } = socket;
    if (bytesWritten !== answered && Buffer.isBuffer(chunk) && renamedIn(chunk) < chunk.length) answered = bytesWritten;
    return push(chunk, encoding);
  };
}

/** Renames each `100 Continue` at the beginning of a chunk. Returns where the interim responses end. */
function renamedIn(chunk: Buffer): number {
  let start = 0;
  while (chunk.subarray(start, start + INTERIM.length).equals(INTERIM)) {
    const status = start + INTERIM.length;
    if (chunk[status] === ZERO && chunk[start + LAST_DIGIT] === ZERO) chunk[start + LAST_DIGIT] = TWO;
    const end = chunk.indexOf(END, status);
    if (end === -1) return chunk.length;
    start = end + END.length;
  }
  return start;
}
