import { type Change, hasEnded, type Trackable } from '../data/trackable.ts';
import type { Watch } from '../data/watch.ts';
import { Empty } from './empty.tsx';

export interface ProgressPanelProps {
  trackables: readonly Trackable[];
  changes: readonly Change[];
  isSubscription: boolean;
  /** The subscription that follows a row; null if the row cannot be followed. */
  watchFor(row: Trackable): Watch | null;
  onWatch(watch: Watch): void;
}

/** Maximum number of bars. Of further rows, only the number is shown. */
const SHOWN = 200;

/** Work that takes time: how far it is, what has changed, and a way to watch it. */
export function ProgressPanel(props: ProgressPanelProps) {
  const { trackables, changes, isSubscription } = props;
  if (trackables.length === 0) {
    return (
      <Empty>
        Work that takes time shows here, with a bar. Ask for id, state and progress of AOIs, jobs or orders, or run a
        subscription.
      </Empty>
    );
  }
  const rows = trackables.toSorted((one, other) => Number(hasEnded(one)) - Number(hasEnded(other)));
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- arrow keys must be able to scroll it
    <section className="progress-panel scroll" tabIndex={0} aria-label="Progress of the answer's rows">
      <ul className="bars">
        {rows.slice(0, SHOWN).map((row) => (
          <Row key={row.path.join('/')} row={row} {...props} />
        ))}
      </ul>
      {rows.length > SHOWN && <p className="fault-about">and {rows.length - SHOWN} more</p>}
      {isSubscription && <Log changes={changes} />}
    </section>
  );
}

function Row({ row, isSubscription, watchFor, onWatch }: { row: Trackable } & ProgressPanelProps) {
  const { label, state, progress, id } = row;
  const watch = isSubscription || hasEnded(row) || id === null ? null : watchFor(row);
  return (
    <li>
      <span className="bar-label">{label}</span>
      <span className={`state ${state.toLowerCase()}`}>{state.replaceAll('_', ' ').toLowerCase()}</span>
      {progress === null ? (
        <span className="bar-unknown">not known how far</span>
      ) : (
        <progress value={progress} max={100} aria-label={`${label}, per cent`} />
      )}
      <span className="bar-number">{progress === null ? '' : `${Math.round(progress)} %`}</span>
      {watch && (
        <button type="button" aria-label={`Watch ${label}`} onClick={() => onWatch(watch)}>
          Watch
        </button>
      )}
    </li>
  );
}

function Log({ changes }: { changes: readonly Change[] }) {
  return (
    <>
      <h2>Changes</h2>
      {/* Not a role of the list: its lines would then be in no list. */}
      <div role="log" aria-label="Changes">
        <ol className="log">
          {changes.map(({ at, label, state, progress }, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- lines are only ever added
            <li key={index}>
              <time>{new Date(at).toLocaleTimeString()}</time> {label} {state.toLowerCase()}
              {progress === null ? '' : ` ${Math.round(progress * 10) / 10} %`}
            </li>
          ))}
        </ol>
      </div>
    </>
  );
}
