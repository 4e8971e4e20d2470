import { useGraphiQL } from '@graphiql/react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { CallsPanel } from '../panels/calls.tsx';
import { Faults } from '../panels/faults.tsx';
import { TablePanel } from '../panels/table.tsx';
import { type Answer, activeTab, answers } from './answer.ts';
import { useEditorOptions } from './editors.ts';

const PANELS = [
  { name: 'JSON', count: () => 0 },
  { name: 'Table', count: ({ tables }: Answer) => Math.max(0, ...tables.map(({ rows }) => rows.length)) },
  { name: 'Calls', count: ({ calls }: Answer) => calls?.length ?? 0 },
] as const;

type PanelName = (typeof PANELS)[number]['name'];

/** What stands above the JSON of an answer: its errors, and the tabs by which it is looked at. */
export function AnswerPane() {
  useEditorOptions();
  const tab = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.id ?? '');
  useEffect(() => {
    activeTab.id = tab;
  }, [tab]);
  const answer = answers.use().get(tab);
  const [shown, setShown] = useState<PanelName>('JSON');
  return (
    <div className="answer-pane" data-panel={shown}>
      <PanelTabs answer={answer} shown={shown} onShow={setShown} />
      {answer && <Faults faults={answer.faults} />}
      {shown !== 'JSON' && (
        <div role="tabpanel" id="answer-panel" aria-labelledby={`panel-tab-${shown}`} className="answer-panel">
          {shown === 'Table' && <TablePanel tables={answer?.tables ?? []} />}
          {shown === 'Calls' && <CallsPanel answer={answer} />}
        </div>
      )}
    </div>
  );
}

function PanelTabs(props: { answer: Answer | undefined; shown: PanelName; onShow(name: PanelName): void }) {
  const { answer, shown, onShow } = props;
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = (PANELS.findIndex(({ name }) => name === shown) + step + PANELS.length) % PANELS.length;
    const next = PANELS[at];
    if (!next) return;
    onShow(next.name);
    list.current?.querySelectorAll('button')[at]?.focus();
  };
  return (
    <div role="tablist" aria-label="Views of the answer" className="panel-tabs" ref={list} onKeyDown={move}>
      {PANELS.map(({ name, count }) => {
        const found = answer ? count(answer) : 0;
        return (
          <button
            key={name}
            type="button"
            role="tab"
            id={`panel-tab-${name}`}
            aria-selected={name === shown}
            aria-controls={name === shown && name !== 'JSON' ? 'answer-panel' : undefined}
            aria-describedby={found > 0 ? `panel-count-${name}` : undefined}
            tabIndex={name === shown ? 0 : -1}
            onClick={() => onShow(name)}
          >
            {name}
            {found > 0 && (
              <span aria-hidden="true" className="count">
                {found.toLocaleString('en')}
              </span>
            )}
            {found > 0 && (
              <span id={`panel-count-${name}`} hidden>
                {found} in this answer
              </span>
            )}
          </button>
        );
      })}
    </div>
  );
}
