import type { Operation } from '../../contract/operation.ts';
import type { OperationName } from '../../contract/operations.ts';
import { UpstreamFailure } from '../failure.ts';
import { canBeId } from '../wire/ids.ts';
import { isRecord } from '../wire/json.ts';
import { textsIn } from './scrub.ts';

/** The input of any operation, untyped. */
export interface AnyInput {
  path?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string | number | undefined>>;
  body?: unknown;
}

/** An upstream request without its headers. */
export interface UpstreamRequest {
  method: Operation['method'];
  /** Path and query, escaped. */
  path: string;
  body: string | null;
  /** Credentials in the body, which no error may repeat. */
  secrets: readonly string[];
}

const NO_SECRETS: readonly string[] = [];

/**
 * Builds the request of an operation. Every path parameter is escaped into one segment.
 * @throws UpstreamFailure of kind `badId` for an id that escaping cannot keep in its segment (empty, `.`, `..`).
 */
export function buildRequest(name: OperationName, operation: Operation, input: AnyInput): UpstreamRequest {
  const path = input.path ? filledPath(name, operation.path, input.path) : operation.path;
  return {
    method: operation.method,
    path: input.query ? path + queryOf(input.query) : path,
    body: input.body === undefined ? null : JSON.stringify(input.body),
    secrets: operation.secretsIn ? secretsOf(input.body, operation.secretsIn) : NO_SECRETS,
  };
}

function secretsOf(body: unknown, property: string): string[] {
  return isRecord(body) ? textsIn(body[property]) : [];
}

/** Each path template in parts: texts at the even indexes, the names of parameters between them. */
const templates = new Map<string, readonly string[]>();

function filledPath(name: OperationName, template: string, values: Readonly<Record<string, string>>): string {
  let parts = templates.get(template);
  if (!parts) {
    parts = template.split(/[{}]/);
    templates.set(template, parts);
  }
  return parts.map((part, index) => (index % 2 === 0 ? part : segmentOf(name, values[part]))).join('');
}

function segmentOf(name: OperationName, value: string | undefined): string {
  if (value === undefined || !canBeId(value)) {
    throw new UpstreamFailure('badId', name, {
      message: `${JSON.stringify(value ?? '')} cannot be an id.`,
    });
  }
  return encodeURIComponent(value);
}

/** The query with its question mark; empty without values. */
function queryOf(query: Readonly<Record<string, string | number | undefined>>): string {
  let text = '';
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) text += `${text === '' ? '?' : '&'}${name}=${escaped(value)}`;
  }
  return text;
}

/** Plural parameters are comma-joined. A bare comma is legal in a query and keeps the URL short. */
function escaped(value: string | number): string | number {
  return typeof value === 'number' ? value : encodeURIComponent(value.toWellFormed()).replaceAll('%2C', ',');
}
