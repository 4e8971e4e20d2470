import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { Ajv } from 'ajv';
import { differences } from '../contract/differences.ts';
import {
  type DocumentedOperation,
  documentIsPresent,
  type JsonSchema,
  operationsIn,
  readDocument,
} from './document.ts';
import { startOnPort } from './on-port.ts';

export interface StrictUpstream {
  url: string;
  /** Every request in the order of arrival, as `GET /v0/aois?limit=20`. */
  calls: string[];
  /** The requests that the document does not allow, and why. They were answered 400 and not passed on. */
  refused: { method: string; url: string; reason: string }[];
  close(): Promise<void>;
}

/**
 * A server on loopback in front of `target` that passes on, byte for byte, only what the upstream's OpenAPI document
 * allows. Without the document it passes on everything and only counts.
 */
export async function startStrictUpstream(target: string): Promise<StrictUpstream> {
  const calls: string[] = [];
  const refused: StrictUpstream['refused'] = [];

  const { origin, close } = await startOnPort(async (incoming, outgoing) => {
    const { method = '', url = '' } = incoming;
    calls.push(`${method} ${url}`);

    try {
      const body = await buffer(incoming);
      const reason = documentIsPresent ? faultOf(incoming, body) : null;
      if (reason === null) {
        await passOn(incoming, body, outgoing, target);
      } else {
        refused.push({ method, url, reason });
        outgoing.writeHead(400, { 'content-type': 'application/json' });
        outgoing.end(JSON.stringify({ error: { code: 'NOT_IN_DOCUMENT', message: reason, details: null } }));
      }
    } catch {
      // If one side breaks the connection, so does the other.
      outgoing.destroy();
    }
  });

  return {
    url: origin,
    calls,
    refused,
    close,
  };
}

async function passOn(incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse, target: string) {
  const { hostname, port } = new URL(target);
  const { method, url: path, rawHeaders } = incoming;
  const callerGone = new AbortController();
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) callerGone.abort();
  });

  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const headers = endToEnd(rawHeaders);
  // A connection of its own for each request: one kept open may be closed by the target just as it is used again.
  request({ hostname, port, method, path, headers, agent: false, signal: callerGone.signal }, resolve)
    .on('error', reject)
    .end(body.length > 0 ? body : undefined);
  const answer = await promise;

  outgoing.sendDate = false;
  outgoing.writeHead(answer.statusCode ?? 0, answer.statusMessage, endToEnd(answer.rawHeaders));
  outgoing.flushHeaders();
  await pipeline(answer, outgoing);
}

/** The raw headers without those which speak of one connection only. */
function endToEnd(rawHeaders: string[]): string[] {
  const isOfConnection = (name = '') => ['connection', 'keep-alive'].includes(name.toLowerCase());
  return rawHeaders.filter((_, index) => !isOfConnection(rawHeaders[index - (index % 2)]));
}

const operations = (documentIsPresent ? operationsIn(readDocument(differences)) : [])
  .map((operation) => ({
    ...operation,
    query: closed(operation.query),
    body: operation.body && closed(operation.body),
  }))
  // The most literal path first: `/v0/catalogs/deliveries` is not the catalog entry of that name.
  .toSorted((one, other) => one.pathParameters.length - other.pathParameters.length);

/** The schema with nothing allowed beside declared properties, at any depth. */
function closed(schema: JsonSchema): JsonSchema {
  const { properties, items, anyOf, additionalProperties } = schema;
  const result = { ...schema };
  if (items) result.items = closed(items);
  if (anyOf) result.anyOf = anyOf.map(closed);
  if (typeof additionalProperties === 'object') result.additionalProperties = closed(additionalProperties);
  if (properties) {
    result.properties = Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, closed(one)]));
    result.additionalProperties ??= false;
  }
  return result;
}

/** Why the document forbids the request, or null where it does not. Quotes no header and no value of the body. */
function faultOf({ method = '', url = '', headers }: IncomingMessage, body: Buffer): string | null {
  const [path = '', ...search] = url.split('?');
  const operation = operations.find((one) => one.method === method && valuesIn(path, one.path));
  if (!operation) return `there is no operation ${method} ${path}`;

  if (operation.needsKey && !headers.authorization) return 'the Authorization header is missing';
  return (
    pathFault(valuesIn(path, operation.path) ?? []) ??
    queryFault(operation, search.join('?')) ??
    bodyFault(operation, headers['content-type'], body)
  );
}

/** What stands in the path for each parameter of the template, as sent, or null where the path is another one. */
function valuesIn(path: string, template: string): string[] | null {
  const segments = path.split('/');
  const expected = template.split('/');
  const isParameter = (index: number) => expected[index]?.startsWith('{') ?? false;
  if (segments.length !== expected.length) return null;
  if (segments.some((segment, index) => !isParameter(index) && segment !== expected[index])) return null;
  return segments.filter((_, index) => isParameter(index));
}

const PATH_SEGMENT = /^(?:[\w\-.~!$&'()*+,;=:@]|%[\dA-F]{2})+$/i;

function pathFault(values: string[]): string | null {
  for (const value of values) {
    if (value === '') return 'a path parameter is empty';
    if (!PATH_SEGMENT.test(value)) return `the path parameter ${value} is not escaped`;
    if (/^(?:\.|%2e){1,2}$/i.test(value) || /%2f|%5c/i.test(value))
      return `the path parameter ${value} leaves its place`;
  }
  return null;
}

function queryFault({ query }: DocumentedOperation, search: string): string | null {
  const parameters = [...new URLSearchParams(search)];
  const names = parameters.map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return `the query parameter ${twice} is given twice`;
  const empty = parameters.find(([, value]) => value === '');
  if (empty) return `the query parameter ${empty[0]} is empty`;

  const isNumeral = (name: string, value: string) =>
    query.properties?.[name]?.type === 'integer' && /^-?\d+$/.test(value);
  const values = parameters.map(([name, value]) => [name, isNumeral(name, value) ? Number(value) : value]);
  return schemaFault(query, Object.fromEntries(values), 'query');
}

function bodyFault({ body, bodyIsRequired }: DocumentedOperation, contentType = '', sent: Buffer): string | null {
  if (!body) return sent.length > 0 ? 'there is a body where none is declared' : null;
  if (sent.length === 0) return bodyIsRequired ? 'the body is missing' : null;
  if (contentType.split(';')[0]?.trim().toLowerCase() !== 'application/json') return 'the body is not called JSON';
  let value: unknown;
  try {
    value = JSON.parse(sent.toString());
  } catch {
    return 'the body is not JSON';
  }
  return schemaFault(body, value, 'body');
}

const ajv = new Ajv({ allErrors: true, logger: false });

/** `ajv.compile` keeps what it made for a schema, so each is compiled once. */
function schemaFault(schema: JsonSchema, value: unknown, name: string): string | null {
  const validate = ajv.compile(schema);
  if (validate(value)) return null;
  return ajv.errorsText(
    // The message of this one error does not say which property it means.
    validate.errors?.map((error) =>
      error.keyword === 'additionalProperties'
        ? { ...error, message: `must not have ${error.params.additionalProperty}` }
        : error,
    ),
    { dataVar: name },
  );
}
