import { Writable } from 'node:stream';
import { type Logger, pino } from 'pino';

/** A logger, and what it has written. */
export interface WrittenLog {
  logger: Logger;
  text(): string;
  lines(): Record<string, unknown>[];
  /** Forgets the lines so far. */
  clear(): void;
}

/** A log that is kept, with lines of level `debug` too. */
export function writtenLog(): WrittenLog {
  const text: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text.push(String(chunk));
      done();
    },
  });
  return {
    logger: pino({ level: 'debug' }, stream),
    text: () => text.join(''),
    lines: () => text.map((line) => JSON.parse(line) as Record<string, unknown>),
    clear() {
      text.length = 0;
    },
  };
}
