import { useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';

/**
 * GraphiQL's tabs have a button inside the element with the role of a tab. Here the button has that role, and
 * Delete closes it; the cross stays for the mouse.
 */
export function useAccessibleTabs(): void {
  const tabs = useGraphiQL((state) => state.tabs);
  const active = useGraphiQL((state) => state.activeTabIndex);
  // A change of the `tabs` draws them again.
  useEffect(() => {
    for (const [index, item] of [...document.querySelectorAll('.graphiql-tab')].entries()) {
      const [button, close] = item.querySelectorAll('button');
      item.setAttribute('role', 'presentation');
      item.removeAttribute('aria-selected');
      item.removeAttribute('tabindex');
      button?.setAttribute('role', 'tab');
      button?.setAttribute('aria-selected', String(index === active));
      close?.setAttribute('aria-hidden', 'true');
      close?.setAttribute('tabindex', '-1');
    }
  }, [tabs, active]);
  useEffect(() => {
    const onKeyDown = ({ key, target }: KeyboardEvent) => {
      const item = key === 'Delete' && target instanceof Element ? target.closest('.graphiql-tab') : null;
      item?.querySelector<HTMLElement>('button[aria-hidden]')?.click();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
