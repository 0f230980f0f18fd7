// SPDX-License-Identifier: Apache-2.0
import type { LogHead } from '@guidang/chaincode/model';
import { keys } from './keys';
import type { Projection } from './projection';

/** The smallest head larger than `size` that is, or was, anchored. */
export async function firstHeadAfter(projection: Projection, size: number): Promise<LogHead | undefined> {
  const { items } = await projection.range(keys.heads, { limit: 1, after: keys.head(size) });
  return items[0]?.value.row.value;
}
