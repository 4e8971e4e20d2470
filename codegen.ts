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
 * Types the operations that the tests send, those that the client package brings along, and those of an example. The schema
 * is the printed one: `npm run codegen` prints it first.
 */
const config: CodegenConfig = {
  schema: './schema.graphql',
  importExtension: '.ts',
  generates: {
    './test/operations/generated/': { documents: './test/operations/*.graphql', ...clientPreset },
    './client/src/generated/': { documents: './client/documents/*.graphql', ...clientPreset },
    './examples/aoi-map/src/generated/': { documents: './examples/aoi-map/documents.graphql', ...clientPreset },
  },
};

export default config;
