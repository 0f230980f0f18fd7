// SPDX-License-Identifier: Apache-2.0
import { limits } from '../ledger/limits';
import { demand } from '../ledger/refusal';
import type { UnitOfWork } from '../ledger/unit-of-work';
import type { Licence } from './model';
import { findLicence } from './store';

/** A licence and those in whose place it came, the newest first. */
export async function lineOf(licence: Licence, unit: UnitOfWork): Promise<readonly Licence[]> {
  const line: Licence[] = [];
  for (let next: Licence | undefined = licence; next !== undefined;) {
    line.push(next);
    if (line.length > limits.licenceSuccessionsMax) break;
    next = next.supersedes === undefined ? undefined : await findLicence(unit, next.supersedes);
  }
  return line;
}

/**
 * Refuses a successor of a licence whose line cannot be read whole: what lies on the first must bind the last.
 * @throws {Refusal} `limit-exceeded`.
 */
export async function demandSucceedable(licence: Licence, unit: UnitOfWork): Promise<void> {
  const { length } = await lineOf(licence, unit);
  demand(
    length <= limits.licenceSuccessionsMax,
    'limit-exceeded',
    'the licence comes in the place of too many others: a new one takes no place of theirs',
  );
}
