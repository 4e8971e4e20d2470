/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What an AOI is made from. */
export type CreateAoiInput = {
  /** What the area is for. */
  description: string;
  /** The outline. */
  geometry: object;
  /** The STAC items to cut, as image search finds them. */
  itemIds: Array<string | number>;
  /** A name that no other AOI of the project has. */
  name: string;
  /** The project to keep it in. */
  projectId: string | number;
  /** Whose images they are. */
  provider: ImageProvider;
  /** The satellite that took the images. */
  satelliteId: string | number;
};

/** Whose images an AOI is cut from. */
export type ImageProvider =
  /** Images of Pixxel's own satellites. */
  | 'PIXXEL'
  /** Open data, such as Sentinel-2. */
  | 'PLANETARY';

/** Where long work stands, in the same words for everything. */
export type LifecycleState =
  /** Stopped or expired before it was done. */
  | 'CANCELLED'
  /** Ended without a result. */
  | 'FAILED'
  /** Ended, and some of it is there. */
  | 'PARTIALLY_SUCCEEDED'
  /** Accepted and not begun. */
  | 'PENDING'
  /** Under way. */
  | 'RUNNING'
  /** Ended, and all of it is there. */
  | 'SUCCEEDED'
  /** No status, or one that says nothing known. */
  | 'UNKNOWN';

export type MapOfAoisQueryVariables = Exact<{
  first: number;
}>;


export type MapOfAoisQuery = { aois: { nodes: Array<{ id: string, name: string | null, description: string | null, state: LifecycleState, progress: number | null, geometry: object | null, areaInSqM: number | null, images: Array<{ itemId: string }>, project: { id: string, title: string | null } | null, satellite: { id: string } | null }> } | null };

export type CutAgainMutationVariables = Exact<{
  input: CreateAoiInput;
}>;


export type CutAgainMutation = { createAoi: { aoi: { id: string, name: string | null, state: LifecycleState, progress: number | null } | null, userErrors: Array<{ message: string }> } | null };

export type FollowAoiSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type FollowAoiSubscription = { aoiProgress: { id: string, name: string | null, state: LifecycleState, progress: number | null } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const MapOfAoisDocument = new TypedDocumentString(`
    query MapOfAois($first: Int!) {
  aois(first: $first) {
    nodes {
      id
      name
      description
      state
      progress
      geometry
      areaInSqM
      images {
        itemId
      }
      project {
        id
        title
      }
      satellite {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MapOfAoisQuery, MapOfAoisQueryVariables>;
export const CutAgainDocument = new TypedDocumentString(`
    mutation CutAgain($input: CreateAoiInput!) {
  createAoi(input: $input) {
    aoi {
      id
      name
      state
      progress
    }
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CutAgainMutation, CutAgainMutationVariables>;
export const FollowAoiDocument = new TypedDocumentString(`
    subscription FollowAoi($id: ID!) {
  aoiProgress(id: $id) {
    id
    name
    state
    progress
  }
}
    `) as unknown as TypedDocumentString<FollowAoiSubscription, FollowAoiSubscriptionVariables>;