import { type DocumentNode, type ExecutionArgs, type ExecutionResult, visit } from 'graphql';
import { refusal } from '../errors/refusal.ts';
import { mediaTypesOf } from '../media-type.ts';
import type { OperationRequest } from '../operation-request.ts';

/**
 * Refuses `@defer` and `@stream` if the caller's `Accept` names only a newer format of incremental delivery
 * (`incrementalSpec`): the caller could not read the format that the gateway sends.
 */
export function formatRefusal(request: OperationRequest, { document }: ExecutionArgs): ExecutionResult | undefined {
  if (!wantsNewerFormat(request) || !isIncremental(document)) return undefined;
  const message =
    'Deferred and streamed results are sent in the format of 2022-08-24. Send "Accept: multipart/mixed;deferSpec=20220824", or leave out @defer and @stream.';
  return { errors: [refusal('NOT_ACCEPTABLE', message)] };
}

function wantsNewerFormat(request: OperationRequest): boolean {
  const accepted = mediaTypesOf(request.headers.get('accept'));
  const incremental = accepted.filter(({ type }) => ['multipart/mixed', 'text/event-stream'].includes(type));
  return incremental.length > 0 && incremental.every(({ parameters }) => parameters.has('incrementalspec'));
}

/** Whether the answer to a document comes in parts. */
function isIncremental(document: DocumentNode): boolean {
  let isFound = false;
  visit(document, {
    Directive({ name }) {
      if (name.value === 'defer' || name.value === 'stream') isFound = true;
    },
  });
  return isFound;
}
