import { stripTypeScriptTypes } from 'node:module';
import graphql from '@graphql-eslint/eslint-plugin';
import regexp from 'eslint-plugin-regexp';

/** Types without an `id`: their objects are neither read nor changed separately, because they are part of another object. */
const WITHOUT_ID = {
  suffixes: [
    'Connection', // a page of a list
    'Edge', // a row of a page
    'Payload', // the result of a mutation
  ],
  types: [
    // The position of a page, and a problem with an input.
    'PageInfo',
    'UserError',
    // Values: two equal ones cannot be told apart.
    'Band',
    'CostEstimate',
    'Coverage',
    'Interval',
    'LegendItem',
    'PictureLegendStep',
    'Position',
    'RgbComposite',
    // Answers computed from many objects.
    'Spend',
    'SpendGroup',
    'UnderWay',
    // Parts of an image or a collection.
    'EoBand',
    'RasterBand',
    'StacAsset',
    'StacLink',
    'StacProvider',
    // Parts of a satellite. Image search takes the `collectionId` of a collection, which two satellites can share.
    'SatelliteBand',
    'SatelliteCollection',
    // Parts of an AOI, a block, a workflow, a visualization.
    'AoiImage',
    'AssetSource',
    'BlockParameter',
    'VisualizationLegend',
    'VisualizationPicture',
    'VisualizationStyle',
    'WorkflowError',
    // Parts of an order item.
    'CloudDelivery',
    'FieldErrors',
    'OrderedImage',
    'Uplift',
    // Created for each request and stored nowhere.
    'OrderQuote',
    'OrderQuoteItem',
    'OrderReport',
    'RenderedImage',
    // They have ids (`pixxelId`, `downloadId`), but no call reads a task without its item, or every kind of package by its id. With a
    // global id, `node` would have to find them.
    'Download',
    'OrderTask',
  ],
};

/** TypeScript as JavaScript, with unchanged lines and columns: no parser for ESLint reads TypeScript 7. */
const typescript = {
  processors: {
    strip: {
      meta: { name: 'strip-types', version: '1' },
      preprocess: (text) => [{ text: stripTypeScriptTypes(text), filename: 'stripped.js' }],
      postprocess: ([messages]) => messages,
    },
  },
};

/** Lints the printed schema, and what oxlint has no rule for in the code. oxlint lints everything else, Prettier formats it. */
export default [
  { files: ['src/**/*.ts'], plugins: { typescript }, processor: 'typescript/strip' },
  {
    files: ['src/**/*.ts/*.js'],
    plugins: { regexp },
    rules: {
      // Linear time for any input: no backtracking, and no search that starts again at each character.
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ObjectExpression > Property[kind="get"]',
          message:
            'V8 makes a hidden class for each such object, which keeps it alive until a full collection. Use a class.',
        },
      ],
    },
  },
  {
    files: ['schema.graphql'],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: './schema.graphql' } },
    },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      ...graphql.configs['flat/schema-recommended'].rules,
      ...graphql.configs['flat/schema-relay'].rules,

      '@graphql-eslint/strict-id-in-types': ['error', { exceptions: WITHOUT_ID }],
      // Lists go forward only: Pixxel cannot list rows from the end.
      '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
      // Short lists are plain lists, and connections have `nodes` beside `edges`.
      '@graphql-eslint/relay-edge-types': ['error', { listTypeCanWrapOnlyEdgeType: false }],
      // eslint-suppressions.json has three exceptions: `Asset.assetType`, `Block.blockStatus` and `Download.downloadId` keep the
      // names of the REST API. `Block.status` is another field, and `Download.id` would look like a global id.
      '@graphql-eslint/no-typename-prefix': 'error',
    },
  },
];
