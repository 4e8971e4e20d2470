import type { CodegenConfig } from '@graphql-codegen/cli';

// A scalar that is not named here stops the codegen, instead of becoming `any`.
const types = {
  useTypeImports: true,
  strictScalars: true,
  scalars: {
    DateTime: 'string',
    Date: 'string',
    JSON: 'unknown',
    URL: 'string',
    GeoJSONGeometry: 'object',
    GeoJSONPolygon: 'object',
    GeoJSONArea: 'object',
    GeoJSONFeatureCollection: 'object',
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
