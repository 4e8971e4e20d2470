/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
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

export type SpineQueryVariables = Exact<{
  projects: number;
  aois: number;
}>;


export type SpineQuery = { projects: { nodes: Array<{ pixxelId: string, title: string | null, aois: { nodes: Array<{ pixxelId: string, name: string | null, state: LifecycleState, progress: number | null, satellite: { name: string | null } | null }> } | null }> } | null };

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

export const SpineDocument = new TypedDocumentString(`
    query Spine($projects: Int!, $aois: Int!) {
  projects(first: $projects) {
    nodes {
      pixxelId
      title
      aois(first: $aois) {
        nodes {
          pixxelId
          name
          state
          progress
          satellite {
            name
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SpineQuery, SpineQueryVariables>;