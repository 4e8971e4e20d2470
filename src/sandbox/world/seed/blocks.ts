import { day, plainDate } from '../dates.ts';
import { uuidOf } from '../identity.ts';
import type { DataType } from '../raw-json.ts';
import type { StoredBlock } from '../store.ts';

const firstRelease = Date.UTC(2024, 0, 15, 9, 30);

const raster = (name: string, description: string, bands?: string[]): DataType => ({
  format: 'raster',
  name,
  type: 'url',
  description,
  ...(bands && { properties: { bands } }),
});
const date = (name: string, description: string): DataType => ({ format: 'date', name, type: 'string', description });
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
        date('sowing_date', 'When the season was sown'),
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
    inputs: [raster('image', 'An image of water'), date('date', 'The day of interest')],
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
    created_at: plainDate(firstRelease + index * 60 * day),
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
