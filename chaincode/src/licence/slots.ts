// SPDX-License-Identifier: Apache-2.0
import type { Action } from '../command/definition';
import type { LockSubject } from '../command/subjects';
import { demand } from '../ledger/refusal';
import { dateOf } from '../ledger/time';
import type { UnitOfWork } from '../ledger/unit-of-work';
import type { LicenceTypeEntry } from '../registry/model';
import { isHeld, slotParts } from '../release/model';
import type { Release } from '../release/model';
import { claimUnder, findRelease } from '../release/store';
import { licenceSlots, partyCode } from './model';
import type { Licence, LicenceSlot, Party } from './model';
import { isStanding } from './status';
import type { Dated } from './status';
import { findLicence } from './store';

type Claiming = Pick<Licence, 'identifier' | 'type' | 'holders' | 'object'> & Dated;

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
  if (type.multiple !== false || !isStanding(licence, today)) return;
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
    await claimSlot(slot, { licence, today, replaced, field: `body/holders/${index}` }, unit);
  }
}

interface SlotClaim {
  readonly licence: Claiming;
  readonly today: string;
  readonly replaced: string | undefined;
  readonly field: string;
}

async function claimSlot(
  slot: Omit<LicenceSlot, 'schema' | 'licence'>,
  { licence: { identifier }, today, replaced, field }: SlotClaim,
  unit: UnitOfWork,
): Promise<void> {
  const release = await findRelease(unit, { kind: 'licence-slot', ...slot });
  demand(
    release?.to === undefined || release.to === identifier,
    'already-exists',
    'a majority has released the place of this licence to another one',
    { field },
  );
  const inTheWay = await licenceIn(slot, { today, release }, unit);
  demand(
    inTheWay === undefined || inTheWay === identifier || inTheWay === replaced,
    'already-exists',
    'the holder has a valid licence of this type',
    { field },
  );
  unit.put(licenceSlots, { schema: 1, ...slot, licence: identifier, ...claimUnder(release) });
}

/** The valid licence that has a slot. */
async function licenceIn(
  slot: Omit<LicenceSlot, 'schema' | 'licence'>,
  { today, release }: { readonly today: string; readonly release: Release | undefined },
  unit: UnitOfWork,
): Promise<string | undefined> {
  const taken = await unit.get(licenceSlots, ...slotParts(slot));
  if (taken === undefined || !isHeld(taken, release)) return undefined;
  const licence = await findLicence(unit, taken.licence);
  return licence !== undefined && isStanding(licence, today) ? licence.identifier : undefined;
}

/** The lock names of the slots: by holder only, since the body does not say whether the type is about objects. */
export function slotSubjects(type: string, holders: readonly Party[]): LockSubject[] {
  return holders.map((party) => ({ name: [licenceSlots.name, type, partyCode(party)].join('~') }));
}
