import type { Found } from '../data/find.ts';

const SHOWN = 3;

/** The errors of an answer: what is wrong, what to do, and the request id to quote. */
export function Faults({ faults }: Pick<Found, 'faults'>) {
  if (faults.length === 0) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- arrow keys must be able to scroll it
    <div role="alert" className="faults" tabIndex={0} aria-label="Errors">
      {faults.slice(0, SHOWN).map(({ message, code, advice, place, requestId, times }) => (
        <div key={`${code} ${message}`} className="fault">
          <p className="fault-message">
            {code && <code>{code}</code>} {message}
          </p>
          {advice && <p className="fault-advice">{withCode(advice)}</p>}
          <p className="fault-about">
            {place && (
              <span>
                At {place}
                {times > 1 ? ` and ${times - 1} more` : ''}
              </span>
            )}
            {requestId && (
              <span>
                Request id <code>{requestId}</code>
              </span>
            )}
          </p>
        </div>
      ))}
      {faults.length > SHOWN && <p className="fault-about">and {faults.length - SHOWN} more in the JSON</p>}
    </div>
  );
}

/** Text with code in backticks. */
function withCode(text: string) {
  // Every second part was between backticks.
  // oxlint-disable-next-line react/no-array-index-key -- the parts never change their order
  return text.split('`').map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part));
}
