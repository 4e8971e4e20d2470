import { codegen } from '@graphql-codegen/core';
import * as operations from '@graphql-codegen/typescript-operations';
import { buildSchema, parse, type Source } from 'graphql';
import { plugin } from './codegen-documents.ts';

// Types of GeoJSON come from @types/geojson. An input takes more forms than an answer has, such as a Feature.
const feature = (geometry: string) =>
  `import('geojson').Feature<${geometry}> | import('geojson').FeatureCollection<${geometry}>`;
const area = "import('geojson').Polygon | import('geojson').MultiPolygon";
const geometry = "import('geojson').Geometry";

const CONFIG = {
  useTypeImports: true,
  // A scalar without a type below is an error, instead of `any`.
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

/**
 * TypeScript of operations: the types of their variables and results, and each operation as a typed string.
 * @param sdl the schema
 * @param sources files of operations and fragments
 * @param documentTypes the module that exports `QueryDocument`, `MutationDocument` and `SubscriptionDocument`
 * @throws Error if an operation does not fit the schema
 */
export async function typedOperations(sdl: string, sources: readonly Source[], documentTypes: string): Promise<string> {
  return codegen({
    filename: '',
    schema: parse(sdl),
    schemaAst: buildSchema(sdl),
    documents: sources.map((source) => ({ location: source.name, document: parse(source) })),
    config: { ...CONFIG, documentTypes },
    plugins: [{ operations: {} }, { documents: {} }],
    pluginMap: { operations, documents: { plugin } },
  });
}
