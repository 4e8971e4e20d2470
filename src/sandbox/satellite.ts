import type { Handlers } from './server/handler.ts';

export const satelliteHandlers: Handlers<'ListSatellites'> = {
  ListSatellites: ({ store }) => ({ satellites: [...store.satellites.values()] }),
};
