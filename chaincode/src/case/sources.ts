// SPDX-License-Identifier: Apache-2.0
import type { Action, EventDraft } from '../command/definition';
import { sameDigest } from '../ledger/digest';
import { digestOf } from '../ledger/hash';
import { demand } from '../ledger/refusal';
import { dateOf } from '../ledger/time';
import type { UnitOfWork } from '../ledger/unit-of-work';
import type { Licence } from '../licence/model';
import { statusOn } from '../licence/status';
import { findLicence } from '../licence/store';
import type { ArchiveRecord } from '../record/model';
import { findRecord } from '../record/store';
import type { Handling } from './handling';
import type { Material } from './model';

/**
 * Materials as a case keeps them: one that is a licence or a record refers to the version and digest that it has now.
 * What there is not is left as it is, for the rules of the case to refuse.
 * @throws {Refusal} `version-stale` when it is not at the version, or has not the digest, that the officer has seen.
 */
export async function pinned(materials: readonly Material[], unit: UnitOfWork): Promise<Material[]> {
  const kept: Material[] = [];
  for (const material of materials) {
    const found = await sourceOf(material, unit);
    kept.push(found === undefined ? material : pinnedTo(found, material));
  }
  return kept;
}

function pinnedTo(found: Licence | ArchiveRecord, { code, source }: Material): Material {
  if (!('licence' in source || 'record' in source)) throw new Error('only a reference is pinned');
  const { version } = found;
  const digest = digestOf(found);
  const isSeen =
    (source.version ?? version) === version &&
    (source.digest === undefined || sameDigest(source.digest, digest));
  demand(isSeen, 'version-stale', `what is given as ${code} has changed: it is at version ${version}`, {
    field: `body/materials/${code}`,
    detail: { version },
  });
  return { code, source: { ...source, version, digest } };
}

function sourceOf({ source }: Material, unit: UnitOfWork): Promise<Licence | ArchiveRecord | undefined> {
  if ('licence' in source) return findLicence(unit, source.licence);
  return 'record' in source ? findRecord(unit, source.record) : Promise.resolve(undefined);
}

/** Why materials are taken from the ledger: for this case. */
interface Taking extends Handling {
  readonly case: string;
}

/**
 * The event of each licence and record among the materials, that the case takes it (一次采集，多方共享): its holder sees
 * by whom, why, and for which case. As they are before the case goes on, which may change them.
 */
export async function usesOf(
  materials: readonly Material[],
  { case: id, purpose, basis }: Taking,
  { unit, claimedAt }: Pick<Action, 'unit' | 'claimedAt'>,
): Promise<EventDraft[]> {
  const uses: EventDraft[] = [];
  for (const material of materials) {
    const found = await sourceOf(material, unit);
    if (found === undefined) continue;
    uses.push({ ...useOf(found, { case: id, material: material.code }, claimedAt), purpose, basis });
  }
  return uses;
}

function useOf(
  found: Licence | ArchiveRecord,
  taken: { readonly case: string; readonly material: string },
  at: string,
): Pick<EventDraft, 'type' | 'subject' | 'data'> {
  const { version } = found;
  if ('id' in found) {
    return {
      type: 'record.accessed',
      subject: { kind: 'record', id: found.id },
      data: { version, ...taken },
    };
  }
  const subject = { kind: 'licence', id: found.identifier } as const;
  return { type: 'licence.used', subject, data: { version, status: statusOn(found, dateOf(at)), ...taken } };
}
