import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { SMALL_BODY_BYTES } from '../admission-room.ts';
import type { ConnectionSettings } from '../defaults.ts';
import type { Peer } from './websocket-peer.ts';

/** Close code 1008: the peer violates a policy. */
const POLICY_VIOLATION = 1008;
/** Close code 1009: a message is too large. */
const TOO_LARGE = 1009;
/** Close code 1013: try again later. */
const TRY_AGAIN_LATER = 1013;

/** Bytes of messages that have begun to arrive on the WebSockets of a server and are not complete. Small messages do not count. */
const MAX_PARTIAL_BYTES = 16 * 1024 * 1024;

/** Header of a small masked frame. */
const FRAME_HEADER_BYTES = 6;

/** Bounds what WebSockets may send: messages in a second, and bytes of messages that are not complete. */
export class ReceivingBounds {
  readonly #settings: ConnectionSettings;
  #partialBytes = 0;

  constructor(settings: ConnectionSettings) {
    this.#settings = settings;
  }

  /**
   * Watches one WebSocket.
   * @param stream the connection below it
   * @param isAcknowledged whether the peer has sent `connection_init`; until then it may only send small messages
   */
  watch(socket: WebSocket, stream: Duplex, peer: Peer, isAcknowledged: () => boolean): void {
    this.#boundMessages(socket, peer);
    this.#boundPartial(socket, stream, peer, isAcknowledged);
  }

  #boundMessages(socket: WebSocket, peer: Peer): void {
    const { maxWebSocketMessagesPerSecond } = this.#settings;
    let second = 0;
    let count = 0;
    const note = () => {
      const now = Math.floor(performance.now() / 1000);
      if (now !== second) count = 0;
      second = now;
      count += 1;
      if (count === maxWebSocketMessagesPerSecond + 1) peer.close(POLICY_VIOLATION, 'Too many messages');
    };
    socket.on('message', note);
    socket.on('ping', note);
  }

  #boundPartial(socket: WebSocket, stream: Duplex, peer: Peer, isAcknowledged: () => boolean): void {
    /** Bytes since the last message, and how many of them count. */
    let bytes = 0;
    let counted = 0;
    let deadline: NodeJS.Timeout | undefined;
    /** What `ws` has found in the chunk that it reads. */
    let hasEnd = false;
    let controlBytes = 0;
    const tooEarly = () => peer.close(TOO_LARGE, 'The first message is too large');
    const forget = () => {
      clearTimeout(deadline);
      this.#partialBytes -= counted;
      bytes = 0;
      counted = 0;
      hasEnd = true;
    };
    const noteControl = (data: Buffer) => {
      controlBytes += data.length + FRAME_HEADER_BYTES;
    };
    const receive = (chunk: Buffer) => {
      if (!hasEnd) bytes += Math.max(0, chunk.length - controlBytes);
      hasEnd = false;
      controlBytes = 0;
      if (bytes <= SMALL_BODY_BYTES || !peer.isOpen) return;
      if (!isAcknowledged()) return tooEarly();
      if (counted === 0) {
        const tooSlow = () => peer.close(POLICY_VIOLATION, 'A message comes too slowly');
        deadline = setTimeout(tooSlow, this.#settings.requestTimeoutMs).unref();
      }
      this.#partialBytes += bytes - counted;
      counted = bytes;
      if (this.#partialBytes > MAX_PARTIAL_BYTES) peer.close(TRY_AGAIN_LATER, 'Too many large messages');
    };
    socket.on('message', (data: Buffer) => {
      forget();
      if (data.length > SMALL_BODY_BYTES && !isAcknowledged()) tooEarly();
    });
    socket.once('close', forget);
    socket.on('ping', noteControl);
    socket.on('pong', noteControl);
    stream.on('data', receive); // after `ws` has read the chunk
  }
}
