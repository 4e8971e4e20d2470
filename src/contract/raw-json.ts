import { Type } from 'typebox';

/**
 * A field that the upstream's document declares as an array of integers, because a raw JSON message was
 * exported as its bytes. On the wire it is ordinary JSON of any kind: list, object, string, null, or really bytes.
 */
export const RawJson = Type.Unknown();
