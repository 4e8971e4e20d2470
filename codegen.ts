import type { CodegenConfig } from '@graphql-codegen/cli';

const clientPreset = {
  preset: 'client' as const,
  presetConfig: { fragmentMasking: false },
  config: {
    documentMode: 'string',
    useTypeImports: true,
    // A scalar that is not named here stops the codegen, instead of becoming `any`.
    strictScalars: true,
    scalars: {
      DateTime: 'string',
      Date: 'string',
      JSON: 'unknown',
      URL: 'string',
      GeoJSONGeometry: 'object',
      GeoJSONPolygon: 'object',
      GeoJSONArea: 'object',
    },
  },
};

/**
 * Generates typed documents for the client package and for an example, from the printed schema: `npm run codegen` prints it first.
 */
const config: CodegenConfig = {
  schema: './schema.graphql',
  importExtension: '.ts',
  generates: {
    './client/src/generated/': { documents: './client/documents/*.graphql', ...clientPreset },
    './examples/aoi-map/src/generated/': { documents: './examples/aoi-map/documents.graphql', ...clientPreset },
  },
};

export default config;
