/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query MapOfAois($first: Int!) {\n  aois(first: $first) {\n    nodes {\n      id\n      name\n      state\n      progress\n      geometry\n      areaInSqM\n      images {\n        itemId\n      }\n      project {\n        id\n        title\n      }\n    }\n  }\n}\n\nmutation CutAgain($input: CreateAoiInput!) {\n  createAoi(input: $input) {\n    aoi {\n      id\n      name\n      state\n      progress\n    }\n    userErrors {\n      message\n    }\n  }\n}\n\nsubscription FollowAoi($id: ID!) {\n  aoiProgress(id: $id) {\n    id\n    name\n    state\n    progress\n  }\n}": typeof types.MapOfAoisDocument,
};
const documents: Documents = {
    "query MapOfAois($first: Int!) {\n  aois(first: $first) {\n    nodes {\n      id\n      name\n      state\n      progress\n      geometry\n      areaInSqM\n      images {\n        itemId\n      }\n      project {\n        id\n        title\n      }\n    }\n  }\n}\n\nmutation CutAgain($input: CreateAoiInput!) {\n  createAoi(input: $input) {\n    aoi {\n      id\n      name\n      state\n      progress\n    }\n    userErrors {\n      message\n    }\n  }\n}\n\nsubscription FollowAoi($id: ID!) {\n  aoiProgress(id: $id) {\n    id\n    name\n    state\n    progress\n  }\n}": types.MapOfAoisDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query MapOfAois($first: Int!) {\n  aois(first: $first) {\n    nodes {\n      id\n      name\n      state\n      progress\n      geometry\n      areaInSqM\n      images {\n        itemId\n      }\n      project {\n        id\n        title\n      }\n    }\n  }\n}\n\nmutation CutAgain($input: CreateAoiInput!) {\n  createAoi(input: $input) {\n    aoi {\n      id\n      name\n      state\n      progress\n    }\n    userErrors {\n      message\n    }\n  }\n}\n\nsubscription FollowAoi($id: ID!) {\n  aoiProgress(id: $id) {\n    id\n    name\n    state\n    progress\n  }\n}"): typeof import('./graphql.ts').MapOfAoisDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
