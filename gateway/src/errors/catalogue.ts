// SPDX-License-Identifier: Apache-2.0
import type { RefusalCode } from '@guidang/chaincode/model';
import type { ContentErrorCode } from '../content/content-error';
import type { IdentityErrorCode } from '../identity/identity-error';
import type { LedgerErrorCode } from '../ledger/ledger-error';
import type { LogCode } from '../log/log-error';
import type { FailureCode } from '../outbox/outcome';
import type { RequestCode } from './request-codes';
import type { Language } from '../words/language';
import type { CatalogueEntry, ProblemRetry } from './entry';
import { requestEntries } from './request-entries';
import { identityEntries, contentEntries } from './gateway-entries';
import { ledgerEntries } from './ledger-entries';
import { logEntries } from './log-entries';
import { refusalEntries } from './refusal-entries';

export type ErrorCode =
  RefusalCode | LedgerErrorCode | FailureCode | IdentityErrorCode | ContentErrorCode | LogCode | RequestCode;

/** Every code that the gateway answers, with its HTTP status; docs/errors.md is made from it. */
export const catalogue: Readonly<Record<ErrorCode, CatalogueEntry>> = {
  ...requestEntries,
  ...logEntries,
  ...identityEntries,
  ...contentEntries,
  ...ledgerEntries,
  ...refusalEntries,
};

export const errorCodes = Object.keys(catalogue).sort() as readonly ErrorCode[];

/**
 * Codes of version 0.1.0 that went, with the one that says the same. Nothing stored holds them, but a caller may have
 * kept one, and a problem's `type` goes on leading to its explanation.
 */
export const formerCodes: Readonly<Record<string, ErrorCode>> = {
  'body-too-large': 'content-too-large',
  'digest-malformed': 'identifier-malformed',
};

/** The code that a text names, by its name of today; `undefined` for none. */
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
