import type { Handlers } from './handler.ts';

export const satelliteHandlers: Handlers<'ListSatellites'> = {
  ListSatellites: ({ store }) => ({ satellites: [...store.satellites.values()] }),
};
