/** The watching ended before the thing did. Watching it anew goes on where it stands. */
export class WatchEnded extends Error {
  override readonly name = 'WatchEnded';
  /** It has lasted as long as it may, or the gateway is going down. */
  readonly reason: 'age' | 'shutdown';

  constructor(reason: 'age' | 'shutdown') {
    super(`the watching ended: ${reason}`);
    this.reason = reason;
  }
}
