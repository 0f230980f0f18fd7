// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '../ledger/refusal';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { currentMatters, matters } from './model';
import type { Matter } from './model';

/**
 * A matter in the given version, by default the current one.
 * @throws {Refusal} `not-found`.
 */
export async function requireMatter(unit: UnitOfWork, id: string, version?: number): Promise<Matter> {
  const wanted = version ?? (await unit.get(currentMatters, id))?.version;
  const matter = wanted === undefined ? undefined : await unit.get(matters, id, String(wanted));
  if (matter === undefined) throw new Refusal('not-found', `there is no matter ${id}`);
  return matter;
}
