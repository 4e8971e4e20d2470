import { stripTypeScriptTypes } from 'node:module';
import graphql from '@graphql-eslint/eslint-plugin';
import regexp from 'eslint-plugin-regexp';

/** Whatever is neither read alone nor changed alone has no `id`: it is part of what it stands in. */
const WITHOUT_ID = {
  suffixes: [
    'Connection', // a page of a list
    'Edge', // a row of a page
    'Payload', // what came of a mutation
  ],
  types: [
    // Where a page stands, and what is wrong with an input.
    'PageInfo',
    'UserError',
    // Values: equal ones are the same one.
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
    // Parts of a satellite. What image search takes is its collections' `collectionId`, which two satellites can share.
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
    // Pixxel knows them by an id, `pixxelId` and `downloadId`, but nothing reads a task without its item, nor every kind of
    // package by its id: a global id would promise that `node` finds them.
    'Download',
    'OrderTask',
  ],
};

/** TypeScript as JavaScript, each line and column where it was: no parser of ESLint reads TypeScript 7. */
const typescript = {
  processors: {
    strip: {
      meta: { name: 'strip-types', version: '1' },
      preprocess: (text) => [{ text: stripTypeScriptTypes(text), filename: 'stripped.js' }],
      postprocess: ([messages]) => messages,
    },
  },
};

/** Lints the printed schema, and the regular expressions of the code. All else of the code is Biome's and oxlint's. */
export default [
  { files: ['src/**/*.ts'], plugins: { typescript }, processor: 'typescript/strip' },
  {
    files: ['src/**/*.ts/*.js'],
    plugins: { regexp },
    rules: {
      // Time in proportion to the input, whatever it is: neither backtracking nor a search that starts again at each character.
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
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
      // Lists go forward only: Pixxel has no way to ask for rows from the end.
      '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
      // Short lists that come whole with what they belong to are plain lists, and connections have `nodes` beside `edges`.
      '@graphql-eslint/relay-edge-types': ['error', { listTypeCanWrapOnlyEdgeType: false }],
      // Three are let off in eslint-suppressions.json, and no more: `Asset.assetType`, `Block.blockStatus` and
      // `Download.downloadId` keep the names of the REST API. `Block.status` is another thing, and a plain `Download.id`
      // would be taken for a global id.
      '@graphql-eslint/no-typename-prefix': 'error',
    },
  },
];
