import type { Socket } from 'node:net';

/** How every interim response begins: 100, 102, 103 and so on. */
const INTERIM = Buffer.from('HTTP/1.1 1');
/** How it ends. */
const END = Buffer.from('\r\n\r\n');
const [TENS, UNITS] = [INTERIM.length, INTERIM.length + 1];
const [ZERO, ONE, TWO] = [0x30, 0x31, 0x32];

/**
 * Lets a connection accept `100 Continue` and `101 Switching Protocols`. A server may send the first although nobody asked for it, and
 * a client has to skip it (RFC 9110, section 15.2); the second is always a mistake, because this client asks for no other protocol.
 * undici skips every interim response except these two, for which it closes the connection and leaves the outcome of a write unknown.
 * There is no option for it, so their status becomes 102 before undici sees it. Only what comes first after a request can be an
 * interim response. Everything else passes as it is.
 */
export function renameInterim(socket: Socket): void {
  let requested = -1;
  let head = new InterimHead();
  const push = socket.push.bind(socket);
  socket.push = (chunk: unknown, encoding) => {
    const { bytesWritten } = socket;
    if (bytesWritten !== requested) {
      requested = bytesWritten;
      head = new InterimHead();
    }
    if (Buffer.isBuffer(chunk)) head.rename(chunk);
    return push(chunk, encoding);
  };
}

/** What was received since a request, up to the final response. A chunk can end anywhere, also within a status line. */
class InterimHead {
  #isOver = false;
  #isTen = false;
  /** Bytes of the status line seen, up to the end of the status. */
  #seen = 0;
  /** Bytes of `END` seen. */
  #ending = 0;

  /** Changes a status of 100 or 101 to 102, in place. */
  rename(chunk: Buffer): void {
    for (let at = 0; at < chunk.length && !this.#isOver; at += 1) {
      const byte = chunk[at];
      if (this.#seen > UNITS) this.#skip(byte);
      else {
        if (this.#seen < TENS) this.#isOver = byte !== INTERIM[this.#seen];
        else if (this.#seen === TENS) this.#isTen = byte === ZERO;
        else if (this.#isTen && (byte === ZERO || byte === ONE)) chunk[at] = TWO;
        this.#seen += 1;
      }
    }
  }

  /** Passes the rest of an interim response. Another one may follow. */
  #skip(byte: number | undefined): void {
    if (byte === END[this.#ending]) this.#ending += 1;
    else this.#ending = byte === END[0] ? 1 : 0;
    if (this.#ending < END.length) return;
    this.#seen = 0;
    this.#ending = 0;
  }
}
