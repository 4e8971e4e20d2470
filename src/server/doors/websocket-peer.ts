import type { FormattedExecutionResult } from 'graphql';
import type { WebSocket as ServedSocket } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { hasTime, nextTurn } from '../../scheduling/turns.ts';
import { SMALL_BODY_BYTES } from '../admission-room.ts';

/** Bytes of a message that are sent at once. Pings and pongs pass between two frames of a longer one. */
const FRAME_BYTES = 256 * 1024;
/** Unread bytes of events and errors above which a peer is closed. Answers count elsewhere: for their key, see `Admission`. */
const MAX_UNREAD_BYTES = 4 * 1024 * 1024;
/** How long a peer may take to answer the close. */
const CLOSING_MS = 1000;
/** Close code 1008: the peer violates a policy. */
const POLICY_VIOLATION = 1008;
/** Close code 4500 of graphql-transport-ws. */
const INTERNAL_SERVER_ERROR = 4500;
/** What stands in a message in the place of a payload whose JSON is made already. */
const NO_PAYLOAD = 'null}';

/** One WebSocket, as graphql-ws sees it. It bounds what waits for a peer that does not read, and notices one that is gone. */
export class Peer implements ServedSocket {
  readonly #socket: WebSocket;
  /** The payload of the message that graphql-ws is about to send. */
  #payload: { text: string | Buffer; isCountedElsewhere: boolean } | undefined;
  /** Pending while the frames of a long message are written. */
  #longMessage: Promise<void> | undefined;
  #unreadBytes = 0;
  #isAlive = true;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('pong', () => {
      this.#isAlive = true;
    });
    socket.on('error', () => {}); // `ws` closes the socket after each error
  }

  get protocol(): string {
    return this.#socket.protocol;
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  /**
   * Stands for a result whose JSON is made already, until `send` puts the JSON into the message.
   * @param isCountedElsewhere whether the bytes count as unread text of an operation, and not as those of this peer
   */
  resultOf(text: string | Buffer, isCountedElsewhere: boolean): FormattedExecutionResult {
    const toJSON = () => {
      // graphql-ws makes the message and sends it in one step, so no other message comes between.
      this.#payload = { text, isCountedElsewhere };
      return null;
    };
    return Object.assign({ data: null }, { toJSON });
  }

  /** Resolves when the message has been written, or when it cannot be written any more. */
  async send(message: string): Promise<void> {
    const payload = this.#payload;
    this.#payload = undefined;
    const text = payload?.text ?? '';
    const bytes = payload?.isCountedElsewhere ? 0 : message.length + text.length;
    this.#unreadBytes += bytes;
    if (this.#unreadBytes > MAX_UNREAD_BYTES) this.close(POLICY_VIOLATION, 'Answers are not read');
    while (this.#longMessage) await this.#longMessage;
    if (!payload) await this.#write(message);
    else if (text.length <= FRAME_BYTES) await this.#write(`${message.slice(0, -NO_PAYLOAD.length)}${String(text)}}`);
    else await this.#writeLong(message.slice(0, -NO_PAYLOAD.length), Buffer.from(text));
    this.#unreadBytes -= bytes;
  }

  /** Closes the connection, and cuts it off if the peer does not answer. */
  close(code?: number, reason?: string): void {
    this.#socket.close(code, reason);
    setTimeout(() => this.#socket.terminate(), CLOSING_MS).unref();
  }

  /** Cuts off a peer that has not answered the last ping, nor read any of a long message since then. Sends the next ping. */
  ping(): void {
    if (!this.#isAlive) this.#socket.terminate();
    this.#isAlive = false;
    if (this.isOpen) this.#socket.ping();
  }

  /** Passes each message on. Large ones, which take long to parse, wait for a turn of the event loop. */
  onMessage(receive: (text: string) => Promise<void>): void {
    this.#socket.on('message', async (data: Buffer) => {
      try {
        if (data.length > SMALL_BODY_BYTES && !hasTime()) await this.#turn();
        await receive(data.toString());
      } catch {
        this.close(INTERNAL_SERVER_ERROR, 'Internal server error');
      }
    });
  }

  async #turn(): Promise<void> {
    this.#socket.pause();
    await nextTurn(this);
    this.#socket.resume();
  }

  /** Sends a message in frames, each when the one before has been written. */
  async #writeLong(head: string, payload: Buffer): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#longMessage = promise;
    await this.#write(head, false);
    for (let at = 0; at < payload.length && this.isOpen; at += FRAME_BYTES) {
      await this.#write(payload.subarray(at, at + FRAME_BYTES), false);
      this.#isAlive = true;
    }
    await this.#write('}');
    this.#longMessage = undefined;
    resolve();
  }

  #write(data: string | Buffer, fin = true): Promise<void> {
    return new Promise((resolve) => this.#socket.send(data, { binary: false, fin }, () => resolve()));
  }
}
