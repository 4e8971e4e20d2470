import type { Handlers } from './server/handler.ts';

export const bandsetHandlers: Handlers<'ListBandsets'> = {
  ListBandsets: ({ store }) => ({ bandsets: [...store.bandsets.values()] }),
};
