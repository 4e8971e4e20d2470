/** The JSON of list rows that were sent before. Records are replaced, never changed, so it stays valid as long as they exist. */
const written = new WeakMap<object, Buffer>();

const opening = Buffer.from('[');
const comma = Buffer.from(',');
const closing = Buffer.from(']');

/** The JSON of an answer. Each row of a list is serialized only once. */
export function jsonOf(answer: unknown): Buffer {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer))
    return Buffer.from(JSON.stringify(answer));
  const pieces: Buffer[] = [];
  for (const [name, value] of Object.entries(answer)) {
    if (value === undefined) continue;
    pieces.push(Buffer.from(`${pieces.length === 0 ? '{' : ','}${JSON.stringify(name)}:`));
    if (Array.isArray(value)) pieces.push(...listPieces(value));
    else pieces.push(Buffer.from(JSON.stringify(value)));
  }
  pieces.push(Buffer.from(pieces.length === 0 ? '{}' : '}'));
  return Buffer.concat(pieces);
}

function listPieces(rows: readonly unknown[]): Buffer[] {
  if (rows.length === 0 || !rows.every(isObject)) return [Buffer.from(JSON.stringify(rows))];
  return [...rows.flatMap((row, index) => [index === 0 ? opening : comma, rowJson(row)]), closing];
}

const isObject = (row: unknown): row is object => typeof row === 'object' && row !== null;

function rowJson(row: object): Buffer {
  const known = written.get(row);
  if (known) return known;
  const json = Buffer.from(JSON.stringify(row));
  written.set(row, json);
  return json;
}
