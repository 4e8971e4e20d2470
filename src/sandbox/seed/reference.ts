import { microDate, plainDate, spacedDate } from '../dates.ts';
import { uuidOf } from '../identity.ts';
import type { DataType } from '../raw-json.ts';
import type { StoredBandset, StoredBlock, StoredCollection, StoredIndex, StoredSatellite } from '../store.ts';

/** Public imagery, spectral formulas and processing blocks: the same for every key. */

const founded = Date.UTC(2024, 0, 15, 9, 30);

/** Bands `B01`, `B02`, ... evenly spread over a stretch of the spectrum, in nanometres. */
function evenBands(count: number, from: number, to: number, resolution: number) {
  return Array.from({ length: count }, (_, index) => ({
    name: `B${String(index + 1).padStart(2, '0')}`,
    offset: 0,
    scale: 0.0001,
    spatial_resolution: resolution,
    wavelength: Math.round(from + ((to - from) * index) / (count - 1)),
  }));
}

const sentinelBands = (
  [
    ['B01', 443, 60],
    ['B02', 490, 10],
    ['B03', 560, 10],
    ['B04', 665, 10],
    ['B05', 705, 20],
    ['B06', 740, 20],
    ['B07', 783, 20],
    ['B08', 842, 10],
    ['B8A', 865, 20],
    ['B09', 945, 60],
    ['B11', 1610, 20],
    ['B12', 2190, 20],
  ] as const
).map(([name, wavelength, spatial_resolution]) => ({ name, wavelength, spatial_resolution, offset: 0, scale: 0.0001 }));

const queryables = ['eo:cloud_cover', 'view:off_nadir', 'view:sun_elevation'];

const pixxelCollection = (id: string, name: string) => ({
  id,
  name,
  provider: 'pixxel',
  queryables,
  rescale: [0, 4000],
});

/** By the short name that the places use. */
export const satellites = {
  FF01: satellite('9c2f5b7e-6f0e-4d0b-9a51-0f1f5c1f0a01', 'Pixxel-FF01', evenBands(48, 440, 920, 5), [
    pixxelCollection('pixxel-ff-l2a', 'Firefly surface reflectance'),
  ]),
  TD1: satellite('0004ab8d-0ad1-4d62-8a3f-fe18a7000e70', 'Pixxel-TD1', evenBands(32, 470, 900, 30), [
    pixxelCollection('pixxel-td-l2a', 'Technology demonstrators, surface reflectance'),
  ]),
  TD2: satellite('0005c5bb-0bd2-4c80-9393-4a808341c54c', 'Pixxel-TD2', evenBands(32, 470, 900, 10), [
    pixxelCollection('pixxel-td-l2a', 'Technology demonstrators, surface reflectance'),
  ]),
  'Sentinel-2': satellite('0002a3a3-00a2-4b55-842b-44d8202c6d60', 'Sentinel-2', sentinelBands, [
    {
      id: 'sentinel-2-l2a',
      name: 'Sentinel-2 Level-2A',
      provider: 'planetary',
      queryables: queryables.slice(0, 1),
      rescale: [0, 10000],
    },
  ]),
} as const;

function satellite(
  id: string,
  name: string,
  bands: NonNullable<StoredSatellite['bands']>,
  collections: NonNullable<StoredSatellite['collections']>,
): StoredSatellite {
  const draft = { id, name, bands, collections };
  const nearest = (wavelength: number) => bandNear(draft, wavelength);
  return { ...draft, rgb_composite: { red: nearest(665), green: nearest(560), blue: nearest(490) } };
}

/** The name of the band nearest to a wavelength in nanometres. */
export function bandNear({ bands = [] }: StoredSatellite, wavelength: number): string {
  const distance = (band: (typeof bands)[number]) => Math.abs((band.wavelength ?? 0) - wavelength);
  return bands.toSorted((one, other) => distance(one) - distance(other))[0]?.name ?? '';
}

const formulas = [
  { name: 'NDVI', text: 'Vigour of green plants', high: 842, low: 665, colormap: 'rdylgn' },
  { name: 'NDWI', text: 'Open water and wet ground', high: 560, low: 842, colormap: 'ylgnbu' },
  { name: 'NDRE', text: 'Chlorophyll in dense canopies, by the red edge', high: 842, low: 705, colormap: 'viridis' },
];

/** For each satellite three preset formulas, a true-colour composite and a near-infrared greyscale. */
export const presetIndices: readonly StoredIndex[] = Object.values(satellites).flatMap((one) => {
  const { red = '', green = '', blue = '' } = one.rgb_composite ?? {};
  const infrared = bandNear(one, 842);
  return [
    ...formulas.map(({ name, text, high, low, colormap }) => {
      const bands = [bandNear(one, high), bandNear(one, low)];
      const expression = `(${bands.join('-')})/(${bands.join('+')})`;
      return indexOf(one, {
        name,
        description: text,
        expression,
        expression_type: 'index',
        bands,
        colormap,
        rescale: [-1, 1],
      });
    }),
    indexOf(one, {
      name: 'True colour',
      description: 'As the eye would see it',
      expression: [red, green, blue].join(','),
      expression_type: 'composite',
      bands: [red, green, blue],
      colormap: '',
      rescale: [0, 4000],
    }),
    indexOf(one, {
      name: 'Near infrared',
      description: 'Brightness in the near infrared',
      expression: infrared,
      expression_type: 'grayscale',
      bands: [infrared],
      colormap: 'gray',
      rescale: [0, 4000],
    }),
  ];
});

