// SPDX-License-Identifier: Apache-2.0
import { logHeads } from '@guidang/chaincode/model';
import type { LogHead } from '@guidang/chaincode/model';
import { readCheckpoint, readNote } from '@guidang/chaincode/proof';
import { keys } from './keys';
import type { Row } from './stored';
import type { WriteBuffer } from './write-buffer';

const timeBytes = 8;

/**
 * When a quorum vouched for a head: the lower median of its cosignature times, which no minority can move earlier or
 * later than all others say. The contract has verified the note, so whoever has not signed under the log's own name is a
 * cosigner, whose signature begins with its time.
 */
function cosignedAt(note: string): string {
  const { text, signatures } = readNote(note);
  const { origin } = readCheckpoint(text);
  const seconds = signatures
    .filter(({ name, signature }) => name !== origin && signature.length > timeBytes)
    .map(({ signature }) => Number(signature.readBigUInt64BE()))
    .sort((one, other) => one - other);
  const median = seconds[Math.floor((seconds.length - 1) / 2)];
  if (median === undefined) throw new Error('an anchored head has no cosignature');
  return new Date(median * 1000).toISOString();
}

/**
 * Notes the recorded time of each head, which never decreases: an event that follows another was not recorded before
 * it. A head that ends at no block boundary is not of this ledger, and records nothing.
 * @param newest the recorded time of the head before; empty for the first.
 */
export async function foldRecorded(
  rows: readonly Row[],
  newest: string,
  draft: WriteBuffer,
): Promise<string> {
  // A reset goes back to a head that was recorded when it was anchored.
  const heads = rows.filter(isHead).flatMap(({ value }) => (value.checkpoint === '' ? [] : [value]));
  await draft.fetch(heads.flatMap((head) => [keys.boundary(head.size), keys.recorded(head)]));
  let latest = newest;
  for (const head of heads) {
    const isKnown = draft.get(keys.recorded(head)) !== undefined;
    if (isKnown || draft.get(keys.boundary(head.size)) === undefined) continue;
    const cosigned = cosignedAt(head.checkpoint);
    latest = cosigned > latest ? cosigned : latest;
    draft.put(keys.recorded(head), latest);
  }
  return latest;
}

function isHead(row: Row): row is Row<LogHead> {
  return row.table === logHeads.name;
}
