// SPDX-License-Identifier: Apache-2.0
import { keys } from './keys';
import type { Projection } from './projection';
import { readCount } from './queue';
import type { CaseCount } from './queue';

const atOnce = 1_000;

/** How many cases a department has, by kind: kept with each block, so that nothing is counted here. */
export async function caseCountsOf(projection: Projection, department: string): Promise<CaseCount[]> {
  const counts: CaseCount[] = [];
  let after: string | undefined;
  do {
    const page = await projection.range(keys.caseCounts(department), { limit: atOnce, after });
    for (const { key, value } of page.items) counts.push(readCount(key, value));
    after = page.more ? page.items.at(-1)?.key : undefined;
  } while (after !== undefined);
  return counts;
}
