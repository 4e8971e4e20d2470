import type { ReactNode } from 'react';

/** What a panel says when the answer has nothing for it. */
export function Empty({ children }: { children: ReactNode }) {
  return <p className="empty">{children}</p>;
}
