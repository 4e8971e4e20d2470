/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { MutationDocument, QueryDocument, SubscriptionDocument } from '@pixxel-graphql/client';
/** Input of `createAoi`. */
export type CreateAoiInput = {
  /** Free-text description; the name if omitted. At most 10,000 characters. */
  description?: string | null | undefined;
  /** Outline of the area. */
  geometry: import('geojson').Polygon | import('geojson').MultiPolygon | import('geojson').Feature<import('geojson').Polygon | import('geojson').MultiPolygon> | import('geojson').FeatureCollection<import('geojson').Polygon | import('geojson').MultiPolygon>;
  /** Images to clip, by global id or Pixxel id: `StacItem` objects of `searchArchive` or `searchImages`. At most 1,000 entries. */
  itemIds: Array<string | number>;
  /** Name, unique within the project. */
  name: string;
  /** Project in which to create the AOI, by global id or Pixxel id. */
  projectId: string | number;
  /** Provider of the images. If omitted, it is found from their collection, with two calls to Pixxel. */
  provider?: ImageProvider | null | undefined;
  /** Satellite that took the images, by global id or Pixxel id. If omitted, it is found from the images, with two calls to Pixxel. */
  satelliteId?: string | number | null | undefined;
};

/** Provider of the images of an AOI. */
export type ImageProvider =
  /** Pixxel's own satellites. */
  | 'PIXXEL'
  /** Open data, such as Sentinel-2. */
  | 'PLANETARY';

/** State of long-running work. The same vocabulary is used for everything that Pixxel processes. */
export type LifecycleState =
  /** Cancelled or expired before it finished. */
  | 'CANCELLED'
  /** Finished without a result. */
  | 'FAILED'
  /** Finished with a partial result. */
  | 'PARTIALLY_SUCCEEDED'
  /** Accepted, not started. */
  | 'PENDING'
  /** In progress. */
  | 'RUNNING'
  /** Finished with a complete result. */
  | 'SUCCEEDED'
  /** No status, or one that the gateway does not know. */
  | 'UNKNOWN';

export type MapOfAoisQueryVariables = Exact<{
  first: number;
}>;


export type MapOfAoisQuery = { aois: { nodes: Array<{ id: string, name: string | null, state: LifecycleState, progress: number | null, geometry: import('geojson').Polygon | null, areaInSqM: number | null, images: Array<{ itemId: string }>, project: { id: string, title: string | null } | null }> } | null };

export type ClipAgainMutationVariables = Exact<{
  input: CreateAoiInput;
}>;


export type ClipAgainMutation = { createAoi: { aoi: { id: string, name: string | null, state: LifecycleState, progress: number | null } | null, userErrors: Array<{ message: string }> } | null };

export type FollowAoiSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type FollowAoiSubscription = { aoiProgress: { id: string, name: string | null, state: LifecycleState, progress: number | null } | null };

export const MapOfAoisDocument = "query MapOfAois($first:Int!){aois(first:$first){nodes{id name state progress geometry areaInSqM images{itemId}project{id title}}}}" as QueryDocument<MapOfAoisQuery, MapOfAoisQueryVariables>;
export const ClipAgainDocument = "mutation ClipAgain($input:CreateAoiInput!){createAoi(input:$input){aoi{id name state progress}userErrors{message}}}" as MutationDocument<ClipAgainMutation, ClipAgainMutationVariables>;
export const FollowAoiDocument = "subscription FollowAoi($id:ID!){aoiProgress(id:$id){id name state progress}}" as SubscriptionDocument<FollowAoiSubscription, FollowAoiSubscriptionVariables>;