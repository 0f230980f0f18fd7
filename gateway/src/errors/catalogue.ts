// SPDX-License-Identifier: Apache-2.0
import type { RefusalCode } from '@guidang/chaincode/model';
import type { ContentErrorCode } from '../content/content-error';
import type { IdentityErrorCode } from '../identity/identity-error';
import type { LedgerErrorCode } from '../ledger/ledger-error';
import type { LogCode } from '../log/log-error';
import type { FailureCode } from '../outbox/outcome';
import type { StorageErrorCode } from '../storage';
import type { RequestCode } from './request-codes';
import type { Language } from '../words/language';
import type { CatalogueEntry, ProblemRetry } from './entry';
import { requestEntries } from './request-entries';
import { identityEntries, contentEntries } from './gateway-entries';
import { ledgerEntries } from './ledger-entries';
import { logEntries } from './log-entries';
import { refusalEntries } from './refusal-entries';
import { storageEntries } from './storage-entries';

export type ErrorCode =
  | RefusalCode
  | LedgerErrorCode
  | FailureCode
  | IdentityErrorCode
  | ContentErrorCode
  | LogCode
  | RequestCode
  | StorageErrorCode;

/** All error codes of the gateway, with their HTTP status; docs/errors.md is generated from it. */
export const catalogue: Readonly<Record<ErrorCode, CatalogueEntry>> = {
  ...requestEntries,
  ...logEntries,
  ...identityEntries,
  ...contentEntries,
  ...ledgerEntries,
  ...storageEntries,
  ...refusalEntries,
};

export const errorCodes = Object.keys(catalogue).sort() as readonly ErrorCode[];

/**
 * Codes of version 0.1.0 that were merged, with the code that replaces each. No stored data contains them, but a caller
 * may have kept one, and the `type` URI of such a problem still leads to its explanation.
 */
export const formerCodes: Readonly<Record<string, ErrorCode>> = {
  'body-too-large': 'content-too-large',
  'digest-malformed': 'identifier-malformed',
};

/** Resolves a code, including former ones; `undefined` when it is unknown. */
export function currentCode(text: string): ErrorCode | undefined {
  const former = Object.hasOwn(formerCodes, text) ? formerCodes[text] : undefined;
  return former ?? errorCodes.find((code) => code === text);
}

/** An entry's texts in one language. */
export function entryIn(
  language: Language,
  code: ErrorCode,
): { readonly status: number; readonly title: string; readonly retry: ProblemRetry; readonly doc: string } {
  const { status, title, retry, text } = catalogue[code];
  return { status, title: title[language], retry, doc: text[language] };
}
