// SPDX-License-Identifier: Apache-2.0
import type { RefusalCode } from '@guidang/chaincode/model';
import type { ContentErrorCode } from '../content/content-error';
import type { IdentityErrorCode } from '../identity/identity-error';
import type { LedgerErrorCode } from '../ledger/ledger-error';
import type { FailureCode } from '../outbox/outcome';
import type { BorderCode } from './border-codes';
import { borderEntries } from './border-entries';
import { identityEntries, contentEntries } from './gateway-entries';
import { ledgerEntries } from './ledger-entries';
import { refusalEntries } from './refusal-entries';

export type ErrorCode =
  RefusalCode | LedgerErrorCode | FailureCode | IdentityErrorCode | ContentErrorCode | BorderCode;

/**
 * What a caller may do after a problem:
 * `none`: the answer stays the same until the request, or the state that it met, is another;
 * `same`: send the same request again, after `Retry-After` where there is one;
 * `new`: read the current state, then decide anew and send a new request;
 * `unknown`: it may have happened; ask for the submission, or send it again under the same Idempotency-Key.
 */
export type ProblemRetry = 'none' | 'same' | 'new' | 'unknown';

export interface CatalogueEntry {
  readonly status: number;
  readonly title: string;
  readonly retry: ProblemRetry;
  /** One line for docs/errors.md: when it is met and what helps. */
  readonly doc: string;
}

/** Every code that the gateway answers, with its HTTP status; docs/errors.md is made from it. */
export const catalogue: Readonly<Record<ErrorCode, CatalogueEntry>> = {
  ...borderEntries,
  ...identityEntries,
  ...contentEntries,
  ...ledgerEntries,
  ...refusalEntries,
};

export const errorCodes = Object.keys(catalogue).sort() as readonly ErrorCode[];
