import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A network link between two machines. */
export interface Line {
  /** Milliseconds that a round trip takes. */
  roundTripMs: number;
  /** Bandwidth in each direction, shared by all connections. */
  mbitPerSecond: number;
}

/** Traffic of the link so far. */
export interface LineFigures {
  connections: number;
  /** Bytes from the server to its clients. */
  bytesDown: number;
  /** Bytes from the clients to the server. */
  bytesUp: number;
}

export interface ShapingProxy {
  port: number;
  figures: LineFigures;
  close(): Promise<void>;
}

/** What a sender may put on a fresh connection before the first acknowledgement (RFC 6928). */
const FIRST_WINDOW_BYTES = 14_600;
/** Larger windows no longer matter at these distances. */
const LAST_WINDOW_BYTES = 4 * 1024 * 1024;

/**
 * A TCP proxy on loopback that simulates a distant target: a round trip to connect, the travel time of each byte, a shared
 * bandwidth, and TCP slow start, which limits a new connection at first.
 */
export async function startShapingProxy(targetPort: number, line: Line): Promise<ShapingProxy> {
  const figures: LineFigures = { connections: 0, bytesDown: 0, bytesUp: 0 };
  const [up, down] = [new Lane(line), new Lane(line)];
  const open = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    figures.connections += 1;
    const target = connect({ port: targetPort, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    for (const socket of [client, target]) {
      open.add(socket);
      socket.on('close', () => open.delete(socket)).on('error', () => {});
    }
    // The client is connected at once. What it sends waits for the time that connecting would take.
    const connectedAt = performance.now() + line.roundTripMs;
    carry(client, target, up.newConnection(connectedAt), (bytes) => {
      figures.bytesUp += bytes;
    });
    carry(target, client, down.newConnection(connectedAt), (bytes) => {
      figures.bytesDown += bytes;
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: portOf(server), figures, close: () => closeAll(server, open) };
}

function carry(from: Socket, to: Socket, arrivalOf: (bytes: number) => number, count: (bytes: number) => void): void {
  const acts: (() => void)[] = [];
  const later = (bytes: number, act: () => void) => {
    acts.push(act);
    // In order: of two timers whose times are close, Node may run the later first.
    setTimeout(() => acts.shift()?.(), arrivalOf(bytes) - performance.now());
  };
  from.on('data', (chunk) => {
    count(chunk.length);
    // In pieces: the beginning of a long answer must not wait for its end.
    for (let start = 0; start < chunk.length; start += FIRST_WINDOW_BYTES) {
      const piece = chunk.subarray(start, start + FIRST_WINDOW_BYTES);
      later(piece.length, () => to.writable && to.write(piece));
    }
  });
  from.on('end', () => later(0, () => to.end()));
  from.on('close', (hadError) => hadError && later(0, () => to.resetAndDestroy()));
}

/** One direction of the link, shared by all connections. */
class Lane {
  readonly #line: Line;
  #freeAt = 0;

  constructor(line: Line) {
    this.#line = line;
  }

  /** For each piece that a connection sends in turn: the moment at which it arrives. */
  newConnection(connectedAt: number): (bytes: number) => number {
    const { roundTripMs, mbitPerSecond } = this.#line;
    let [window, left, roundAt, lastArrival] = [FIRST_WINDOW_BYTES, FIRST_WINDOW_BYTES, 0, 0];
    return (bytes) => {
      let at = Math.max(performance.now(), connectedAt, roundAt);
      if (at - roundAt >= roundTripMs) [roundAt, left] = [at, window];
      if (left < bytes) {
        // The window is full: the next one, twice as large, opens with the acknowledgement.
        window = Math.min(LAST_WINDOW_BYTES, window * 2);
        [roundAt, left] = [roundAt + roundTripMs, window];
        at = Math.max(at, roundAt);
      }
      left -= bytes;
      this.#freeAt = Math.max(this.#freeAt, at) + (bytes * 8) / (mbitPerSecond * 1000);
      lastArrival = Math.max(lastArrival, this.#freeAt + roundTripMs / 2);
      return lastArrival;
    };
  }
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return address.port;
}

async function closeAll(server: Server, open: Set<Socket>): Promise<void> {
  for (const socket of open) socket.destroy();
  server.close();
  await once(server, 'close');
}
