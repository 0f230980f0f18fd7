// SPDX-License-Identifier: Apache-2.0
import { compareUtf8 } from '@guidang/chaincode/simulator';
import type { RangeRead } from '@guidang/chaincode/simulator';
import { isEndorsed, policedKeys } from './endorsement';
import type { LedgerMembership } from './organisations';
import { sameVersion } from './store';
import type { CommittedTransaction } from './transaction';
import type { BlockView } from './view';

/** The validation codes of Fabric (peer/transaction.proto, TxValidationCode) that this ledger uses. */
type ValidationCode = 'VALID' | 'ENDORSEMENT_POLICY_FAILURE' | 'MVCC_READ_CONFLICT' | 'PHANTOM_READ_CONFLICT';

type Candidate = Omit<CommittedTransaction, 'code'>;

async function hasStaleRead({ effects }: Candidate, view: BlockView): Promise<boolean> {
  for (const { key, version } of effects.reads) {
    if (view.changed.has(key)) return true;
    const entry = await view.base.state(key);
    if (!sameVersion(entry?.version ?? null, version)) return true;
  }
  return false;
}

async function hasStaleHashedRead({ effects }: Candidate, view: BlockView): Promise<boolean> {
  for (const { collection, keyHash, version } of effects.hashedReads) {
    if (view.hashChanged(collection, keyHash)) return true;
    const entry = await view.base.hash(collection, keyHash);
    if (!sameVersion(entry?.version ?? null, version)) return true;
  }
  return false;
}

function isInside(key: string, { start, end, last }: RangeRead): boolean {
  if (compareUtf8(key, start) < 0) return false;
  if (last !== null) return compareUtf8(key, last) <= 0;
  return end === '' || compareUtf8(key, end) < 0;
}

/** Whether an earlier transaction of the block changed something inside the range. */
async function isRangeChanged(range: RangeRead, view: BlockView): Promise<boolean> {
  for (const [key, entry] of view.changed) {
    if (!isInside(key, range)) continue;
    // Deleting a key that did not exist does not change a range.
    if (entry !== null || (await view.base.state(key)) !== undefined) return true;
  }
  return false;
}

/** Reads the range again: it must have the same keys in the same versions, and no others. */
async function isRangeStale(range: RangeRead, view: BlockView): Promise<boolean> {
  if (await isRangeChanged(range, view)) return true;
  const cursor = view.base.range(range);
  try {
    const found = range.results.length === 0 ? [] : await cursor.next(range.results.length);
    const same =
      found.length === range.results.length &&
      range.results.every((result, index) => {
        const now = found[index];
        return now?.key === result.key && sameVersion(now.entry.version, result.version);
      });
    if (!same) return true;
    return range.last === null && (await cursor.next(1)).length > 0;
  } finally {
    await cursor.close();
  }
}

async function hasPhantom({ effects }: Candidate, view: BlockView): Promise<boolean> {
  for (const range of effects.ranges) {
    if (await isRangeStale(range, view)) return true;
  }
  return false;
}

/** Validates the transactions of one block, in order. */
export class BlockValidator {
  readonly #membership: LedgerMembership;
  readonly #view: BlockView;
  readonly #policiesSet = new Set<string>();

  constructor(membership: LedgerMembership, view: BlockView) {
    this.#membership = membership;
    this.#view = view;
  }

  async validate(transaction: Candidate): Promise<ValidationCode> {
    const { effects, endorsers } = transaction;
    // As in Fabric, an earlier transaction of this block that sets a key's policy makes this one invalid.
    if (policedKeys(effects).some((key) => this.#policiesSet.has(key))) return 'ENDORSEMENT_POLICY_FAILURE';
    if (!(await isEndorsed(effects, endorsers, this.#membership, this.#view.base))) {
      return 'ENDORSEMENT_POLICY_FAILURE';
    }
    for (const { key } of effects.policies) this.#policiesSet.add(key);
    if (await hasStaleRead(transaction, this.#view)) return 'MVCC_READ_CONFLICT';
    if (await hasPhantom(transaction, this.#view)) return 'PHANTOM_READ_CONFLICT';
    if (await hasStaleHashedRead(transaction, this.#view)) return 'MVCC_READ_CONFLICT';
    return 'VALID';
  }
}
