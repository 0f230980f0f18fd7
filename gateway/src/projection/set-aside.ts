// SPDX-License-Identifier: Apache-2.0
import { logResets } from '@guidang/chaincode/model';
import type { LogHead, LogResetChange, TreeHead } from '@guidang/chaincode/model';
import { find } from './find';
import { keys } from './keys';
import type { Projection } from './projection';

const atOnce = 100;

/** What majorities have decided about heads that are none of the log, in their order. */
export async function resetsOf(projection: Projection): Promise<readonly LogResetChange[]> {
  return (await find(projection, logResets, 'all'))?.resets ?? [];
}

/** Whether a reset has set a head aside that was anchored before it. */
export function isSetAside(
  { size, resets = 0 }: Pick<LogHead, 'size' | 'resets'>,
  decided: readonly LogResetChange[],
): boolean {
  return decided.slice(resets).some(({ setAside }) => size >= setAside.size);
}

/** All heads that were anchored and are set aside, by size. */
export async function setAsideHeads(projection: Projection): Promise<readonly TreeHead[]> {
  const decided = await resetsOf(projection);
  if (decided.length === 0) return [];
  const first = Math.min(...decided.map(({ setAside }) => setAside.size));
  const found: TreeHead[] = [];
  let after = keys.afterSize(keys.heads, first - 1);
  for (let more = true; more;) {
    const page = await projection.range(keys.heads, { limit: atOnce, after });
    for (const { key, value } of page.items) {
      const head = value.row.value;
      if (isSetAside(head, decided)) found.push({ size: head.size, root: head.root });
      after = key;
    }
    more = page.more;
  }
  return found;
}
