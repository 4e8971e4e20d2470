import { AsyncLocalStorage } from 'node:async_hooks';
import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  ROOT_CONTEXT,
  type Span,
  type Context as SpanContext,
  SpanKind,
  SpanStatusCode,
  type TextMapGetter,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, type SpanExporter, TracerProvider } from '@opentelemetry/sdk-trace';
import {
  type ExecutionArgs,
  type ExecutionResult,
  type FieldNode,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getOperationAST,
} from 'graphql';
import { isAsyncIterable, type Plugin, type YogaInitialContext } from 'graphql-yoga';
import type { Context } from '../../context.ts';
import type { OutgoingCall } from '../../upstream/http/steps.ts';
import { classify } from '../errors/classify.ts';

/** Spans of operations, of fields that need the upstream, and of upstream calls, each below its cause. */
export interface Tracing {
  /** Makes a span for every operation. */
  plugin: Plugin<Context>;
  /** The schema, with a span for each field that needs the upstream: one for all rows of a level. */
  traced(schema: GraphQLSchema): GraphQLSchema;
  /** Starts the span of an upstream call. Its headers propagate the trace. */
  startCall(operation: string): OutgoingCall;
  /** Exports the remaining spans and stops. */
  close(): Promise<void>;
}

const SERVICE = 'pixxel-graphql-gateway';
const propagator = new W3CTraceContextPropagator();
const headersGetter: TextMapGetter<Headers> = {
  keys: (headers) => [...headers.keys()],
  get: (headers, name) => headers.get(name) ?? undefined,
};

/**
 * Starts tracing. The exporter reads the OTEL_* variables itself; tests inject their own. Spans contain names, counts and codes,
 * but no variables, document text, addresses or keys.
 */
export function startTracing(exporter: SpanExporter = new OTLPTraceExporter()): Tracing {
  const provider = new TracerProvider({
    // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES override our own name.
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': SERVICE }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  const tracer = provider.getTracer(SERVICE);
  const active = new AsyncLocalStorage<SpanContext>();
  return {
    plugin: operationSpans(tracer, active),
    traced: (schema) => withFieldSpans(schema, tracer, active),
    startCall: (operation) => startCall(tracer, active, operation),
    close: () => provider.shutdown(),
  };
}

function operationSpans(tracer: Tracer, active: AsyncLocalStorage<SpanContext>): Plugin<Context> {
  return {
    onExecute({ args, executeFn, setExecuteFn }) {
      const { span, context } = startOperation(tracer, args, active.getStore());
      setExecuteFn((executeArgs: ExecutionArgs) => active.run(context, () => executeFn(executeArgs)));
      return { onExecuteDone: ({ result }) => endWith(span, result) };
    },
    onSubscribe({ args, subscribeFn, setSubscribeFn }) {
      const { span, context } = startOperation(tracer, args, active.getStore());
      setSubscribeFn((subscribeArgs: ExecutionArgs) => active.run(context, () => subscribeFn(subscribeArgs)));
      return { onSubscribeResult: ({ result }) => endWith(span, result) };
    },
  };
}

/** @param outer the span of the subscription, if this is one of its events */
function startOperation(
  tracer: Tracer,
  args: ExecutionArgs,
  outer: SpanContext | undefined,
): { span: Span; context: SpanContext } {
  const operation = getOperationAST(args.document, args.operationName);
  // Created by the server's own context factory.
  const { request, requestId } = args.contextValue as Context & YogaInitialContext;
  const parent = outer ?? propagator.extract(ROOT_CONTEXT, request.headers, headersGetter);
  const type = operation?.operation ?? 'query';
  const attributes = {
    'graphql.operation.type': type,
    'graphql.operation.name': operation?.name?.value.slice(0, 100),
    'gateway.request_id': requestId,
  };
  const span = outer
    ? tracer.startSpan('event', {}, parent)
    : tracer.startSpan(type, { kind: SpanKind.SERVER, attributes }, parent);
  return { span, context: trace.setSpan(parent, span) };
}

/** Ends the span with its result, or with the end of a stream of results. */
function endWith(span: Span, result: ExecutionResult | AsyncIterable<ExecutionResult>) {
  if (isAsyncIterable(result)) return { onEnd: () => span.end() };
  const { errors = [] } = result;
  if (errors.length > 0) {
    span.setAttribute('gateway.codes', [...new Set(errors.map((error) => classify(error).code))]);
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
  return undefined;
}

/** The span of a field at one place of a document, and the rows that still wait for its value. */
interface FieldSpan {
  span: Span;
  context: SpanContext;
  waiting: number;
  rows: number;
}

function withFieldSpans(schema: GraphQLSchema, tracer: Tracer, active: AsyncLocalStorage<SpanContext>): GraphQLSchema {
  const spans = new WeakMap<object, Map<FieldNode | undefined, FieldSpan>>();
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field, name, typeName) => {
      const { resolve } = field;
      if (!resolve || field.extensions?.upstream === undefined) return field;
      return { ...field, resolve: traceField(`${typeName}.${name}`, resolve, spans, tracer, active) };
    },
  });
}

function traceField(
  coordinate: string,
  resolve: GraphQLFieldResolver<unknown, object>,
  spans: WeakMap<object, Map<FieldNode | undefined, FieldSpan>>,
  tracer: Tracer,
  active: AsyncLocalStorage<SpanContext>,
): GraphQLFieldResolver<unknown, object> {
  return (parent, args, context, info) => {
    const ofOperation = spans.get(context) ?? new Map<FieldNode | undefined, FieldSpan>();
    spans.set(context, ofOperation);
    const [node] = info.fieldNodes;
    const level = ofOperation.get(node) ?? startLevel();
    ofOperation.set(node, level);
    const value = active.run(level.context, () => resolve(parent, args, context, info));
    // A value that is already there took no time: most are loaded ahead, and only read when the answer is assembled.
    if (!(value instanceof Promise)) return value;
    level.waiting += 1;
    level.rows += 1;
    return value.finally(() => {
      level.waiting -= 1;
      if (level.waiting > 0) return;
      level.span.setAttribute('gateway.rows', level.rows).end();
      // Rows that come later, in a deferred part, get a span of their own.
      ofOperation.delete(node);
    });
  };

  function startLevel(): FieldSpan {
    const outer = active.getStore() ?? ROOT_CONTEXT;
    const span = tracer.startSpan(coordinate, {}, outer);
    return { span, context: trace.setSpan(outer, span), waiting: 0, rows: 0 };
  }
}

function startCall(tracer: Tracer, active: AsyncLocalStorage<SpanContext>, operation: string): OutgoingCall {
  const outer = active.getStore() ?? ROOT_CONTEXT;
  const span = tracer.startSpan(operation, { kind: SpanKind.CLIENT }, outer);
  const headers: Record<string, string> = {};
  propagator.inject(trace.setSpan(outer, span), headers, {
    set: (carrier: Record<string, string>, name, value) => {
      carrier[name] = value;
    },
  });
  return {
    headers,
    end(status, kind) {
      if (status !== null) span.setAttribute('http.response.status_code', status);
      if (kind !== undefined) span.setAttribute('error.type', kind).setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}
