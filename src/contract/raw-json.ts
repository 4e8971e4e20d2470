import { Type } from 'typebox';

/**
 * A field that the document declares as a list of integers, because the service exported a raw JSON message as its
 * bytes. On the wire it is ordinary JSON of any kind: list, object, string, null, or really bytes.
 */
export const RawJson = Type.Unknown();
