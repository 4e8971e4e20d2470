import { type FormEvent, useId, useState } from 'react';
import { apiKey, keyRefusal, setKey } from './key.ts';
import type { Settings } from './settings.ts';

/** The bar at the top: the title, the key, and over the sandbox a note that all data is made up. */
export function Header({ demoKeys }: Pick<Settings, 'demoKeys'>) {
  return (
    <header className="explorer-header">
      <h1>
        <Mark />
        <span>Pixxel GraphQL explorer</span>
      </h1>
      <KeyField demoKeys={demoKeys} />
      {demoKeys.length > 0 && <SandboxNote demoKeys={demoKeys} />}
    </header>
  );
}

function KeyField({ demoKeys }: Pick<Settings, 'demoKeys'>) {
  const id = useId();
  const key = apiKey.use();
  const refusal = keyRefusal.use();
  const [isShown, setShown] = useState(false);
  const [demo] = demoKeys;
  const change = (event: FormEvent<HTMLInputElement>) => setKey(event.currentTarget.value);
  return (
    <div className="explorer-key">
      <label htmlFor={id}>API key</label>
      {/* Not a password field: a browser offers to save passwords, and the key must not outlive this page. */}
      <input
        id={id}
        type="text"
        className={isShown ? '' : 'is-hidden'}
        value={key}
        onChange={change}
        placeholder="Paste your Pixxel API key"
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        aria-invalid={refusal !== null}
        aria-describedby={`${id}-said`}
      />
      {key !== '' && (
        <button type="button" className="quiet" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
          {isShown ? 'Hide' : 'Show'}
        </button>
      )}
      {demo && key === '' && (
        <button type="button" className="primary" onClick={() => setKey(demo.key)}>
          Use the demo key
        </button>
      )}
      <p id={`${id}-said`} role="status" className={refusal ? 'refused' : ''}>
        {refusal ?? (key === '' ? '' : 'Kept until you reload or close this page.')}
      </p>
    </div>
  );
}

function SandboxNote({ demoKeys }: Pick<Settings, 'demoKeys'>) {
  return (
    <p className="explorer-sandbox">
      <strong>Sandbox.</strong> All data here is made up.{' '}
      {demoKeys.map(({ key, opens }, index) => (
        <span key={key}>
          {index > 0 && ' '}
          <button type="button" className="link" onClick={() => setKey(key)}>
            {key}
          </button>{' '}
          opens {opens}.
        </span>
      ))}
    </p>
  );
}

/** A grid of pixels in the bands of a spectrum. */
function Mark() {
  return (
    <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
      <rect x="1" y="1" width="9" height="9" rx="2" fill="#0f766e" />
      <rect x="12" y="1" width="9" height="9" rx="2" fill="#84cc16" />
      <rect x="1" y="12" width="9" height="9" rx="2" fill="#7c3aed" />
      <rect x="12" y="12" width="9" height="9" rx="2" fill="#f59e0b" />
    </svg>
  );
}
