import { pixxelName, stacItemOf } from '../../stac-item.ts';
import { day } from '../dates.ts';
import { createDice } from '../identity.ts';
import type { StoredStacItem } from '../store.ts';
import type { Place } from './places.ts';
import { satellites } from './satellites.ts';

/** The first pass over every place. */
const firstPass = Date.UTC(2025, 1, 3, 5, 20);

/** The archive's images of a place by its own satellite, oldest first: six passes through the year 2025. */
export function scenesOf(place: Place): StoredStacItem[] {
  const satellite = satellites[place.satellite];
  const gsd = { FF01: 5, TD1: 30, TD2: 10, 'Sentinel-2': 10 }[place.satellite];
  const collection = satellite.collections?.[0]?.id ?? '';
  const dice = createDice(place.slug);
  const number = Math.floor(dice() * 900);
  return Array.from({ length: 6 }, (_, pass) => {
    const takenAt = firstPass + (pass * 52 + Math.floor(dice() * 20)) * day + Math.floor(dice() * 3600) * 1000;
    const id =
      place.satellite === 'Sentinel-2'
        ? sentinelName(place, takenAt)
        : pixxelName(place.satellite, number + pass * 917, takenAt, gsd, satellite.bands?.length ?? 0);
    return stacItemOf({ id, satellite, collection, bbox: boxAbout(place, 0.3), takenAt, gsd });
  });
}

/** Four passes of Sentinel-2, which sees every place. */
export function openScenesOf(place: Place): StoredStacItem[] {
  if (place.satellite === 'Sentinel-2') return [];
  return [20, 95, 170, 250].map((days) => {
    const takenAt = firstPass + days * day;
    const id = sentinelName(place, takenAt);
    return stacItemOf({
      id,
      satellite: satellites['Sentinel-2'],
      collection: 'sentinel-2-l2a',
      bbox: boxAbout(place, 0.5),
      takenAt,
      gsd: 10,
    });
  });
}

function sentinelName({ slug, at: [longitude] }: Place, takenAt: number): string {
  const zone = String(Math.floor((longitude + 180) / 6) + 1).padStart(2, '0');
  const tile = slug.replaceAll('-', '').slice(0, 3).toUpperCase();
  const moment = new Date(takenAt)
    .toISOString()
    .replace(/[-:]|\.000Z/g, '')
    .slice(0, 15);
  return `S2A_MSIL2A_${moment}_R105_T${zone}${tile}`;
}

function boxAbout({ at: [longitude, latitude] }: Place, reach: number) {
  const rounded = (value: number) => Math.round(value * 1e4) / 1e4;
  return [
    rounded(longitude - reach),
    rounded(latitude - reach),
    rounded(longitude + reach),
    rounded(latitude + reach),
  ] as const;
}
