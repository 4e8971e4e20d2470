/** The content of a link. It never contains the key. */
export interface Shared {
  query: string;
  variables: string;
}

/** A link to the page that opens an operation. The operation is in the fragment, which browsers send to no server. */
export function linkTo(page: string, { query, variables }: Shared): string {
  const fragment = new URLSearchParams({ query, ...(variables.trim() !== '' && { variables }) });
  return `${page.replace(/#.*/, '')}#${fragment}`;
}

/** The operation in the fragment of an address; null where it has none. */
export function sharedIn(fragment: string): Shared | null {
  const parts = new URLSearchParams(fragment.replace(/^#/, ''));
  const query = parts.get('query');
  return query === null ? null : { query, variables: parts.get('variables') ?? '' };
}
