/** The subscription ended before the work did. The client can subscribe again, and gets the current state first. */
export class WatchEnded extends Error {
  override readonly name = 'WatchEnded';
  /** `age`: the maximum duration was reached. `shutdown`: the gateway is stopping. */
  readonly reason: 'age' | 'shutdown';

  constructor(reason: 'age' | 'shutdown') {
    super(`the subscription ended: ${reason}`);
    this.reason = reason;
  }
}
