import { STATUS_CODES } from 'node:http';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { OperationName } from '../../contract/operations.ts';
import type { BreakerState } from '../../upstream/http/breaker.ts';
import type { EndedCall } from '../../upstream/http/call-record.ts';
import type { OperationReport } from './operation-report.ts';

const DURATION_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const BREAKER_VALUE: Record<BreakerState, number> = { closed: 0, halfOpen: 1, open: 2 };

/** What the gauges read when they are collected. */
export interface Gauges {
  waitingCalls(): number;
  eventLoopLagMs(): number;
  operations(): number;
  complexity(): number;
  isUpstreamUp(): Promise<boolean>;
}

/**
 * The gateway's own metrics for Prometheus. No label comes from a caller (no operation names, keys or addresses), so the number
 * of series is bounded.
 */
export class Metrics {
  readonly registry = new Registry();
  readonly #operations = this.#counter('gateway_operations_total', 'Operations that have ended.', ['type', 'outcome']);
  readonly #errors = this.#counter('gateway_operation_errors_total', 'Operations in which a code occurred.', ['code']);
  readonly #durations = this.#histogram('gateway_operation_duration_seconds', 'How long operations take.', ['type']);
  readonly #calls = this.#counter('gateway_upstream_calls_total', 'Calls that went upstream, by HTTP status.', [
    'operation',
    'status',
  ]);
  readonly #callDurations = this.#histogram('gateway_upstream_call_duration_seconds', 'How long upstream calls take.', [
    'operation',
  ]);
  readonly #spared = this.#counter(
    'gateway_upstream_calls_spared_total',
    'Calls that were not sent, because another call in flight or the cache had the answer.',
    ['operation', 'by'],
  );
  readonly #retries = this.#counter('gateway_upstream_retries_total', 'Calls that were retried.', ['operation']);
  readonly #breakers = new Gauge({
    name: 'gateway_upstream_breaker_state',
    help: 'The circuit of an upstream operation: 0 closed, 1 half open, 2 open.',
    labelNames: ['operation'],
    registers: [this.registry],
  });
  readonly #drift = this.#counter(
    'gateway_upstream_drift_total',
    'Upstream values in a form that its document does not declare.',
    ['operation', 'field'],
  );
  readonly #unchanged = this.#counter(
    'gateway_upstream_unchanged_bytes_total',
    'Bytes of upstream answers that were not decoded again.',
    [],
  );
  readonly #refused = this.#counter('gateway_requests_shed_total', 'Requests answered 503 because of load.', []);
  readonly #subscriptions = new Gauge({
    name: 'gateway_subscriptions',
    help: 'Subscriptions in flight.',
    registers: [this.registry],
  });

  constructor(gauges: Gauges) {
    this.#gauge('gateway_upstream_calls_waiting', 'Calls that wait for a socket.', () => gauges.waitingCalls());
    this.#gauge(
      'gateway_operations_in_flight',
      'Operations in flight, answers that are still being written included.',
      () => gauges.operations(),
    );
    this.#gauge('gateway_complexity_in_flight', 'The complexity of all operations in flight.', () =>
      gauges.complexity(),
    );
    this.#gauge('gateway_upstream_up', 'Whether the Pixxel API answers its ping: 1 or 0.', async () =>
      Number(await gauges.isUpstreamUp()),
    );
    this.#gauge(
      'gateway_event_loop_lag_seconds',
      'How long a new request waits for its turn.',
      () => gauges.eventLoopLagMs() / 1000,
    );
  }

  operationBegan(type: OperationReport['type']): void {
    if (type === 'subscription') this.#subscriptions.inc();
  }

  operationEnded({ type, durationMs, codes }: OperationReport): void {
    if (type === 'subscription') this.#subscriptions.dec();
    this.#operations.inc({ type, outcome: codes.length === 0 ? 'ok' : 'errors' });
    if (type !== 'unknown') this.#durations.observe({ type }, durationMs / 1000);
    for (const code of codes) this.#errors.inc({ code });
  }

  callEnded({ call, isRetried }: EndedCall): void {
    const { operation } = call;
    if (isRetried) this.#retries.inc({ operation });
    if (call.cached || call.shared) {
      this.#spared.inc({ operation, by: call.cached ? 'cache' : 'flight' });
      return;
    }
    this.#calls.inc({ operation, status: statusLabel(call.status) });
    this.#callDurations.observe({ operation }, (call.durationMs ?? 0) / 1000);
  }

  breakerChanged(operation: OperationName, state: BreakerState): void {
    this.#breakers.set({ operation }, BREAKER_VALUE[state]);
  }

  /** @param field the property as the gateway names it, from the mapper and never from the answer */
  drifted(operation: OperationName, field: string): void {
    this.#drift.inc({ operation, field });
  }

  answerUnchanged(bytes: number): void {
    this.#unchanged.inc(bytes);
  }

  requestShed(): void {
    this.#refused.inc();
  }

  /** A gauge that is read when the metrics are collected. */
  #gauge(name: string, help: string, read: () => number | Promise<number>): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      async collect() {
        this.set(await read());
      },
    });
  }

  #counter<Label extends string>(name: string, help: string, labelNames: Label[]): Counter<Label> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  #histogram<Label extends string>(name: string, help: string, labelNames: Label[]): Histogram<Label> {
    return new Histogram({ name, help, labelNames, buckets: DURATION_BUCKETS, registers: [this.registry] });
  }
}

/** A status with a name, or the class of another one: an upstream that makes up statuses adds a few series, not hundreds. */
function statusLabel(status: number | null): string {
  if (status === null) return 'none';
  return status in STATUS_CODES ? String(status) : `${String(status).charAt(0)}xx`;
}
