// SPDX-License-Identifier: Apache-2.0
import { NoSystemOfficer } from './system-officer';

/**
 * Transient errors: they pass by themselves or are fixed by others, whatever the event, so the event waits. It must not
 * become a dead letter, or an outage of an hour would bury everything that happened in it.
 */
const transientCodes: ReadonlySet<string> = new Set([
  // The ledger, or the connection to it.
  'endorser-unavailable',
  'endorsement-mismatch',
  'ledger-unreachable',
  'ledger-closed',
  'outcome-unknown',
  'status-timeout',
  'clock-skew',
  'read-conflict',
  // This gateway is busy or shutting down.
  'outbox-full',
  'outbox-closed',
  'caller-busy',
  // The other organisation's gateway.
  'transfer-unavailable',
  'transfer-timeout',
  // The machine.
  'storage-full',
  'storage-failed',
  'ENOSPC',
  'EDQUOT',
  'EMFILE',
  'ENFILE',
]);

/** Whether a reaction failed for a reason that has nothing to do with its event. */
export function isTransient(error: unknown): boolean {
  return error instanceof NoSystemOfficer || transientCodes.has(codeOf(error) ?? '');
}

/** The code of an error of any part of the gateway, or of Node. */
export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
