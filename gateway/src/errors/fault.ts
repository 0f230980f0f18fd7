// SPDX-License-Identifier: Apache-2.0
import { IdentifierMalformed, Refusal } from '@guidang/chaincode/model';
import type { RefusalDocument } from '@guidang/chaincode/model';
import { ContentError } from '../content/content-error';
import { IdentityError } from '../identity/identity-error';
import { LedgerError } from '../ledger/ledger-error';
import { LogError } from '../log/log-error';
import { OutboxError } from '../outbox';
import { StorageError } from '../storage';
import { catalogue } from './catalogue';
import { CharactersUnprintable } from './characters-unprintable';
import type { ErrorCode } from './catalogue';
import { PrimaryOnly } from './primary-only';

/** An invalid field: its path in the request and what is wrong with it. */
export interface FieldError {
  /** Such as `body/materials/0/code`, `query/limit`, `path/id`, `header/if-match`. */
  readonly field: string;
  readonly message: string;
  /** Where it is another than the problem's. */
  readonly code?: ErrorCode;
  /** The value, shortened; of a field that may hold personal data only its kind and length. */
  readonly sent?: string;
  /** A value of the form that is expected. */
  readonly example?: string;
}

/** An error in the catalogue's terms, independent of HTTP. */
export interface Fault {
  readonly code: ErrorCode;
  /** In English, safe to show to the caller. */
  readonly message: string;
  readonly field?: string | undefined;
  readonly errors?: readonly FieldError[] | undefined;
  readonly facts?: Readonly<Record<string, unknown>> | undefined;
  readonly retryAfterSeconds?: number | undefined;
}

/**
 * Maps any error to what it means for the caller, by class and code, never by message text. An unknown error is a bug:
 * its message only goes to the log.
 */
export function faultOf(error: unknown): Fault {
  if (error instanceof Refusal) return refused(error.document);
  if (error instanceof LedgerError) return ledgerFault(error);
  if (error instanceof IdentifierMalformed) {
    return { code: 'identifier-malformed', message: error.message, facts: { ...error.facts } };
  }
  if (error instanceof LogError || error instanceof OutboxError || error instanceof StorageError) {
    return { ...error.facts, code: error.code, message: shownMessage(error.code, error.message) };
  }
  if (error instanceof ContentError || error instanceof CharactersUnprintable) return fieldFault(error);
  if (error instanceof IdentityError || error instanceof PrimaryOnly) {
    return { code: error.code, message: shownMessage(error.code, error.message) };
  }
  return { code: 'internal-error', message: 'the gateway has failed; its log knows more' };
}

function fieldFault({ code, message, facts }: ContentError | CharactersUnprintable): Fault {
  const { field } = facts;
  const shown = shownMessage(code, message);
  const errors = field === undefined ? {} : { errors: [{ field, message: shown }] };
  return { ...facts, code, message: shown, ...errors };
}

function ledgerFault(error: LedgerError): Fault {
  const refusal = error.code === 'contract-refused' ? readRefusal(error.message) : undefined;
  if (refusal !== undefined) return refused(refusal);
  return { code: error.code, message: shownMessage(error.code, error.message) };
}

/**
 * Messages of server faults name the operator's hosts, files and keys: the caller gets the catalogue's text instead.
 */
export function shownMessage(code: ErrorCode, message: string): string {
  const { status, text } = catalogue[code];
  return status >= 500 ? text.en : message;
}

function refused({ code, message, field, detail }: RefusalDocument): Fault {
  // A contract newer than this gateway may refuse with a code that the catalogue does not have.
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
