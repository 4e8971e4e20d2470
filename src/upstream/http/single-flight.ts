import type { Answer } from './call.ts';

interface Flight {
  answer: Promise<Answer>;
  controller: AbortController;
  waiting: number;
}

/**
 * The entry of a flight, which is emptied when the flight has landed. A `Map` gets a new table every few changes, and its first
 * table, once V8's old generation has it, keeps all that follow until the next full collection, with what stood in them.
 */
interface Entry {
  flight: Flight | undefined;
}

/**
 * Sends equal reads that are in flight together only once. Keys begin with the credential's hash, so
 * nothing is shared between callers. A flight is cancelled when the last of its waiters has left.
 */
export class SingleFlight {
  readonly #flights = new Map<string, Entry>();

  /** Stops new readers from joining in-flight requests with this key prefix: their answers may predate a write. */
  detach(prefix: string): void {
    for (const [key, { flight }] of this.#flights) {
      if (flight && key.startsWith(prefix)) this.#forget(key, flight);
    }
  }

  /** How many wait for the answer to this key; 0 if it is not in flight. */
  waitingFor(key: string): number {
    return this.#flights.get(key)?.flight?.waiting ?? 0;
  }

  /**
   * Joins the flight of `key`, or starts one with `send`.
   * Rejects with the reason of `signal` as soon as it aborts. Other waiters are not affected.
   */
  join(key: string, signal: AbortSignal, send: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
    const flight = this.#flights.get(key)?.flight ?? this.#start(key, send);
    flight.waiting += 1;
    return new Promise((resolve, reject) => {
      const leave = () => {
        flight.waiting -= 1;
        if (flight.waiting === 0) {
          this.#forget(key, flight);
          flight.controller.abort(signal.reason);
        }
        reject(signal.reason);
      };
      if (signal.aborted) return leave();
      signal.addEventListener('abort', leave, { once: true });
      const stay = () => signal.removeEventListener('abort', leave);
      flight.answer.then(
        (answer) => {
          stay();
          resolve(answer);
        },
        (failure) => {
          stay();
          reject(failure);
        },
      );
    });
  }

  #start(key: string, send: (signal: AbortSignal) => Promise<Answer>): Flight {
    const controller = new AbortController();
    const flight: Flight = { answer: send(controller.signal), controller, waiting: 0 };
    this.#flights.set(key, { flight });
    const landed = () => this.#forget(key, flight);
    flight.answer.then(landed, landed);
    return flight;
  }

  #forget(key: string, flight: Flight): void {
    const entry = this.#flights.get(key);
    if (entry?.flight !== flight) return;
    this.#flights.delete(key);
    entry.flight = undefined;
  }
}
