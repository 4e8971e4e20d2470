import type { CodegenConfig } from '@graphql-codegen/cli';

/** Types the operations that the tests send. The schema is the printed one: `npm run codegen` prints it first. */
const config: CodegenConfig = {
  schema: './schema.graphql',
  importExtension: '.ts',
  generates: {
    './test/operations/generated/': {
      documents: './test/operations/*.graphql',
      preset: 'client',
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
    },
  },
};

export default config;
