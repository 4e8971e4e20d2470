/** The subscription ended before the work did. The client can subscribe again and continues with the current state. */
export class WatchEnded extends Error {
  override readonly name = 'WatchEnded';
  /** `age`: the longest duration was reached. `shutdown`: the gateway is stopping. */
  readonly reason: 'age' | 'shutdown';

  constructor(reason: 'age' | 'shutdown') {
    super(`the watching ended: ${reason}`);
    this.reason = reason;
  }
}
