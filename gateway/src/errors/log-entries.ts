// SPDX-License-Identifier: Apache-2.0
import type { LogCode } from './border-codes';
import type { CatalogueEntry } from './catalogue';

/** The statuses of a witness are those of C2SP tlog-witness. */
export const logEntries: Readonly<Record<LogCode, CatalogueEntry>> = {
  'checkpoint-malformed': {
    status: 400,
    title: 'Malformed checkpoint',
    retry: 'none',
    doc: 'The body is no request to cosign a checkpoint: an old size, a consistency proof, an empty line, a signed note.',
  },
  'checkpoint-unsigned': {
    status: 403,
    title: 'Checkpoint not signed',
    retry: 'none',
    doc: "No key of the log that counts for this size has signed the checkpoint, or such a key's signature does not fit.",
  },
  'log-unknown': {
    status: 404,
    title: 'Unknown log',
    retry: 'none',
    doc: 'The gateway cosigns heads of its own network alone, or has cosigned none yet.',
  },
  'checkpoint-inconsistent': {
    status: 422,
    title: 'Inconsistent checkpoint',
    retry: 'none',
    doc: 'The checkpoint is not what this gateway has computed, or not consistent with what it cosigned. Two roots of one size are an alarm.',
  },
  'leaves-missing': {
    status: 503,
    title: 'Leaves missing',
    retry: 'same',
    doc: "The gateway's own peer has not brought it all the leaves of the checkpoint yet.",
  },
  'head-missing': {
    status: 503,
    title: 'No head yet',
    retry: 'same',
    doc: 'No head of the log is anchored yet, and without one nothing can be proven.',
  },
  'keys-missing': {
    status: 503,
    title: 'No keys to seal with',
    retry: 'same',
    doc: "The ledger has no current keys of this gateway's organisation: they come with its founding or by a proposal.",
  },
  'receipt-malformed': {
    status: 422,
    title: 'Malformed receipt',
    retry: 'none',
    doc: 'The text is no receipt: not a C2SP tlog-proof with its leaf in the extra line.',
  },
};
