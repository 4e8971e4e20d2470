import type { ExecutionResult } from 'graphql';
import { hasTime, nextTurn } from '../scheduling/turns.ts';
import { JsonText, jsonOf } from '../upstream/wire/json-text.ts';

/** Weight above which an answer is written in turns: its values, and a hundredth of their characters. */
const LARGE = 60_000;
/** Weight above which an answer is not small: a caller who leaves much unread gets none. */
const SMALL = 600;
/** Approximate weight of what is written at once. */
const PIECE = 5000;
const CHARACTERS = 100;
/** Characters that are encoded at once. */
const CHUNK = 64 * 1024;

/**
 * Whether an answer is so large that it needs room and turns: writing it at once would hold up other callers.
 * @param mustBeSmall whether any that is not small counts as large
 */
export function isLarge(result: ExecutionResult, mustBeSmall = false): boolean {
  const most = mustBeSmall ? SMALL : LARGE;
  return weightOf(result, most) >= most;
}

/** The JSON of a large answer, made in turns of the event loop between which other callers are served. */
export async function encodedInTurns(result: object): Promise<Buffer> {
  const writer = new Writer();
  await writer.value(result);
  return writer.end();
}

/** Gathers text. The encoded part is not on the heap. */
class Writer {
  readonly #chunks: Buffer[] = [];
  #text = '';

  async value(value: unknown): Promise<void> {
    if (typeof value !== 'object' || value === null || value instanceof JsonText || weightOf(value, PIECE) < PIECE) {
      await this.#piece(jsonOf(value).toString());
    } else if (Array.isArray(value)) await this.#list(value);
    else await this.#object(value);
  }

  end(): Buffer {
    this.#encode();
    return Buffer.concat(this.#chunks);
  }

  async #list(list: readonly unknown[]): Promise<void> {
    let sign = '[';
    let light: unknown[] = [];
    let weight = 0;
    const writeLight = async () => {
      if (light.length === 0) return;
      await this.#piece(sign + jsonOf(light).toString().slice(1, -1));
      sign = ',';
      light = [];
      weight = 0;
    };
    for (const entry of list) {
      const own = weightOf(entry, PIECE);
      if (weight + own >= PIECE) await writeLight();
      if (own >= PIECE) {
        this.#text += sign;
        sign = ',';
        await this.value(entry);
      } else {
        light.push(entry);
        weight += own;
      }
    }
    await writeLight();
    this.#text += ']';
  }

  async #object(object: object): Promise<void> {
    let sign = '{';
    for (const [name, value] of Object.entries(object)) {
      if (value === undefined || typeof value === 'function') continue;
      this.#text += `${sign}${JSON.stringify(name)}:`;
      sign = ',';
      await this.value(value);
    }
    this.#text += '}';
  }

  async #piece(text: string): Promise<void> {
    this.#text += text;
    if (this.#text.length > CHUNK) this.#encode();
    if (!hasTime()) await nextTurn(this);
  }

  #encode(): void {
    this.#chunks.push(Buffer.from(this.#text));
    this.#text = '';
  }
}

/** The weight of a value, counted up to about `most`. An error makes its own JSON. */
function weightOf(value: unknown, most: number): number {
  if (typeof value === 'string') return 1 + Math.trunc(value.length / CHARACTERS);
  if (typeof value !== 'object' || value === null || value instanceof Error) return 1;
  if (value instanceof JsonText) return 1 + Math.trunc(value.bytes.length / CHARACTERS);
  if (Array.isArray(value)) return weightOfList(value, most);
  const object = value as Record<string, unknown>;
  let weight = 1;
  // `Object.values` would make an array for each row.
  for (const name in object) {
    const member = object[name];
    weight += typeof member === 'number' ? 1 : weightOf(member, most - weight);
    if (weight >= most) break;
  }
  return weight;
}

/** Positions are most of an answer with geometries: all of a list of them, or of numbers, are taken to be like the first. */
function weightOfList(list: readonly unknown[], most: number): number {
  const [first] = list;
  if (typeof first === 'number') return 1 + list.length;
  if (Array.isArray(first) && typeof first[0] === 'number') return 1 + list.length * (1 + first.length);
  let weight = 1;
  for (let index = 0; index < list.length && weight < most; index += 1) weight += weightOf(list[index], most - weight);
  return weight;
}
