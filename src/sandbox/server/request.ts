import type { IncomingMessage } from 'node:http';
import type { TObject } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import type { Operation } from '../../contract/operation.ts';
import { type OperationName, operations } from '../../contract/operations.ts';
import { invalid } from './handler.ts';

/** What an operation takes, ready to be checked. */
interface Checks {
  readonly query: { readonly names: TObject['properties']; readonly validator: Validator } | undefined;
  readonly body: { readonly validator: Validator; readonly isOptional: boolean } | undefined;
}

/** Compiled when first needed: a test that asks for AOIs does not wait for orders. */
const compiled = new Map<OperationName, Checks>();

function checksOf(name: OperationName): Checks {
  const known = compiled.get(name);
  if (known) return known;
  const { query, body, bodyIsOptional }: Operation = operations[name];
  const checks = {
    query: query && { names: query.properties, validator: Compile(query) },
    body: body && { validator: Compile(body), isOptional: bodyIsOptional === true },
  };
  compiled.set(name, checks);
  return checks;
}

/**
 * The query of a request as the contract types it.
 * @throws Refusal for a parameter that is unknown, repeated, missing, or not an integer where it should be one.
 */
export function checkedQuery(name: OperationName, sent: URLSearchParams): unknown {
  const { query } = checksOf(name);
  const values: Record<string, string | number> = {};
  for (const [parameter, text] of sent) {
    const schema = query?.names[parameter];
    if (!query || !schema) throw invalid(`unknown query parameter: ${parameter}`);
    if (parameter in values) throw invalid(`query parameter sent twice: ${parameter}`);
    const isInteger = 'type' in schema && schema.type === 'integer';
    if (isInteger && !/^-?\d{1,15}$/.test(text))
      throw invalid(`${parameter} must be an integer`, { [parameter]: text });
    values[parameter] = isInteger ? Number(text) : text;
  }
  if (query && !query.validator.Check(values)) throw invalid(`query ${faultsOf(query.validator, values)}`);
  return values;
}

/**
 * The body of a request as the contract types it; undefined if the operation takes none or none was sent.
 * @throws Refusal for a body that is missing, is not JSON, or does not fit.
 */
export function checkedBody(name: OperationName, sent: string): unknown {
  const { body } = checksOf(name);
  if (!body) return undefined;
  if (sent === '') {
    if (body.isOptional) return undefined;
    throw invalid('the request has no body');
  }
  let value: unknown;
  try {
    value = JSON.parse(sent);
  } catch {
    throw invalid('the body is not JSON');
  }
  if (!body.validator.Check(value)) throw invalid(`body ${faultsOf(body.validator, value)}`);
  return value;
}

function faultsOf(validator: Validator, value: unknown): string {
  const faults = validator
    .Errors(value)
    .filter(({ keyword }) => keyword !== 'boolean')
    .map(({ instancePath, keyword, params, message }) => {
      const place = instancePath.replaceAll('/', '.').slice(1);
      // The message leaves out which property it is.
      const extra = keyword === 'additionalProperties' ? `: ${params.additionalProperties.join(', ')}` : '';
      return `${place === '' ? '' : `${place} `}${message}${extra}`;
    });
  return faults.join('; ');
}

/** The whole body of a request, as text. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
