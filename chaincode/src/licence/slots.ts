// SPDX-License-Identifier: Apache-2.0
import type { Action } from '../command/definition';
import type { LockSubject } from '../command/subjects';
import { demand } from '../ledger/refusal';
import { dateOf } from '../ledger/time';
import type { UnitOfWork } from '../ledger/unit-of-work';
import type { LicenceTypeEntry } from '../registry/model';
import { licenceSlots, licences, noObject, partyCode } from './model';
import type { Licence, LicenceSlot, Party } from './model';
import { statusOn } from './status';

type Claiming = Pick<Licence, 'identifier' | 'type' | 'holders' | 'object' | 'status' | 'validUntil'>;

/**
 * Takes the slots of a licence whose type allows each holder, or each holder of an object, one valid licence. A licence
 * that has ended leaves its slot without a write of its own: whoever comes next looks at it.
 * @param replaced the licence that this one takes the place of.
 * @throws {Refusal} `already-exists` while another valid licence has a slot.
 */
export async function claimSlots(
  licence: Claiming,
  type: LicenceTypeEntry,
  { unit, claimedAt }: Pick<Action, 'unit' | 'claimedAt'>,
  replaced?: string,
): Promise<void> {
  const today = dateOf(claimedAt);
  if (type.multiple !== false || !isValid(licence, today)) return;
  const isAboutObject = type.perObject === true;
  demand(
    !isAboutObject || licence.object !== undefined,
    'command-malformed',
    'a licence of this type is about an object',
    { field: 'body/object' },
  );
  for (const [index, party] of licence.holders.entries()) {
    const object = isAboutObject ? licence.object : undefined;
    const slot = {
      type: licence.type,
      holder: partyCode(party),
      ...(object === undefined ? {} : { object }),
    };
    const inTheWay = await holderOf(slot, today, unit);
    demand(
      inTheWay === undefined || inTheWay === licence.identifier || inTheWay === replaced,
      'already-exists',
      'the holder has a valid licence of this type',
      { field: `body/holders/${index}` },
    );
    unit.put(licenceSlots, { schema: 1, ...slot, licence: licence.identifier });
  }
}

/** The valid licence that has a slot. */
async function holderOf(
  { type, holder, object }: Omit<LicenceSlot, 'schema' | 'licence'>,
  today: string,
  unit: UnitOfWork,
): Promise<string | undefined> {
  const slot = await unit.get(licenceSlots, type, holder, object ?? noObject);
  const licence = slot && (await unit.get(licences, slot.licence));
  return licence !== undefined && isValid(licence, today) ? licence.identifier : undefined;
}

function isValid(licence: Pick<Licence, 'status' | 'validUntil'>, today: string): boolean {
  return ['in-force', 'suspended'].includes(statusOn(licence, today));
}

/** The lock names of the slots: by holder only, since the body does not say whether the type is about objects. */
export function slotSubjects(type: string, holders: readonly Party[]): LockSubject[] {
  return holders.map((party) => ({ name: [licenceSlots.name, type, partyCode(party)].join('~') }));
}
