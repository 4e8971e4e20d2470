import { type KeyboardEvent, useRef } from 'react';
import type { Answer } from './answer.ts';

/** The views of an answer, with what each can show. The names are fixed: tests and screen readers find the tabs by them. */
const PANELS = [
  { name: 'JSON', count: () => 0 },
  { name: 'Map', count: ({ outlines }: Answer) => new Set(outlines.map(({ row }) => row.join('/'))).size },
  { name: 'Pictures', count: ({ pictures }: Answer) => pictures.length },
  { name: 'Table', count: ({ tables }: Answer) => Math.max(0, ...tables.map(({ rows }) => rows.length)) },
  { name: 'Calls', count: ({ calls }: Answer) => calls?.length ?? 0 },
  { name: 'Progress', count: ({ trackables }: Answer) => trackables.length },
] as const;

/** The name of a view. */
export type PanelName = (typeof PANELS)[number]['name'];

/** The tabs above an answer. Arrow keys move between them. */
export function PanelTabs(props: { answer: Answer | undefined; shown: PanelName; onShow(name: PanelName): void }) {
  const { answer, shown, onShow } = props;
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const at = PANELS.findIndex(({ name }) => name === shown);
    const last = PANELS.length - 1;
    const next = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[
      event.key
    ];
    const panel = next === undefined ? undefined : PANELS[next];
    if (next === undefined || !panel) return;
    event.preventDefault();
    onShow(panel.name);
    list.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the tabs in it have the focus
    <div role="tablist" aria-label="Views of the answer" className="panel-tabs" ref={list} onKeyDown={move}>
      {PANELS.map(({ name, count }) => (
        <PanelTab
          key={name}
          name={name}
          found={answer ? count(answer) : 0}
          isShown={name === shown}
          onShow={() => onShow(name)}
        />
      ))}
    </div>
  );
}

function PanelTab({
  name,
  found,
  isShown,
  onShow,
}: {
  name: PanelName;
  found: number;
  isShown: boolean;
  onShow(): void;
}) {
  const hasPanel = isShown && name !== 'JSON';
  return (
    <button
      type="button"
      role="tab"
      id={`panel-tab-${name}`}
      aria-selected={isShown}
      aria-controls={hasPanel ? 'answer-panel' : undefined}
      aria-describedby={found > 0 ? `panel-count-${name}` : undefined}
      tabIndex={isShown ? 0 : -1}
      onClick={onShow}
    >
      {name}
      {found > 0 && (
        <>
          <span aria-hidden="true" className="count">
            {found.toLocaleString('en')}
          </span>
          <span id={`panel-count-${name}`} hidden>
            {found} in this answer
          </span>
        </>
      )}
    </button>
  );
}
