import { asError, type FailureKind, UpstreamFailure } from '../upstream/failure.ts';
import type { UpstreamClient } from '../upstream/http/client.ts';
import type { Warnings } from '../upstream/wire/warnings.ts';
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

/** A client for one read, and what the values that are read from its answers lack. */
export interface ReadClient {
  client: UpstreamClient;
  warnings: Warnings;
}

/** The state of an object. Values are read when a watcher selects them, so its warnings can become more. */
interface LiveState<Model> {
  model: Model;
  warnings: Warnings;
}

/** What a watcher gets: the state of the object, or why there will be no more events. */
export type LiveEvent<Model> = LiveState<Model> | { failure: Error };

/** A watcher. Neither function waits for its effects. */
export interface Listener<Model> {
  /** Called after each read. Returns whether the watcher sees a change. */
  tell(event: LiveEvent<Model>): boolean;
  end(): void;
}

/** How often a watched object is read, and for how long. */
export interface PollSettings {
  /** Milliseconds between reads right after a change. */
  minIntervalMs: number;
  /** Milliseconds between reads when nothing has changed for long. */
  maxIntervalMs: number;
  /** Milliseconds after which the subscription ends, whatever the state of the object. */
  maxAgeMs: number;
}

/** Factor by which each wait is longer than the one before while nothing changes. */
const BACK_OFF = 1.5;

/** Failures that can pass. All others end the subscription. */
const PASSING: ReadonlySet<FailureKind> = new Set(['unavailable', 'timeout', 'rateLimited']);
/** Unusable answers in a row, such as a proxy's page or `{}`, after which the subscription ends. */
const UNUSABLE_AT_MOST = 3;

/** Reads one object of one caller repeatedly, and notifies all listeners. While no listener sees a change, it slows down. */
export class Poller<Model> {
  readonly #watched: Watched<Model>;
  readonly #clientFor: (signal: AbortSignal) => ReadClient;
  readonly #settings: PollSettings;
  readonly #clock: Clock;
  readonly #onEnd: () => void;
  readonly #listeners = new Set<Listener<Model>>();
  readonly #ended = new AbortController();
  #latest: LiveState<Model> | undefined;

  /** @param onEnd called once, when the poller has stopped for any reason and must not be joined any more */
  constructor(
    watched: Watched<Model>,
    clientFor: (signal: AbortSignal) => ReadClient,
    settings: PollSettings,
    clock: Clock,
    onEnd: () => void,
  ) {
    this.#watched = watched;
    this.#clientFor = clientFor;
    this.#settings = settings;
    this.#clock = clock;
    this.#onEnd = onEnd;
    void this.#run();
  }

  /** Notifies the listener of the last known state at once, and after each later read. */
  join(listener: Listener<Model>): void {
    this.#listeners.add(listener);
    if (this.#latest) listener.tell(this.#latest);
  }

  /** When the last listener leaves, polling stops and a read in flight is cancelled. */
  leave(listener: Listener<Model>): void {
    if (this.#listeners.delete(listener) && this.#listeners.size === 0) this.#stop();
  }

  /** Notifies all listeners of the failure, and ends. */
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
        if (!(failure instanceof UpstreamFailure)) return this.end(asError(failure));
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

  /** Reads the object. Returns whether any listener sees a change. */
  async #read(): Promise<boolean> {
    const { client, warnings } = this.#clientFor(this.#ended.signal);
    const model = await this.#watched.read(client);
    if (this.#ended.signal.aborted) return false;
    this.#latest = { model, warnings };
    const wasNews = this.#tell(this.#latest);
    if (this.#watched.isOver(model)) this.#finish();
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
