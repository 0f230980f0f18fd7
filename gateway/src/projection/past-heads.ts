// SPDX-License-Identifier: Apache-2.0
import { transactionCode } from '@guidang/chaincode/model';
import type { LogHead, TreeHead } from '@guidang/chaincode/model';
import { headOf, keys } from './keys';
import type { KeySpace } from './keys';
import type { Projection } from './projection';
import { isSetAside, resetsOf } from './set-aside';

/** The smallest head larger than `size` that is, or was, anchored, and is not set aside. */
export async function firstHeadAfter(projection: Projection, size: number): Promise<LogHead | undefined> {
  const head = await firstOfHeads(projection, keys.heads, size);
  return head?.value.row.value;
}

/** The recorded time of a leaf: that of the first anchored head that covers it; `undefined` while none does. */
export async function recordedAt(projection: Projection, sequence: number): Promise<string | undefined> {
  return (await firstOfHeads(projection, keys.recordings(), sequence))?.value;
}

/** The first of what is kept by heads of more than `size` leaves, but for those that are set aside. */
async function firstOfHeads<V>(
  projection: Projection,
  space: KeySpace<V>,
  size: number,
): Promise<{ readonly key: string; readonly value: V } | undefined> {
  let after = keys.afterSize(space, size);
  for (;;) {
    const [first] = (await projection.range(space, { limit: 1, after })).items;
    if (first === undefined || !(await headIsSetAside(projection, headOf(first.key)))) return first;
    after = first.key;
  }
}

/** The largest head smaller than `size` that is, or was, anchored, and is not set aside. */
export async function headBefore(projection: Projection, size: number): Promise<LogHead | undefined> {
  const decided = await resetsOf(projection);
  let after = Number.isFinite(size) ? keys.head({ size, root: '' }) : undefined;
  for (;;) {
    const [last] = (await projection.range(keys.heads, { limit: 1, reverse: true, after })).items;
    const head = last?.value.row.value;
    if (head === undefined || !isSetAside(head, decided)) return head;
    after = last?.key;
  }
}

/** A head that is, or was, anchored. */
export async function anchoredHead(projection: Projection, head: TreeHead): Promise<LogHead | undefined> {
  return (await projection.get(keys.head(head)))?.row.value;
}

/** Whether a head was anchored and is set aside. */
export async function headIsSetAside(projection: Projection, head: TreeHead): Promise<boolean> {
  const decided = await resetsOf(projection);
  const anchored = decided.length === 0 ? undefined : await anchoredHead(projection, head);
  return anchored !== undefined && isSetAside(anchored, decided);
}

/** The recorded time of a transaction: heads end at block boundaries, so all its events have the same. */
export async function transactionRecordedAt(
  projection: Projection,
  transaction: string,
): Promise<string | undefined> {
  const start = await projection.get(keys.transaction(transactionCode(transaction)));
  return start && recordedAt(projection, start[0]);
}
