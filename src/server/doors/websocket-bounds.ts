import type { WebSocket } from 'ws';

/** Bytes that may wait for one reader before nothing more is begun for it. */
const MAX_UNREAD_BYTES = 4 * 1024 * 1024;

/** RFC 6455: the peer does something that is not allowed. */
const POLICY_VIOLATION = 1008;
/** For so long a peer may take to read why it is closed. */
const CLOSING_MS = 1000;

/** Closes a WebSocket that sends more than `perSecond` messages and pings in one second. */
export function boundMessages(socket: WebSocket, perSecond: number): void {
  let second = 0;
  let count = 0;
  const note = () => {
    const now = Math.floor(performance.now() / 1000);
    if (now !== second) count = 0;
    second = now;
    count += 1;
    if (count === perSecond + 1) closeWith(socket, 'Too many messages');
  };
  socket.on('message', note);
  socket.on('ping', note);
}

/** Closes a WebSocket that does not read what it asked for. Answers whether it did. */
export function closeIfUnread(socket: WebSocket): boolean {
  if (socket.bufferedAmount <= MAX_UNREAD_BYTES) return false;
  closeWith(socket, 'Answers are not read');
  return true;
}

function closeWith(socket: WebSocket, reason: string): void {
  socket.close(POLICY_VIOLATION, reason);
  setTimeout(() => socket.terminate(), CLOSING_MS).unref();
}
