import { randomUUID } from 'node:crypto';

/** A value of an answer as the valid JSON that it came in. Callers get the same bytes, so it is neither parsed nor written. */
export class JsonText {
  readonly #bytes: Buffer;

  /** @param bytes a slice of the answer's body */
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get bytes(): Buffer {
    return this.#bytes;
  }

  /** The mark that stands for it while `jsonOf` runs; the value for everybody else. */
  toJSON(): unknown {
    if (!met) return JSON.parse(this.#bytes.toString());
    met.push(this);
    return MARK;
  }
}

const MARK = randomUUID();
const QUOTED_MARK = Buffer.from(`"${MARK}"`);

/** The texts that the running `jsonOf` has met. */
let met: JsonText[] | undefined;

/** Like `JSON.stringify`, but writes each `JsonText` as it came, and then returns the JSON encoded. */
export function jsonOf(value: unknown): string | Buffer {
  const texts: JsonText[] = [];
  met = texts;
  try {
    const json = JSON.stringify(value);
    return texts.length === 0 ? json : withTexts(json, texts);
  } finally {
    met = undefined;
  }
}

function withTexts(json: string, texts: readonly JsonText[]): Buffer {
  const encoded = Buffer.from(json);
  const parts: Buffer[] = [];
  let at = 0;
  for (const { bytes } of texts) {
    const mark = encoded.indexOf(QUOTED_MARK, at);
    parts.push(encoded.subarray(at, mark), bytes);
    at = mark + QUOTED_MARK.length;
  }
  parts.push(encoded.subarray(at));
  return Buffer.concat(parts);
}
