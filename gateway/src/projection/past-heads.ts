// SPDX-License-Identifier: Apache-2.0
import { transactionCode } from '@guidang/chaincode/model';
import type { LogHead } from '@guidang/chaincode/model';
import { keys } from './keys';
import type { Projection } from './projection';

/** The smallest head larger than `size` that is, or was, anchored. */
export async function firstHeadAfter(projection: Projection, size: number): Promise<LogHead | undefined> {
  const { items } = await projection.range(keys.heads, { limit: 1, after: keys.head(size) });
  return items[0]?.value.row.value;
}

/** The recorded time of a leaf: that of the first anchored head that covers it; `undefined` while none does. */
export async function recordedAt(projection: Projection, sequence: number): Promise<string | undefined> {
  const { items } = await projection.range(keys.recordings(), { limit: 1, after: keys.recorded(sequence) });
  return items[0]?.value;
}

/** The recorded time of a transaction: heads end at block boundaries, so all its events have the same. */
export async function transactionRecordedAt(
  projection: Projection,
  transaction: string,
): Promise<string | undefined> {
  const start = await projection.get(keys.transaction(transactionCode(transaction)));
  return start && recordedAt(projection, start[0]);
}
