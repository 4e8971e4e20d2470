import { ToolbarButton, useGraphiQL } from '@graphiql/react';
import { useState } from 'react';
import { linkTo } from './library/share.ts';

/** Copies a link to the operation with its variables. */
export function ShareButton() {
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const [said, say] = useState('');
  const share = async () => {
    const operation = { query: queryEditor?.getValue() ?? '', variables: variableEditor?.getValue() ?? '' };
    const link = linkTo(location.href, operation);
    // The address shows it as well, for where the clipboard is not allowed.
    history.replaceState(null, '', link);
    const isCopied = await navigator.clipboard?.writeText(link).then(
      () => true,
      () => false,
    );
    say(`The link is in the address bar${isCopied ? ' and on the clipboard' : ''}. It holds no key.`);
    setTimeout(() => say(''), 4000);
  };
  return (
    <>
      <ToolbarButton label="Share link" onClick={() => void share()}>
        <svg
          className="graphiql-toolbar-icon"
          viewBox="0 0 24 24"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.8"
          aria-hidden="true"
        >
          <path d="M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.2 1.2M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.2-1.2" />
        </svg>
      </ToolbarButton>
      <span role="status" className="share-said">
        {said}
      </span>
    </>
  );
}
