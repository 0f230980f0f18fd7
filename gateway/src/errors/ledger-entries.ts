// SPDX-License-Identifier: Apache-2.0
import type { LedgerErrorCode } from '../ledger/ledger-error';
import type { FailureCode } from '../outbox/outcome';
import type { CatalogueEntry } from './catalogue';

/** The ledger and the way to it. Where the status is 503, nothing is half done. */
export const ledgerEntries: Readonly<Record<LedgerErrorCode | FailureCode, CatalogueEntry>> = {
  'contract-refused': {
    status: 500,
    title: 'Contract refused',
    retry: 'none',
    doc: 'The contract refused in a way that the gateway cannot read: their versions differ. For the operator.',
  },
  'endorser-unavailable': {
    status: 503,
    title: 'Endorser unavailable',
    retry: 'same',
    doc: 'An organisation that must endorse this change, such as the owner of the licence, cannot be reached.',
  },
  'endorsement-mismatch': {
    status: 503,
    title: 'Endorsers disagree',
    retry: 'same',
    doc: 'The endorsing peers gave different answers, as when one of them lags.',
  },
  'ledger-unreachable': {
    status: 503,
    title: 'Ledger unreachable',
    retry: 'same',
    doc: 'The peer or the ordering service cannot be reached. Nothing was done.',
  },
  'outcome-unknown': {
    status: 503,
    title: 'Outcome unknown',
    retry: 'unknown',
    doc: 'The transaction was sent and no answer came. The gateway goes on; ask again under the same Idempotency-Key.',
  },
  'status-timeout': {
    status: 503,
    title: 'Commit not seen in time',
    retry: 'unknown',
    doc: 'The block of a write, or of the record of a read, did not arrive in time. Nothing was shown; it may still come.',
  },
  'clock-skew': {
    status: 503,
    title: 'Clock skew',
    retry: 'same',
    doc: "The gateway's clock is too far from the peers'. For the operator.",
  },
  'network-unsupported': {
    status: 500,
    title: 'Network not supported',
    retry: 'none',
    doc: 'The configured client library cannot serve this network. For the operator.',
  },
  'ledger-damaged': {
    status: 500,
    title: 'Ledger damaged',
    retry: 'none',
    doc: 'The stored ledger fails its own check; `npm run fsck` says where. For the operator.',
  },
  'ledger-closed': {
    status: 503,
    title: 'Ledger closed',
    retry: 'same',
    doc: 'The gateway is shutting down.',
  },
  'read-conflict': {
    status: 503,
    title: 'Too many concurrent changes',
    retry: 'same',
    doc: 'Others kept changing what the write reads, up to the limit of attempts. Nothing was done.',
  },
  'transaction-invalid': {
    status: 500,
    title: 'Transaction invalid',
    retry: 'none',
    doc: 'The transaction was ordered and found invalid, up to the limit of attempts. It changed nothing.',
  },
  'outbox-full': {
    status: 503,
    title: 'Too many writes in work',
    retry: 'same',
    doc: 'The gateway takes no more writes until some are done. Nothing was done.',
  },
  'caller-busy': {
    status: 429,
    title: 'Too many writes of one caller in work',
    retry: 'same',
    doc: 'The caller has more writes in work than its share. Wait for some of them. Nothing was done.',
  },
  'outbox-closed': {
    status: 503,
    title: 'Shutting down',
    retry: 'same',
    doc: 'The gateway takes no more writes. Nothing was done.',
  },
};
