import { type Call, criticalPath, endOf } from '../data/call.ts';
import type { CostAhead } from '../data/cost.ts';
import { Empty } from './empty.tsx';
import { counted, spokenName } from './words.ts';

/** The REST calls of an answer; null if it lists none. */
export interface CallsOfAnswer {
  calls: Call[] | null;
  cost: readonly [string, number][];
}

/** What the operation may cost before it is run, and the REST calls of its answer as a waterfall. */
export function CallsPanel({ answer, ahead }: { answer: CallsOfAnswer | undefined; ahead: CostAhead | null }) {
  return (
    <div className="calls-panel">
      {ahead && <Ahead cost={ahead} />}
      {answer?.calls ? (
        <Waterfall calls={answer.calls} cost={answer.cost} />
      ) : (
        <Empty>Run an operation, and the REST calls that it takes show here as a waterfall.</Empty>
      )}
    </div>
  );
}

function Ahead({ cost }: { cost: CostAhead }) {
  if ('refusal' in cost) return <p className="cost-ahead refused">Would be refused: {cost.refusal}</p>;
  const { calls, callLimit, complexity, complexityLimit } = cost;
  return (
    <p className="cost-ahead">
      Before it is run: <strong>at most {counted(calls, 'REST call')}</strong>
      {calls === callLimit ? ', which is the limit' : ` of ${callLimit.toLocaleString('en')}`}, complexity{' '}
      {complexity.toLocaleString('en')} of {complexityLimit.toLocaleString('en')}.
    </p>
  );
}

function Waterfall({ calls, cost }: { calls: readonly Call[]; cost: CallsOfAnswer['cost'] }) {
  const critical = new Set(criticalPath(calls));
  const whole = Math.max(1, ...calls.map(endOf));
  const waited = [...critical].reduce((sum, index) => sum + (calls[index]?.durationMs ?? 0), 0);
  return (
    <>
      <dl className="figures">
        <Figure name={calls.length === 1 ? 'REST call' : 'REST calls'} value={calls.length.toLocaleString('en')} />
        <Figure name="calls took" value={ms(whole)} />
        <Figure name={`critical path, ${critical.size} in a row`} value={ms(waited)} />
        {cost.map(([name, value]) => (
          <Figure key={name} name={spokenName(name)} value={value.toLocaleString('en')} />
        ))}
      </dl>
      {calls.length === 0 ? (
        <Empty>This answer took no REST call.</Empty>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- arrow keys must be able to scroll it
        <section className="scroll" tabIndex={0} aria-label="Waterfall of REST calls">
          <ol className="waterfall">
            {calls.map((call, index) => (
              <Bar
                // oxlint-disable-next-line react/no-array-index-key -- a call has no other name
                key={index}
                call={call}
                whole={whole}
                isCritical={critical.has(index)}
              />
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dd>{value}</dd>
      <dt>{name}</dt>
    </div>
  );
}

function Bar({ call, whole, isCritical }: { call: Call; whole: number; isCritical: boolean }) {
  const { operation, status, startMs, durationMs } = call;
  const isBad = status !== null && status >= 400;
  const words = [call.cached ? 'cached' : '', call.shared ? 'shared' : ''].filter((word) => word !== '');
  const kind = isBad ? 'bad' : call.cached ? 'is-cached' : isCritical ? 'critical' : '';
  return (
    <li>
      <span className="call-name">{operation}</span>
      <span className={isBad ? 'call-status bad' : 'call-status'}>{status ?? '…'}</span>
      <span className="call-words">{words.join(', ')}</span>
      <span className="call-track" aria-hidden="true">
        <span
          className={`call-bar ${kind}`}
          style={{ left: `${(startMs / whole) * 100}%`, width: `${((durationMs ?? 0) / whole) * 100}%` }}
        />
      </span>
      <span className="call-time">
        <span className="call-start">at {ms(startMs)}</span> {durationMs === null ? 'in flight' : ms(durationMs)}
      </span>
    </li>
  );
}

const ms = (value: number) => `${value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en')} ms`;
