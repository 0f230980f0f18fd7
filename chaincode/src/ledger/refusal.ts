// SPDX-License-Identifier: Apache-2.0

/**
 * The codes of all refusals of the contracts. The gateway's catalogue maps each to an HTTP status and generates
 * docs/errors.md.
 */
export const refusalCodes = [
  'command-malformed',
  'identifier-malformed',
  'signature-invalid',
  'wrong-ledger',
  'carrier-mismatch',
  'command-expired',
  'command-conflict',
  'officer-unknown',
  'officer-revoked',
  'certificate-invalid',
  'role-missing',
  'not-competent',
  'authority-missing',
  'right-missing',
  'registration-closed',
  'separation-of-duties',
  'conflict-of-interest',
  'not-found',
  'already-exists',
  'version-stale',
  'state-conflict',
  'condition-unmet',
  'material-missing',
  'deadline-running',
  'limit-exceeded',
  'numbers-exhausted',
  'commitment-mismatch',
  'person-differs',
  'personal-number',
  'log-key-invalid',
  'head-invalid',
  'head-signature-invalid',
  'quorum-missing',
  'head-behind',
  'head-conflict',
  'stored-value-invalid',
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

/** A refusal as JSON in the error message, the only part of an error that Fabric passes on. */
export interface RefusalDocument {
  readonly code: RefusalCode;
  readonly message: string;
  /** JSON-pointer-like path of the invalid input. */
  readonly field?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** An expected outcome: the command is refused and writes nothing. Any other exception is a bug. */
export class Refusal extends Error {
  readonly document: RefusalDocument;

  constructor(code: RefusalCode, message: string, more: Omit<RefusalDocument, 'code' | 'message'> = {}) {
    super(message);
    this.name = 'Refusal';
    this.document = { code, message, ...more };
  }

  get code(): RefusalCode {
    return this.document.code;
  }
}

/**
 * Refuses unless the condition holds.
 * @throws {Refusal} with the given code and message.
 */
export function demand(
  condition: boolean,
  code: RefusalCode,
  message: string,
  more: Omit<RefusalDocument, 'code' | 'message'> = {},
): asserts condition {
  if (!condition) throw new Refusal(code, message, more);
}
