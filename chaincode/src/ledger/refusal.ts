// SPDX-License-Identifier: Apache-2.0

/**
 * Every way in which the contracts refuse a command. The gateway's catalogue gives each its HTTP status;
 * docs/errors.md is made from that.
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
  'separation-of-duties',
  'conflict-of-interest',
  'not-found',
  'already-exists',
  'version-stale',
  'state-conflict',
  'condition-unmet',
  'material-missing',
  'limit-exceeded',
  'numbers-exhausted',
  'commitment-mismatch',
  'log-key-invalid',
  'head-invalid',
  'head-signature-invalid',
  'quorum-missing',
  'head-behind',
  'head-conflict',
  'stored-value-invalid',
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

/** What crosses Fabric, as JSON in the error message: nothing else survives there. */
export interface RefusalDocument {
  readonly code: RefusalCode;
  readonly message: string;
  /** JSON-pointer-like path of the input at fault. */
  readonly field?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** An expected outcome: the command is refused and writes nothing. Anything else thrown is a bug. */
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
 * @throws {Refusal} with the code and message given.
 */
export function demand(
  condition: boolean,
  code: RefusalCode,
  message: string,
  more: Omit<RefusalDocument, 'code' | 'message'> = {},
): asserts condition {
  if (!condition) throw new Refusal(code, message, more);
}
