import { Type } from 'typebox';
import { WireImageSearch } from '../contract/search.ts';

/**
 * What the image search takes: the declared body, and `next_token` from the page before, which the document speaks
 * of but does not declare.
 */
export const imageSearchBody = Type.Object(
  { ...WireImageSearch.properties, next_token: Type.Optional(Type.String()) },
  { additionalProperties: false },
);
