import { type GraphiQLPlugin, useGraphiQL } from '@graphiql/react';
import { useDeferredValue, useEffect, useId, useState } from 'react';
import { useOpenTab } from '../open-tab.ts';
import libraryUrl from './generated/library.json?url';
import { costOf, type Entry, type Library, search } from './library.ts';
import { forget, save, savedOperations } from './saved.ts';

/** The library of ready operations, in GraphiQL's sidebar. */
export function libraryPlugin(isSandbox: boolean): GraphiQLPlugin {
  return { title: 'Library', icon: BooksIcon, content: () => <LibraryContent isSandbox={isSandbox} /> };
}

function LibraryContent({ isSandbox }: { isSandbox: boolean }) {
  const id = useId();
  const [library, setLibrary] = useState<Library>({});
  const [text, setText] = useState('');
  const found = search(library, useDeferredValue(text));
  useEffect(() => {
    // The file that the gateway ships: a library.
    void fetch(libraryUrl)
      .then((response) => response.json() as Promise<Library>)
      .then(setLibrary);
  }, []);
  return (
    <section className="library" aria-label="Library of operations">
      <h2>Library</h2>
      <label htmlFor={id}>Search operations</label>
      <input
        id={id}
        type="search"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        placeholder="Orders, ListAois, geometry…"
      />
      <SavedOperations />
      {Object.entries(found).map(([chapter, entries]) => (
        <section key={chapter}>
          <h3>{chapter}</h3>
          <ul>
            {entries.map((entry) => (
              <EntryButton key={entry.title} entry={entry} isSandbox={isSandbox} />
            ))}
          </ul>
        </section>
      ))}
      {Object.keys(found).length === 0 && text !== '' && <p>No operation has all of these words.</p>}
    </section>
  );
}

function EntryButton({ entry, isSandbox }: { entry: Entry; isSandbox: boolean }) {
  const openTab = useOpenTab();
  const { query, variables } = entry;
  // The values are those of the sandbox. The real API does not know them.
  const fitting = isSandbox
    ? variables
    : variables && Object.fromEntries(Object.keys(variables).map((name) => [name, '']));
  return (
    <li>
      <button type="button" onClick={() => openTab({ query, ...(fitting && { variables: fitting }) })}>
        <span>{entry.title}</span>
        <small>{costOf(entry)}</small>
      </button>
    </li>
  );
}

function SavedOperations() {
  const saved = savedOperations.use();
  const openTab = useOpenTab();
  const title = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.title ?? '');
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  return (
    <section>
      <h3>Saved in this browser</h3>
      <button
        type="button"
        className="save"
        onClick={() =>
          save({ name: title, query: queryEditor?.getValue() ?? '', variables: variableEditor?.getValue() ?? '' })
        }
      >
        Save “{title}”
      </button>
      <ul>
        {saved.map(({ name, query, variables }) => (
          <li key={name} className="saved">
            <button type="button" onClick={() => openTab({ query, variables })}>
              {name}
            </button>
            <button type="button" aria-label={`Delete ${name}`} onClick={() => forget(name)}>
              ×
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function BooksIcon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path d="M4 4h4v16H4zM8 4h4v16H8zM13.5 5.2l3.8-1 4 15.4-3.8 1z" />
    </svg>
  );
}
