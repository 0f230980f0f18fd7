// SPDX-License-Identifier: Apache-2.0
import type { RefusalCode } from '@guidang/chaincode/model';
import type { CatalogueEntry } from './catalogue';

/** What the contracts refuse: a decision on the ledger's own state, which changed nothing. */
export const refusalEntries: Readonly<Record<RefusalCode, CatalogueEntry>> = {
  'command-malformed': {
    status: 400,
    title: 'Malformed command',
    retry: 'none',
    doc: 'The command, or a part of its body, is not what its type asks for; `field` names the part.',
  },
  'identifier-malformed': {
    status: 422,
    title: 'Malformed identifier',
    retry: 'none',
    doc: 'A text is not an identifier of its kind: shape, alphabet or check character is wrong.',
  },
  'signature-invalid': {
    status: 403,
    title: 'Invalid signature',
    retry: 'none',
    doc: "The command's signature does not fit its bytes and the officer's certificate.",
  },
  'wrong-ledger': {
    status: 403,
    title: 'Command for another ledger',
    retry: 'none',
    doc: 'The signed command names another network or channel.',
  },
  'carrier-mismatch': {
    status: 403,
    title: 'Carried by another organisation',
    retry: 'none',
    doc: "A command travels through the gateway of its officer's own organisation.",
  },
  'command-expired': {
    status: 409,
    title: 'Command expired',
    retry: 'new',
    doc: 'The command was signed too long ago, or in the future. Sign it anew.',
  },
  'command-conflict': {
    status: 409,
    title: 'Command identifier used for another command',
    retry: 'none',
    doc: 'The identifier, or the Idempotency-Key, stands for a command with other content. Take a new one for a new command.',
  },
  'officer-unknown': {
    status: 403,
    title: 'Not an officer',
    retry: 'none',
    doc: 'The caller is genuine, but no officer enrolled here or registered on the ledger.',
  },
  'officer-revoked': {
    status: 403,
    title: 'Officer revoked',
    retry: 'none',
    doc: "The officer's certificate was revoked on the ledger.",
  },
  'certificate-invalid': {
    status: 403,
    title: 'Invalid certificate',
    retry: 'none',
    doc: "The officer's certificate is malformed, out of date, or not of the organisation's CA.",
  },
  'role-missing': {
    status: 403,
    title: 'Role missing',
    retry: 'none',
    doc: "The request needs a role that the caller's token and certificate do not both give.",
  },
  'not-competent': {
    status: 403,
    title: 'Not competent',
    retry: 'none',
    doc: "The thing belongs to another department or organisation than the officer's.",
  },
  'authority-missing': {
    status: 403,
    title: 'No issuing authority',
    retry: 'none',
    doc: 'The registry gives the issuer no authority for this licence type, region and date.',
  },
  'separation-of-duties': {
    status: 403,
    title: 'Separation of duties',
    retry: 'none',
    doc: 'Who reviewed a case does not decide it.',
  },
  'not-found': {
    status: 404,
    title: 'Not found',
    retry: 'none',
    doc: 'There is no such thing; `field` names what referred to it, where it was not the path.',
  },
  'already-exists': {
    status: 409,
    title: 'Exists already',
    retry: 'none',
    doc: 'A thing of this identifier exists, with other content.',
  },
  'version-stale': {
    status: 409,
    title: 'Stale version',
    retry: 'new',
    doc: 'The thing has changed since the version that the caller saw. Read it again.',
  },
  'state-conflict': {
    status: 409,
    title: 'State does not allow this',
    retry: 'new',
    doc: 'The thing is in a state, or of a kind, that does not know the operation.',
  },
  'condition-unmet': {
    status: 409,
    title: 'Condition not met',
    retry: 'new',
    doc: "A condition of the case's matter does not hold; the detail says which part.",
  },
  'material-missing': {
    status: 409,
    title: 'Material missing',
    retry: 'new',
    doc: 'A material that the matter requires is not in the case.',
  },
  'limit-exceeded': {
    status: 422,
    title: 'Limit exceeded',
    retry: 'none',
    doc: 'A size or count goes beyond a limit of the ledger.',
  },
  'numbers-exhausted': {
    status: 409,
    title: 'Numbers exhausted',
    retry: 'none',
    doc: 'The series, or the licence, has no further number.',
  },
  'commitment-mismatch': {
    status: 422,
    title: 'Commitment does not fit',
    retry: 'none',
    doc: 'The commitment in the signed command is not that of the private data.',
  },
  'log-key-invalid': {
    status: 422,
    title: 'Invalid log key',
    retry: 'none',
    doc: 'A verifier key is malformed, bears another name than its purpose asks for, or leaves an organisation without one key for each purpose.',
  },
  'head-invalid': {
    status: 422,
    title: 'Invalid head',
    retry: 'none',
    doc: "The text is not a signed note over a checkpoint of this network's log, in the one spelling that is taken.",
  },
  'head-signature-invalid': {
    status: 403,
    title: 'Invalid signature of a head',
    retry: 'new',
    doc: 'A signature of the head does not fit it, is of a key that is not current on the ledger, or claims a time that cannot be.',
  },
  'quorum-missing': {
    status: 409,
    title: 'Quorum missing',
    retry: 'new',
    doc: "The head lacks the log's signature, or both cosignatures of a quorum of the organisations.",
  },
  'head-behind': {
    status: 409,
    title: 'Head behind',
    retry: 'new',
    doc: 'A larger head is anchored already.',
  },
  'head-conflict': {
    status: 409,
    title: 'Two heads of one size',
    retry: 'none',
    doc: 'A head of the same size with another root is anchored: the log has forked. An alarm for every reader.',
  },
  'stored-value-invalid': {
    status: 500,
    title: 'Stored value invalid',
    retry: 'none',
    doc: 'A value on the ledger fails its own schema. For the operator.',
  },
};
