// SPDX-License-Identifier: Apache-2.0
import { GatewayError } from '@hyperledger/fabric-gateway';
import { status } from '@grpc/grpc-js';
import { optional } from '../../common/optional';
import { LedgerError } from '../ledger-error';
import type { LedgerErrorCode, RetryClass } from '../ledger-error';
import { contractResponses, refusalFrom } from './refusal';

/*
 * Error messages of the peer's Gateway service (fabric: internal/pkg/gateway), for cases that its gRPC code alone cannot
 * tell apart. Only this file and refusal.ts depend on them.
 */
const clockRefused = 'incorrect timestamp';
const collectingFailed = 'failed to collect enough transaction endorsements';
const payloadsDiffer = 'ProposalResponsePayloads do not match';
const notDistributedTo = 'not in the distribution policy';
const noEndorsingPeers = 'failed to find any endorsing peers';
const alreadyOrdered = /request already (processed|exists)/;
const ordererRefused = /status=(BAD_REQUEST|FORBIDDEN|NOT_FOUND|REQUEST_ENTITY_TOO_LARGE)/;

/** The library types an error's code as a plain number. */
const grpc: Readonly<Record<keyof typeof status, number>> = status;

/** Codes that the same request would get again. */
const permanent: ReadonlySet<number> = new Set([
  grpc.INVALID_ARGUMENT,
  grpc.NOT_FOUND,
  grpc.PERMISSION_DENIED,
  grpc.UNAUTHENTICATED,
  grpc.UNIMPLEMENTED,
]);

/** The deadline passed. The peer's own timer resets the stream, which can arrive before our timeout (grpc-go 1.72). */
const lateCodes: ReadonlySet<number> = new Set([grpc.DEADLINE_EXCEEDED, grpc.CANCELLED]);

const unreachableCodes: ReadonlySet<number> = new Set([grpc.UNAVAILABLE, ...lateCodes]);

interface Failure {
  readonly code: LedgerErrorCode;
  readonly retry: RetryClass;
}

/** Classifies a failed query. Nothing was ordered, whatever happened. */
export function evaluateFailure(error: unknown): LedgerError {
  const refusal = refusalFrom(error);
  if (refusal !== undefined) {
    return refused(refusal, error);
  }
  return ledgerError(error, clockFailure(error) ?? peerFailure(error));
}

/**
 * Classifies a failed endorsement. Nothing was ordered, whatever happened.
 *
 * @param chosen whether the caller chose the endorsing organisations; otherwise our own peer was asked first and agreed
 *   before others were asked
 */
export function endorseFailure(error: unknown, chosen: boolean): LedgerError {
  const clock = clockFailure(error);
  if (clock !== undefined) {
    return ledgerError(error, clock);
  }
  if (error instanceof GatewayError && error.message.includes(collectingFailed)) {
    return collectingFailure(error, chosen);
  }
  const refusal = refusalFrom(error);
  return refusal === undefined ? ledgerError(error, endorserFailure(error)) : refused(refusal, error);
}

/** Our own peer endorses first and then asks the others: if it is unreachable, the endorser is missing. */
function endorserFailure(error: unknown): Failure {
  return error instanceof GatewayError && unreachableCodes.has(error.code)
    ? { code: 'endorser-unavailable', retry: 'new' }
    : peerFailure(error);
}

function collectingFailure(error: GatewayError, chosen: boolean): LedgerError {
  const responses = contractResponses(error);
  const unanimous = error.details.length > 0 && responses.length === 1;
  if (chosen && unanimous && !mentions(error, payloadsDiffer)) {
    return refused(responses[0] ?? '', error);
  }
  // Our own peer agreed: another peer that refuses lags behind, runs ahead, or lies.
  return mentions(error, payloadsDiffer) || responses.length > 0
    ? ledgerError(error, { code: 'endorsement-mismatch', retry: 'new' })
    : ledgerError(error, { code: 'endorser-unavailable', retry: 'new' });
}

/**
 * Classifies a failed submission to ordering.
 *
 * @returns `undefined` if the orderers already have the transaction from an earlier attempt
 */
export function submitFailure(error: unknown, transactionId: string): LedgerError | undefined {
  if (mentions(error, alreadyOrdered)) {
    return undefined;
  }
  return ledgerError(error, sendingFailure(error), transactionId);
}

function sendingFailure(error: unknown): Failure {
  if (!(error instanceof GatewayError) || lateCodes.has(error.code)) {
    return { code: 'outcome-unknown', retry: 'unknown' };
  }
  const ordererTexts = [error.message, ...error.details.map((detail) => detail.message)];
  const rejections = ordererTexts.filter((text) => ordererRefused.test(text));
  if (permanent.has(error.code) || (rejections.length > 0 && rejections.length >= error.details.length)) {
    return { code: 'ledger-unreachable', retry: 'none' };
  }
  return { code: 'ledger-unreachable', retry: 'same' };
}

/** Classifies a missing status. The transaction may be in a block or still get into one. */
export function statusFailure(error: unknown, transactionId: string): LedgerError {
  const late = error instanceof GatewayError && lateCodes.has(error.code);
  return ledgerError(
    error,
    { code: late ? 'status-timeout' : 'ledger-unreachable', retry: 'unknown' },
    transactionId,
  );
}

function clockFailure(error: unknown): Failure | undefined {
  return mentions(error, clockRefused) ? { code: 'clock-skew', retry: 'none' } : undefined;
}

function peerFailure(error: unknown): Failure {
  if (!(error instanceof GatewayError)) {
    return { code: 'ledger-unreachable', retry: 'new' };
  }
  if (mentions(error, notDistributedTo)) {
    return { code: 'endorser-unavailable', retry: 'none' };
  }
  switch (error.code) {
    case grpc.FAILED_PRECONDITION:
    case grpc.ABORTED:
      return { code: 'endorser-unavailable', retry: 'new' };
    case grpc.UNAVAILABLE:
    case grpc.DEADLINE_EXCEEDED:
      return mentions(error, noEndorsingPeers)
        ? { code: 'endorser-unavailable', retry: 'new' }
        : { code: 'ledger-unreachable', retry: 'new' };
    default:
      return { code: 'ledger-unreachable', retry: permanent.has(error.code) ? 'none' : 'new' };
  }
}

function mentions(error: unknown, words: string | RegExp): boolean {
  if (!(error instanceof GatewayError)) {
    return false;
  }
  return [error.message, ...error.details.map((detail) => detail.message)].some((text) =>
    typeof words === 'string' ? text.includes(words) : words.test(text),
  );
}

/** Keeps the contract's JSON as the message, so that it crosses the port unchanged. */
function refused(refusal: string, cause: unknown): LedgerError {
  return new LedgerError('contract-refused', refusal, { retry: 'none', cause });
}

function ledgerError(cause: unknown, failure: Failure, transactionId?: string): LedgerError {
  return new LedgerError(failure.code, describe(cause), {
    retry: failure.retry,
    cause,
    ...optional({ transactionId }),
  });
}

function describe(error: unknown): string {
  if (!(error instanceof GatewayError)) {
    return error instanceof Error ? error.message : String(error);
  }
  const details = error.details.map((detail) => `${detail.mspId}: ${detail.message}`);
  return [error.message, ...details].join('; ');
}
