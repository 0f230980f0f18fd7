// SPDX-License-Identifier: Apache-2.0
import { identifierTaken } from '../port';
import type { LedgerTransaction } from '../port';

/** Codes of transactions that Fabric has found to be their carrier's own; or of a second copy, which the outbox knows. */
const surelyOwn: ReadonlySet<string> = new Set([
  'VALID',
  'DUPLICATE_TXID',
  'MVCC_READ_CONFLICT',
  'PHANTOM_READ_CONFLICT',
  'ENDORSEMENT_POLICY_FAILURE',
]);

/** Whether a code that a peer tells of a transaction may be that of another organisation's envelope. */
export function mayBeOfAnother(code: string): boolean {
  return !surelyOwn.has(code);
}

/**
 * The code of our transaction in the block in which its identifier came first. Any member may order garbage under an
 * identifier that it has seen, as an endorser sees it: Fabric keeps the garbage as the first with that identifier, tells
 * its code, and drops ours if that comes in a later block. In the same block ours is valid all the same.
 */
export function ownCode(
  transactions: readonly Pick<LedgerTransaction, 'id' | 'carrier' | 'code'>[],
  { transactionId, mspId }: { readonly transactionId: string; readonly mspId: string },
): string {
  const own = transactions.filter(({ id, carrier }) => id === transactionId && carrier === mspId);
  const counting = own.find(({ code }) => code === 'VALID') ?? own[0];
  return counting?.code ?? identifierTaken;
}
