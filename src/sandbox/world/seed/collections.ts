import { microDate } from '../dates.ts';
import { uuidOf } from '../identity.ts';
import type { StoredBandset, StoredCollection } from '../store.ts';

const founded = Date.UTC(2024, 0, 15, 9, 30);

/** What can be tasked: sets of wavelengths, in nanometres. */
export const bandsets: readonly StoredBandset[] = [
  bandset('Agriculture', 'Vigour, chlorophyll and nitrogen of crops', [490, 560, 665, 705, 740, 783, 842], 1),
  bandset('Forestry', 'Canopy health, fuel and burn scars', [490, 560, 665, 705, 783, 865], 1),
  bandset('Water', 'Turbidity, algae and shallow bottoms', [443, 490, 510, 560, 620, 665, 681, 709], 1),
  bandset('Mining', 'Iron oxides, dust and tailings', [450, 490, 550, 600, 665, 750, 850, 900], 2),
];

function bandset(name: string, description: string, wavelengths: readonly number[], captures: number): StoredBandset {
  const bands = wavelengths.map((wavelength, index) => ({
    name: `B${String(index + 1).padStart(2, '0')}`,
    wavelength,
  }));
  return { id: uuidOf(`bandset ${name}`), name, description, captures, bands };
}

export const collections: readonly StoredCollection[] = [
  collection(
    'pixxel-ff-l2a',
    'Pixxel Firefly L2A',
    'Hyperspectral surface reflectance of the Firefly satellites, 5 m',
    'proprietary',
  ),
  collection(
    'pixxel-td-l2a',
    'Pixxel TD L2A',
    'Surface reflectance of the technology demonstrators TD1 and TD2',
    'proprietary',
  ),
  collection(
    'sentinel-2-l2a',
    'Sentinel-2 Level-2A',
    'Multispectral surface reflectance of Sentinel-2, 10 m',
    'proprietary',
  ),
];

function collection(id: string, title: string, description: string, license: string): StoredCollection {
  const isPixxel = id.startsWith('pixxel');
  return {
    id,
    title,
    description,
    license,
    type: 'Collection',
    stac_version: '1.0.0',
    stac_extensions: ['https://stac-extensions.github.io/eo/v1.0.0/schema.json'],
    extent: {
      spatial: { bbox: [[-180, -90, 180, 90]] },
      temporal: { interval: [['2024-01-01T00:00:00Z', '']] },
    },
    summaries: { 'eo:cloud_cover': { minimum: 0, maximum: 60 }, platform: [isPixxel ? 'Pixxel' : 'Sentinel-2'] },
    providers: [
      isPixxel
        ? {
            name: 'Pixxel',
            description: 'Hyperspectral imagery',
            roles: ['producer', 'host'],
            url: 'https://www.pixxel.space',
          }
        : {
            name: 'ESA',
            description: 'Copernicus programme',
            roles: ['producer'],
            url: 'https://sentinels.copernicus.eu',
          },
    ],
    links: [{ rel: 'self', href: `https://stac.pixxel.space/collections/${id}`, type: 'application/json' }],
    created_at: microDate(founded),
    updated_at: microDate(founded),
  };
}
