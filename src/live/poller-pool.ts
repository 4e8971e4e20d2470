import { Repeater, SlidingBuffer } from '@repeaterjs/repeater';
import { type Clock, systemClock } from './clock.ts';
import { type Listener, type LiveEvent, Poller, type PollSettings, type ReadClient, type Watched } from './poller.ts';
import { WatchEnded } from './watch-ended.ts';

/** The caller that watches. */
export interface Watcher {
  /** The keyed hash of the credential: only equal ones share a poller. */
  credential: string;
  /** A client for one read, with a record and a deadline of its own. */
  clientFor(signal: AbortSignal): ReadClient;
}

/** Events that wait for a slow reader at most. Beyond that, the oldest are dropped. */
const WAITING_EVENTS = 16;

/** All pollers of a gateway: one for each credential and object, however many watch it. */
export class Pollers {
  readonly #settings: PollSettings;
  readonly #clock: Clock;
  /** Each name belongs to one kind of model, so a poller found by its name has the expected type. */
  readonly #pollers = new Map<string, Poller<unknown>>();
  #isClosed = false;

  constructor(settings: PollSettings, clock: Clock = systemClock) {
    this.#settings = settings;
    this.#clock = clock;
  }

  /** Number of objects that are being polled. */
  get size(): number {
    return this.#pollers.size;
  }

  /**
   * The object now, and again whenever its view changes. Ends when its work has ended, or with an event that says why it ends earlier.
   * Nothing happens before the first event is requested, and nothing remains once the reader has left.
   * @param viewOf what the watcher sees of the object. Signed URLs, for example, differ at each read, and few watchers select them
   */
  watch<Model>(
    watcher: Watcher,
    watched: Watched<Model>,
    viewOf: (model: Model) => string,
  ): AsyncIterableIterator<LiveEvent<Model>> {
    return new Repeater<LiveEvent<Model>>(async (push, stop) => {
      if (this.#isClosed) {
        void push({ failure: new WatchEnded('shutdown') });
        return stop();
      }
      const poller = this.#pollerOf(watcher, watched);
      let seen: string | undefined;
      const listener: Listener<Model> = {
        tell(event) {
          const view = 'model' in event ? viewOf(event.model) : undefined;
          if (view !== undefined && view === seen) return false;
          seen = view;
          void push(event);
          return true;
        },
        end: () => stop(),
      };
      poller.join(listener);
      await stop;
      poller.leave(listener);
    }, new SlidingBuffer(WAITING_EVENTS));
  }

  /** Ends every subscription with an event that says so. */
  close(): void {
    this.#isClosed = true;
    for (const poller of this.#pollers.values()) poller.end(new WatchEnded('shutdown'));
  }

  #pollerOf<Model>(watcher: Watcher, watched: Watched<Model>): Poller<Model> {
    const key = `${watcher.credential} ${watched.name}`;
    const known = this.#pollers.get(key) as Poller<Model> | undefined;
    if (known) return known;
    const poller = new Poller(
      watched,
      (signal) => watcher.clientFor(signal),
      this.#settings,
      this.#clock,
      () => this.#pollers.delete(key),
    );
    this.#pollers.set(key, poller);
    return poller;
  }
}
