// SPDX-License-Identifier: Apache-2.0
import type { EndorsementResponse, ProposalResponse } from 'fabric-common';
import { LedgerError } from '../ledger-error';
import type { LedgerErrorCode, RetryClass } from '../ledger-error';

const clockRefused = 'incorrect timestamp';
const answersDiffer = 'Peer endorsements do not match';
/** Responses below this status are endorsements (fabric-shim's ERRORTHRESHOLD). */
const refusedStatus = 400;

/** The library attaches each peer's answer to the error of a failed plan. */
type PlanError = Error & { readonly endorsements?: readonly (Error | EndorsementResponse)[] };

/**
 * The contract's result, if every peer asked endorsed it.
 *
 * @throws LedgerError otherwise
 */
export function agreedResponse(answer: Pick<ProposalResponse, 'errors' | 'responses'>): Buffer {
  const planned = answer.errors.flatMap((error: PlanError) => [error, ...(error.endorsements ?? [])]);
  const errors = planned.filter((item): item is Error => item instanceof Error);
  const responses = [
    ...answer.responses,
    ...planned.filter((item): item is EndorsementResponse => !(item instanceof Error)),
  ];
  const endorsed = responses.filter((response) => response.response.status < refusedStatus);
  const [first] = endorsed;
  if (first !== undefined && endorsed.length === responses.length && errors.length === 0) {
    return Buffer.from(first.response.payload);
  }
  throw failureOf(errors, responses, endorsed.length);
}

/** A failure before any peer answered, for example in discovery. Nothing was ordered. */
export function unansweredFailure(error: unknown): LedgerError {
  if (error instanceof LedgerError) {
    return error;
  }
  return failureOf([error instanceof Error ? error : new Error(String(error))], [], 0);
}

function failureOf(
  errors: readonly Error[],
  responses: readonly EndorsementResponse[],
  endorsed: number,
): LedgerError {
  const texts = [
    ...errors.map((error) => error.message),
    ...responses.map(({ response }) => response.message),
  ];
  const message = texts.filter((text) => text !== '').join('; ');
  const failure = (code: LedgerErrorCode, retry: RetryClass): LedgerError =>
    new LedgerError(code, message, { retry, cause: errors[0] });
  if (texts.some((text) => text.includes(clockRefused))) {
    return failure('clock-skew', 'none');
  }
  const refusals = new Set(responses.filter(isRefusal).map(({ response }) => response.message));
  if (refusals.size === 1 && endorsed === 0) {
    return new LedgerError('contract-refused', [...refusals].join(), { retry: 'none', cause: errors[0] });
  }
  if (refusals.size > 0 || texts.includes(answersDiffer)) {
    return failure('endorsement-mismatch', 'new');
  }
  return failure('endorser-unavailable', 'new');
}

/** Only the contract's own answer has a payload; a peer's failure has none. */
function isRefusal({ response, payload }: EndorsementResponse): boolean {
  return response.status >= refusedStatus && payload.length > 0;
}