/** Formulas that one of the companies has written itself. */
export const orchardIndices: readonly StoredIndex[] = [
  customIndex(satellites.FF01, 'Wheat nitrogen', 'Nitrogen in wheat before heading', [760, 720], 'ylorbr'),
  customIndex(satellites.FF01, 'Iron oxide', 'Oxidised iron in tailings and dust', [665, 490], 'rplumbo'),
];
export const harbourIndices: readonly StoredIndex[] = [
  customIndex(satellites.FF01, 'Turbidity', 'Suspended sediment in shallow water', [680, 560], 'ylorbr'),
];

function customIndex(one: StoredSatellite, name: string, description: string, at: number[], colormap: string) {
  const bands = at.map((wavelength) => bandNear(one, wavelength));
  const expression = `(${bands.join('-')})/(${bands.join('+')})`;
  const shape = { name, description, expression, expression_type: 'index' as const, bands, colormap, rescale: [0, 1] };
  return { ...indexOf(one, shape), type: 'custom' as const };
}

function indexOf(one: StoredSatellite, shape: Omit<StoredIndex, 'id' | 'satellite_id'>): StoredIndex {
  const created = spacedDate(founded);
  return {
    ...shape,
    id: uuidOf(`index ${one.name} ${shape.name}`),
    type: 'preset',
    satellite_id: one.id,
    created_at: created,
    updated_at: created,
  };
}

const raster = (name: string, description: string, bands?: string[]): DataType => ({
  format: 'raster',
  name,
  type: 'url',
  description,
  ...(bands && { properties: { bands } }),
});
const day = (name: string, description: string): DataType => ({ format: 'date', name, type: 'string', description });
const number = (name: string, description: string): DataType => ({
  format: 'number',
  name,
  type: 'number',
  description,
});

const visible = ['B02', 'B03', 'B04', 'B08'];

/** Every version of every block, older versions first. */
export const blocks: readonly StoredBlock[] = [
  ...blockVersions(
    'cropclassification',
    'Crop classification',
    'insight',
    'Tells which crop stands on each field',
    ['1.0.0', '1.1.0', '2.0.0'],
    {
      inputs: [
        raster('image', 'The image to classify', visible),
        day('sowing_date', 'When the season was sown'),
        number('confidence', 'Least confidence, 0 to 1'),
      ],
      outputs: [raster('crop_map', 'The crop of each pixel')],
    },
  ),
  ...blockVersions(
    'changedetection',
    'Change detection',
    'insight',
    'Marks what differs between two images',
    ['1.0.0', '1.2.0'],
    {
      inputs: [raster('before', 'The earlier image'), raster('after', 'The later image')],
      outputs: [raster('change_map', 'Strength of the change')],
    },
  ),
  ...blockVersions(
    'mineralmapping',
    'Mineral mapping',
    'insight',
    'Maps iron oxides and clays on bare ground',
    ['0.9.0', '1.0.0'],
    {
      inputs: [raster('image', 'A hyperspectral image'), number('threshold', 'Least match, 0 to 1')],
      outputs: [raster('mineral_map', 'The mineral of each pixel')],
    },
  ),
  ...blockVersions('waterquality', 'Water quality', 'insight', 'Estimates turbidity and chlorophyll', ['1.0.0'], {
    inputs: [raster('image', 'An image of water'), day('date', 'The day of interest')],
    outputs: [raster('turbidity', 'Turbidity'), raster('chlorophyll', 'Chlorophyll')],
  }),
  ...blockVersions('cloudmask', 'Cloud mask', 'workflow', 'Removes clouds and their shadows', ['1.0.0', '1.0.1'], {
    inputs: [raster('image', 'The image to clean')],
    outputs: [raster('masked', 'The image without clouds')],
  }),
  ...blockVersions('mosaicking', 'Mosaicking', 'workflow', 'Joins images into one', ['2.1.0'], {
    inputs: [raster('images', 'The images to join')],
    outputs: [raster('mosaic', 'The joined image')],
  }),
  ...blockVersions(
    'indexcalculator',
    'Index calculator',
    'workflow',
    'Computes a spectral formula',
    ['1.3.0', '1.10.0'],
    {
      inputs: [
        raster('image', 'The image'),
        { format: 'string', name: 'expression', type: 'string', description: 'The formula' },
      ],
      outputs: [raster('index', 'The computed index')],
    },
  ),
  ...blockVersions('zonalstatistics', 'Zonal statistics', 'workflow', 'Sums up values by field', ['1.0.0'], {
    inputs: [
      raster('values', 'The values'),
      { format: 'vector', name: 'zones', type: 'url', description: 'The fields' },
    ],
    outputs: [{ format: 'vector', name: 'statistics', type: 'url', description: 'Fields with their sums' }],
  }),
];

function blockVersions(
  name: string,
  title: string,
  type: 'insight' | 'workflow',
  description: string,
  versions: readonly string[],
  { inputs, outputs }: { inputs: readonly DataType[]; outputs: readonly DataType[] },
): StoredBlock[] {
  return versions.map((version, index) => ({
    id: uuidOf(`block ${name} ${version}`),
    block_status: 'released',
    created_at: plainDate(founded + index * 60 * 86_400_000),
    err: '',
    spec: {
      id: uuidOf(`block spec ${name}`),
      version_id: uuidOf(`block version ${name} ${version}`),
      name,
      title,
      version,
      kind: 'processing-block',
      type,
      description,
      status: 1,
      inputs,
      outputs,
      catalog_content_url: `https://docs.pixxel.example/blocks/${name}/${version}.md`,
      supported_collections_id: ['pixxel-ff-l2a', 'pixxel-td-l2a', 'sentinel-2-l2a'],
    },
  }));
}

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
