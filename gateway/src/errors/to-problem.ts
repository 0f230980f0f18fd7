// SPDX-License-Identifier: Apache-2.0
import { IdentifierMalformed, Refusal, type RefusalDocument } from '@guidang/chaincode/model';
import { ContentError } from '../content/content-error';
import { IdentityError } from '../identity/identity-error';
import { LedgerError } from '../ledger/ledger-error';
import { catalogue, type ErrorCode } from './catalogue';
import { Problem } from './problem';

/**
 * What an error of any layer means to the caller. Errors are told apart by class and code, never by text. What is
 * not known is a bug: its message stays in the log.
 */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Refusal) return refused(error.document, error);
  if (error instanceof LedgerError) return ledgerProblem(error);
  if (error instanceof IdentifierMalformed) {
    return new Problem('identifier-malformed', error.message, { cause: error });
  }
  if (error instanceof IdentityError || error instanceof ContentError) {
    return new Problem(error.code, shownDetail(error.code, error.message), { cause: error });
  }
  return requestFault(error);
}

/** Express and Node name what is wrong with a request by `status`; the rest is a fault of ours. */
function requestFault(error: unknown): Problem {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (status === 400) return new Problem('request-malformed', 'the path cannot be decoded', { cause: error });
  return new Problem('internal-error', 'the gateway has failed; its log knows more', { cause: error });
}

function ledgerProblem(error: LedgerError): Problem {
  const refusal = error.code === 'contract-refused' ? readRefusal(error.message) : undefined;
  if (refusal !== undefined) return refused(refusal, error);
  return new Problem(error.code, shownDetail(error.code, error.message), { cause: error });
}

/** Messages of faults name hosts, files and keys of the operator's: the caller gets the catalogue's line. */
function shownDetail(code: ErrorCode, message: string): string {
  const { status, text } = catalogue[code];
  return status >= 500 ? text.en : message;
}

function refused({ code, message, field, detail }: RefusalDocument, cause: unknown): Problem {
  // A contract newer than this gateway may refuse with a code that the catalogue lacks.
  const known = Object.hasOwn(catalogue, code) ? code : 'contract-refused';
  return new Problem(known, shownDetail(known, message), {
    field,
    facts: detail,
    ...(field === undefined ? {} : { errors: [{ field, message }] }),
    cause,
  });
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
