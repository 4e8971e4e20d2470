import type { Handlers } from './handler.ts';

export const bandsetHandlers: Handlers<'ListBandsets'> = {
  ListBandsets: ({ store }) => ({ bandsets: [...store.bandsets.values()] }),
};
