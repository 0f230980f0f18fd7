// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '../ledger/refusal';
import { tableKey } from '../ledger/table';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { nameParts, releases } from '../release/model';
import type { Release } from '../release/model';
import { findRelease } from '../release/store';
import { currentMatters, currentParts, matters } from './model';
import type { CurrentMatter, Matter } from './model';
import type { PartDefinition } from './part-definition';

/** What is current under a matter's code, and the release of the code that this was claimed after. */
interface Current {
  readonly release: Release | undefined;
  readonly current: CurrentMatter | undefined;
}

export async function findCurrent(unit: UnitOfWork, id: string): Promise<Current> {
  const name = { kind: 'matter', id } as const;
  await unit.fetch([
    tableKey(releases.name, nameParts(name)),
    tableKey(currentMatters.name, currentParts(id)),
  ]);
  const release = await findRelease(unit, name);
  return { release, current: await unit.get(currentMatters, ...currentParts(id, release?.version)) };
}

/** A matter in the given version, by default the current one. */
export async function findMatter(
  unit: UnitOfWork,
  id: string,
  version?: number,
): Promise<Matter | undefined> {
  const wanted = version ?? (await findCurrent(unit, id)).current?.version;
  return wanted === undefined ? undefined : unit.get(matters, id, String(wanted));
}

/**
 * A matter in the given version, by default the current one.
 * @throws {Refusal} `not-found`.
 */
export async function requireMatter(unit: UnitOfWork, id: string, version?: number): Promise<Matter> {
  const matter = await findMatter(unit, id, version);
  if (matter === undefined) {
    throw new Refusal('not-found', `there is no matter ${id}`, { field: 'body/matter' });
  }
  return matter;
}

/** The matters in force of the parts of a joint one, by part; those that there are. */
export async function singlesOf(
  parts: readonly Pick<PartDefinition, 'code' | 'matter'>[],
  unit: UnitOfWork,
): Promise<ReadonlyMap<string, Matter>> {
  const found = new Map<string, Matter>();
  for (const { code, matter } of parts) {
    const single = await findMatter(unit, matter);
    if (single !== undefined) found.set(code, single);
  }
  return found;
}
