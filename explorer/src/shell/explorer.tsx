import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { AnswerPane } from './answer-pane.tsx';
import { fetcher } from './fetcher.ts';
import { Header } from './header.tsx';
import { READY_TABS } from './ready-tabs.ts';
import type { Settings } from './settings.ts';

const PLUGINS = [HISTORY_PLUGIN];

/** The whole page: the header with the key, and below it GraphiQL with our panels where its answer stands. */
export function Explorer({ settings }: { settings: Settings }) {
  return (
    <>
      <Header demoKeys={settings.demoKeys} />
      <main className="explorer-main">
        <GraphiQL
          fetcher={fetcher}
          plugins={PLUGINS}
          defaultTabs={READY_TABS}
          defaultEditorToolsVisibility="variables"
          shouldPersistHeaders={false}
          showPersistHeadersSettings={false}
        >
          <GraphiQL.Logo>{null}</GraphiQL.Logo>
          <GraphiQL.Footer>
            <AnswerPane settings={settings} />
          </GraphiQL.Footer>
        </GraphiQL>
      </main>
    </>
  );
}
