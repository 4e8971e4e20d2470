import type { WebSocket } from 'ws';

/** Unread bytes of one connection above which it starts no more operations. */
const MAX_UNREAD_BYTES = 4 * 1024 * 1024;

/** Close code 1008: the peer violates a policy. */
const POLICY_VIOLATION = 1008;
/** How long a peer may take to answer the close. */
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

/** Closes a WebSocket whose peer does not read its answers. Returns whether it was closed. */
export function closeIfUnread(socket: WebSocket): boolean {
  if (socket.bufferedAmount <= MAX_UNREAD_BYTES) return false;
  closeWith(socket, 'Answers are not read');
  return true;
}

function closeWith(socket: WebSocket, reason: string): void {
  socket.close(POLICY_VIOLATION, reason);
  setTimeout(() => socket.terminate(), CLOSING_MS).unref();
}
