// SPDX-License-Identifier: Apache-2.0
import { IdentifierMalformed, Refusal } from '@guidang/chaincode/model';
import type { RefusalDocument } from '@guidang/chaincode/model';
import { ContentError } from '../content/content-error';
import { IdentityError } from '../identity/identity-error';
import { LedgerError } from '../ledger/ledger-error';
import { LogError } from '../log/log-error';
import { OutboxError } from '../outbox';
import { catalogue } from './catalogue';
import type { ErrorCode } from './catalogue';

/** One field at fault: its place in the request and what is wrong with it, never its value. */
export interface FieldError {
  /** Such as `body/materials/0/code`, `query/limit`, `path/id`, `header/if-match`. */
  readonly field: string;
  readonly message: string;
}

/** What an error means to the caller, in the catalogue's terms; it knows no HTTP. */
export interface Fault {
  readonly code: ErrorCode;
  /** In English, and fit to be shown. */
  readonly message: string;
  readonly field?: string | undefined;
  readonly errors?: readonly FieldError[] | undefined;
  readonly facts?: Readonly<Record<string, unknown>> | undefined;
  readonly retryAfterSeconds?: number | undefined;
}

/**
 * What an error of any room means to the caller. Errors are told apart by class and code, never by text. What is not
 * known is a bug: its message stays in the log.
 */
export function faultOf(error: unknown): Fault {
  if (error instanceof Refusal) return refused(error.document);
  if (error instanceof LedgerError) return ledgerFault(error);
  if (error instanceof IdentifierMalformed) return { code: 'identifier-malformed', message: error.message };
  if (error instanceof LogError || error instanceof OutboxError) {
    return { ...error.facts, code: error.code, message: shownMessage(error.code, error.message) };
  }
  if (error instanceof IdentityError || error instanceof ContentError) {
    return { code: error.code, message: shownMessage(error.code, error.message) };
  }
  return { code: 'internal-error', message: 'the gateway has failed; its log knows more' };
}

function ledgerFault(error: LedgerError): Fault {
  const refusal = error.code === 'contract-refused' ? readRefusal(error.message) : undefined;
  if (refusal !== undefined) return refused(refusal);
  return { code: error.code, message: shownMessage(error.code, error.message) };
}

/** Messages of server faults name hosts, files and keys of the operator's: the caller gets the catalogue's line. */
export function shownMessage(code: ErrorCode, message: string): string {
  const { status, text } = catalogue[code];
  return status >= 500 ? text.en : message;
}

function refused({ code, message, field, detail }: RefusalDocument): Fault {
  // A contract newer than this gateway may refuse with a code that the catalogue lacks.
  const known = Object.hasOwn(catalogue, code) ? code : 'contract-refused';
  const shown = shownMessage(known, message);
  return {
    code: known,
    message: shown,
    field,
    facts: detail,
    ...(field === undefined ? {} : { errors: [{ field, message: shown }] }),
  };
}

function readRefusal(message: string): RefusalDocument | undefined {
  try {
    const document = JSON.parse(message) as Partial<RefusalDocument> | null;
    return typeof document?.code === 'string' && typeof document.message === 'string'
      ? (document as RefusalDocument)
      : undefined;
  } catch {
    return undefined;
  }
}
