import { type FailureKind, UpstreamFailure } from '../upstream/failure.ts';
import type { UpstreamClient } from '../upstream/http/client.ts';
import type { Clock } from './clock.ts';
import { WatchEnded } from './watch-ended.ts';

/** An object that is polled until its work has ended. */
export interface Watched<Model> {
  /** Identity among everything that one caller can watch, such as `Aoi 42`. */
  name: string;
  /** Reads the current state. @throws UpstreamFailure, also if the object does not exist */
  read(client: UpstreamClient): Promise<Model>;
  /** Whether its work has ended. */
  isOver(model: Model): boolean;
}

/** What a watcher is told: how the thing stands, or why nothing more will be told. */
export type LiveEvent<Model> = { model: Model } | { failure: Error };

/** A watcher. Neither function waits for what it causes. */
export interface Listener<Model> {
  /** Called after each read. Returns whether the event is news to this watcher. */
  tell(event: LiveEvent<Model>): boolean;
  end(): void;
}

export interface PollSettings {
  /** Milliseconds between reads right after news. */
  minIntervalMs: number;
  /** Milliseconds between reads when there has been no news for long. */
  maxIntervalMs: number;
  /** Milliseconds after which the watching ends, come what may. */
  maxAgeMs: number;
}

/** How much longer each further wait is while nothing changes. */
const BACK_OFF = 1.5;

/** Failures that a later read may not meet again. All others end the watching. */
const PASSING: ReadonlySet<FailureKind> = new Set(['unavailable', 'timeout', 'rateLimited']);
/** Answers in a row that cannot be used, such as a page of a proxy or `{}`, before they are taken to be what the upstream means. */
const UNUSABLE_AT_MOST = 3;

/** Reads one object of one caller again and again, and tells all listeners. While nothing is news to any of them, it slows down. */
export class Poller<Model> {
  readonly #thing: Watched<Model>;
  readonly #clientFor: (signal: AbortSignal) => UpstreamClient;
  readonly #settings: PollSettings;
  readonly #clock: Clock;
  readonly #onEnd: () => void;
  readonly #listeners = new Set<Listener<Model>>();
  readonly #ended = new AbortController();
  #latest: { model: Model } | undefined;

  /** @param onEnd called once, when the poller has stopped for whichever reason and must not be joined any more */
  constructor(
    thing: Watched<Model>,
    clientFor: (signal: AbortSignal) => UpstreamClient,
    settings: PollSettings,
    clock: Clock,
    onEnd: () => void,
  ) {
    this.#thing = thing;
    this.#clientFor = clientFor;
    this.#settings = settings;
    this.#clock = clock;
    this.#onEnd = onEnd;
    void this.#run();
  }

  /** Tells the listener what is known of the object at once, and what each later read brings. */
  join(listener: Listener<Model>): void {
    this.#listeners.add(listener);
    if (this.#latest) listener.tell(this.#latest);
  }

  /** The last to leave stops the reading, also one that is under way. */
  leave(listener: Listener<Model>): void {
    if (this.#listeners.delete(listener) && this.#listeners.size === 0) this.#stop();
  }

  /** Tells all listeners why it ends, and ends. */
  end(failure: Error): void {
    this.#tell({ failure });
    this.#finish();
  }

  async #run(): Promise<void> {
    const { minIntervalMs, maxIntervalMs, maxAgeMs } = this.#settings;
    const { signal } = this.#ended;
    const endsAt = this.#clock.now() + maxAgeMs;
    let interval = minIntervalMs;
    let lastFailure: UpstreamFailure | undefined;
    let unusable = 0;

    while (!signal.aborted) {
      let askedForMs = 0;
      try {
        const wasNews = await this.#read();
        interval = wasNews ? minIntervalMs : Math.min(interval * BACK_OFF, maxIntervalMs);
        lastFailure = undefined;
        unusable = 0;
      } catch (failure) {
        if (signal.aborted) return;
        if (!(failure instanceof UpstreamFailure))
          return this.end(failure instanceof Error ? failure : new Error(String(failure)));
        unusable = this.#isUnusable(failure) ? unusable + 1 : 0;
        const mayPass = PASSING.has(failure.kind) || (unusable > 0 && unusable < UNUSABLE_AT_MOST);
        if (!mayPass) return this.end(failure);
        interval = Math.min(interval * BACK_OFF, maxIntervalMs);
        askedForMs = (failure.retryAfterSeconds ?? 0) * 1000;
        lastFailure = failure;
      }
      if (signal.aborted) return;
      const left = endsAt - this.#clock.now();
      const wait = Math.max(interval, askedForMs);
      try {
        await this.#clock.sleep(Math.max(0, Math.min(wait, left)), signal);
      } catch {
        return;
      }
      if (wait >= left) this.end(lastFailure ?? new WatchEnded('age'));
    }
  }

  /** Whether the read brought news to any listener. */
  async #read(): Promise<boolean> {
    const model = await this.#thing.read(this.#clientFor(this.#ended.signal));
    if (this.#ended.signal.aborted) return false;
    this.#latest = { model };
    const wasNews = this.#tell(this.#latest);
    if (this.#thing.isOver(model)) this.#finish();
    return wasNews;
  }

  /** Whether the answer of a success status could not be used. An object that was seen is not gone because one answer is empty. */
  #isUnusable({ kind, status = 200 }: UpstreamFailure): boolean {
    return kind === 'invalidAnswer' || (kind === 'notFound' && status < 300 && this.#latest !== undefined);
  }

  #tell(event: LiveEvent<Model>): boolean {
    let isNews = false;
    for (const listener of this.#listeners) isNews = listener.tell(event) || isNews;
    return isNews;
  }

  #finish(): void {
    this.#stop();
    for (const listener of this.#listeners) listener.end();
    this.#listeners.clear();
  }

  #stop(): void {
    this.#ended.abort();
    this.#onEnd();
  }
}
