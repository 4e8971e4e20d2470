import { UpstreamFailure } from '../failure.ts';
import type { Answer, Call, Next } from './call.ts';
import type { Stopped } from './deadline.ts';

interface Flight {
  /** The call that is sent: that of the first reader. */
  call: Call;
  answer: Promise<Answer>;
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
 * nothing is shared between callers. A flight is stopped when the last of its waiters has left.
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

  /** Joins the flight of an equal read, or starts one with `send`. A reader leaves at its own deadline; others are not affected. */
  join(call: Call, send: Next): Promise<Answer> {
    const { key, deadline } = call;
    const flight = this.#flights.get(key)?.flight ?? this.#start(call, send);
    flight.waiting += 1;
    return new Promise((resolve, reject) => {
      const leave = (reason: Stopped) => {
        deadline.unwatch('read', leave);
        flight.waiting -= 1;
        if (flight.waiting === 0) {
          this.#forget(key, flight);
          flight.call.stop(reason);
        }
        reject(new UpstreamFailure(reason.kind, call.name));
      };
      const land = () => {
        deadline.unwatch('read', leave);
        this.#forget(key, flight);
      };
      deadline.watch('read', leave);
      flight.answer.then(
        (answer) => {
          land();
          resolve(answer);
        },
        (failure) => {
          land();
          reject(failure);
        },
      );
    });
  }

  #start(call: Call, send: Next): Flight {
    const flight: Flight = { call, answer: send(call), waiting: 0 };
    this.#flights.set(call.key, { flight });
    return flight;
  }

  #forget(key: string, flight: Flight): void {
    const entry = this.#flights.get(key);
    if (entry?.flight !== flight) return;
    this.#flights.delete(key);
    entry.flight = undefined;
  }
}
