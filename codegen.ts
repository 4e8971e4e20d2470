import type { CodegenConfig } from '@graphql-codegen/cli';

// Types of GeoJSON come from @types/geojson. An input takes more forms than an answer has, such as a Feature.
const feature = (geometry: string) =>
  `import('geojson').Feature<${geometry}> | import('geojson').FeatureCollection<${geometry}>`;
const area = "import('geojson').Polygon | import('geojson').MultiPolygon";
const geometry = "import('geojson').Geometry";

// A scalar that is not named here stops the codegen, instead of becoming `any`.
const types = {
  useTypeImports: true,
  strictScalars: true,
  scalars: {
    DateTime: 'string',
    Date: 'string',
    JSON: 'unknown',
    URL: 'string',
    GeoJSONGeometry: { input: `${geometry} | ${feature(geometry)}`, output: geometry },
    GeoJSONPolygon: { input: `${area} | ${feature(area)}`, output: "import('geojson').Polygon" },
    GeoJSONArea: `${area} | ${feature(area)}`,
    GeoJSONFeatureCollection: "import('geojson').FeatureCollection",
  },
};

const clientPreset = {
  preset: 'client' as const,
  presetConfig: { fragmentMasking: false },
  config: { documentMode: 'string', ...types },
};

/**
 * Generates typed documents for the client package and for an example, from the printed schema: `npm run codegen` prints it first.
 */
const config: CodegenConfig = {
  schema: './schema.graphql',
  importExtension: '.ts',
  generates: {
    './client/src/generated/graphql.ts': {
      documents: './client/documents/*.graphql',
      plugins: ['typescript-operations', './scripts/codegen-client-documents.ts'],
      config: types,
    },
    './examples/aoi-map/src/generated/': { documents: './examples/aoi-map/documents.graphql', ...clientPreset },
  },
};

export default config;
