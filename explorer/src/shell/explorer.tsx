import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { useState } from 'react';
import { libraryPlugin } from './library/library-plugin.tsx';
import { sharedIn } from './library/share.ts';
import { AnswerPane } from './answer-pane.tsx';
import { fetcherFor } from './fetcher.ts';
import { Header } from './header.tsx';
import { READY_TABS } from './ready-tabs.ts';
import type { Settings } from './settings.ts';
import { ShareButton } from './share-button.tsx';

/** The whole page: the header with the key, and below it GraphiQL with our panels above its answer. */
export function Explorer({ settings }: { settings: Settings }) {
  const [plugins] = useState(() => [libraryPlugin(settings.demoKeys.length > 0), HISTORY_PLUGIN]);
  const [fetcher] = useState(() => fetcherFor(settings.schemaUrl));
  const [shared] = useState(() => sharedIn(location.hash));
  return (
    <>
      <Header demoKeys={settings.demoKeys} />
      <main className="explorer-main">
        <GraphiQL
          fetcher={fetcher}
          plugins={plugins}
          // The first is for browsers without tabs, the second for those that have some.
          defaultTabs={shared ? [shared, ...READY_TABS] : READY_TABS}
          {...(shared && { initialQuery: shared.query, initialVariables: shared.variables })}
          defaultEditorToolsVisibility="variables"
          shouldPersistHeaders={false}
          showPersistHeadersSettings={false}
        >
          <GraphiQL.Logo>{null}</GraphiQL.Logo>
          <GraphiQL.Toolbar>
            {({ prettify, copy, merge }) => (
              <>
                {prettify}
                {merge}
                {copy}
                <ShareButton />
              </>
            )}
          </GraphiQL.Toolbar>
          <GraphiQL.Footer>
            <AnswerPane settings={settings} />
          </GraphiQL.Footer>
        </GraphiQL>
      </main>
    </>
  );
}
