// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { canonicalJson, logHeads } from '@guidang/chaincode/model';
import { formatCheckpoint, formatNote, formatSignatureLine } from '@guidang/chaincode/proof';
import { tableKey } from '../../../chaincode/src/ledger/table';
import { timestamped } from '../../../chaincode/src/log/cosignature';
import type { LedgerTransaction } from '../ledger/port';

interface HeadTransaction {
  readonly size: number;
  /** When each cosigner claims to have signed. */
  readonly cosigned: readonly string[];
}

/** A transaction that has anchored a head, as a projection reads it: the contract has checked the signatures. */
export function headTransaction({ size, cosigned }: HeadTransaction): LedgerTransaction {
  const origin = 'guidang/log';
  const root = Buffer.alloc(32, size % 256);
  const line = (name: string, signature: Uint8Array): string =>
    formatSignatureLine({ name, id: createHash('sha256').update(name).digest('hex').slice(0, 8) }, signature);
  const signature = Buffer.alloc(64, 1);
  const checkpoint = formatNote(formatCheckpoint({ origin, size, root }), [
    line(origin, signature),
    ...cosigned.map((time, index) =>
      line(`guidang/member-${index}`, timestamped(Math.floor(Date.parse(time) / 1000), signature)),
    ),
  ]);
  const head = { schema: 1, size, root: root.toString('base64'), checkpoint };
  return {
    id: createHash('sha256').update(checkpoint).digest('hex'),
    code: 'VALID',
    claimedAt: cosigned[0] ?? '',
    carrier: 'ArchivesMSP',
    writes: [{ key: tableKey(logHeads.name, ['newest']), value: Buffer.from(canonicalJson(head)) }],
    privateHashes: [],
  };
}
