import { useGraphiQL } from '@graphiql/react';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { Path } from '../data/json.ts';
import { type Watch, watchOf } from '../data/watch.ts';
import { CallsPanel } from '../panels/calls.tsx';
import { download } from '../panels/download.ts';
import { Empty } from '../panels/empty.tsx';
import { Faults } from '../panels/faults.tsx';
import { PicturesPanel } from '../panels/pictures.tsx';
import { ProgressPanel } from '../panels/progress.tsx';
import { TablePanel } from '../panels/table.tsx';
import { type Answer, activeTab, answers } from './answer.ts';
import { useCostAhead } from './cost-ahead.ts';
import { useEditorOptions } from './editors.ts';
import { useOpenTab } from './open-tab.ts';
import { useAccessibleTabs } from './operation-tabs.ts';
import { type PanelName, PanelTabs } from './panel-tabs.tsx';
import { useSelection } from './selection.ts';
import type { Settings } from './settings.ts';

// The map's library is large: it is loaded when the map is first opened.
const MapPanel = lazy(async () => ({ default: (await import('../panels/map/map-panel.tsx')).MapPanel }));

/** What is above the JSON of an answer: the tabs of its views, its errors, and the chosen view. */
export function AnswerPane({ settings }: { settings: Settings }) {
  useEditorOptions();
  useAccessibleTabs();
  const tab = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.id ?? '');
  useEffect(() => {
    activeTab.id = tab;
  }, [tab]);
  const answer = answers.use().get(tab);
  const [shown, setShown] = useState<PanelName>('JSON');
  const openTab = useOpenTab();
  return (
    <div className="answer-pane">
      <PanelTabs answer={answer} shown={shown} onShow={setShown} />
      {answer && <Faults faults={answer.faults} />}
      {!answer && shown === 'JSON' && <p className="answer-hint">Run an operation: its answer shows here.</p>}
      {answer?.whole && shown === 'JSON' && <Whole json={answer.whole} />}
      {shown !== 'JSON' && (
        <div role="tabpanel" id="answer-panel" aria-labelledby={`panel-tab-${shown}`} className="answer-panel">
          <Panel
            key={tab}
            name={shown}
            answer={answer}
            settings={settings}
            onShowJson={() => setShown('JSON')}
            onWatch={(watch) => {
              setShown('Progress');
              openTab(watch, { run: true });
            }}
          />
        </div>
      )}
    </div>
  );
}

/** Says that the JSON below is not all of the answer, and offers the rest. */
function Whole({ json }: { json: Blob }) {
  return (
    <div className="panel-bar">
      <span role="status">
        The answer is {Math.round(json.size / 1024).toLocaleString('en')} KB of JSON. The start of it is below.
      </span>
      <button type="button" onClick={() => download('answer.json', json)}>
        Download JSON
      </button>
    </div>
  );
}

/** The cost is requested only where it is shown. */
function Calls({ answer }: { answer: Answer | undefined }) {
  return <CallsPanel answer={answer} ahead={useCostAhead()} />;
}

const NOTHING: never[] = [];
/** On a screen too narrow for a panel and the JSON, selecting something leads to the JSON. */
const NARROW = '(max-width: 760px)';

function Panel(props: {
  name: Exclude<PanelName, 'JSON'>;
  answer: Answer | undefined;
  settings: Settings;
  onShowJson(): void;
  onWatch(watch: Watch): void;
}) {
  const { name, answer, settings, onShowJson, onWatch } = props;
  const { selected, select } = useSelection();
  const schema = useGraphiQL((state) => state.schema);
  const onSelect = (path: Path) => {
    select(path);
    if (matchMedia(NARROW).matches) onShowJson();
  };
  switch (name) {
    case 'Map':
      return (
        <Suspense fallback={<Empty>Loading the map…</Empty>}>
          <MapPanel
            outlines={answer?.outlines ?? NOTHING}
            pictures={answer?.pictures ?? NOTHING}
            tilesUrl={settings.tilesUrl}
            selected={selected}
            onSelect={onSelect}
          />
        </Suspense>
      );
    case 'Pictures':
      return <PicturesPanel pictures={answer?.pictures ?? NOTHING} onSelect={onSelect} />;
    case 'Table':
      return <TablePanel tables={answer?.tables ?? NOTHING} />;
    case 'Calls':
      return <Calls answer={answer} />;
    case 'Progress':
      return (
        <ProgressPanel
          trackables={answer?.trackables ?? NOTHING}
          changes={answer?.changes ?? NOTHING}
          isSubscription={answer?.isSubscription ?? false}
          watchFor={({ path, id }) =>
            schema && answer?.asked && id !== null ? watchOf({ schema, ...answer.asked }, path, id) : null
          }
          onWatch={onWatch}
        />
      );
  }
}
