/** Bytes of memory that V8 takes for an object, for a list, and for each further entry of either. */
const [OBJECT, LIST, ENTRY] = [64, 40, 8];
/** Codes of the signs that begin or separate values. */
const [BRACE, BRACKET, COMMA] = [0x7b, 0x5b, 0x2c];
/** Decoded coordinates take almost so many times the bytes of their text; the room for answers is meant for those. */
const USUAL = 3;

/**
 * The bytes that an answer counts for: those of its text, unless its values are so many and so small that they take far more memory
 * than those of usual answers. Signs within strings are counted, too.
 */
export function countedBytes(json: Buffer): number {
  let memory = 0;
  for (let index = 0; index < json.length; index += 1) {
    const code = json[index];
    if (code === COMMA) memory += ENTRY;
    else if (code === BRACKET) memory += LIST;
    else if (code === BRACE) memory += OBJECT;
  }
  return Math.max(json.length, Math.ceil(memory / USUAL));
}
