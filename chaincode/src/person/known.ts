// SPDX-License-Identifier: Apache-2.0
import { isSameOfficer } from '../authority/naming';
import type { NamedOfficer, Naming } from '../authority/naming';
import { demand, Refusal } from '../ledger/refusal';
import type { Digest } from '../ledger/digest';
import { tableKey } from '../ledger/table';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { personCollection, personKey, personRegistrations } from './model';
import type { PersonRegistration } from './model';
import { demandKnownCommitment } from './registration';

/** Someone or something that a command names, of which only people are asked about here. */
type Named = { readonly person: string; readonly commitment?: Digest } | object;

/** The keys that tell whether the people of a command are known: read, and hardly ever written. */
export function keysOfPeople(named: readonly Named[]): string[] {
  return named.flatMap((one) => ('person' in one ? [tableKey(personRegistrations.name, [one.person])] : []));
}

/**
 * Refuses people whom nobody has entered: a right, or a record, of a pseudonym that leads nowhere.
 * @throws {Refusal} `not-found`.
 */
export async function demandKnown(unit: UnitOfWork, named: readonly Named[], field: string): Promise<void> {
  const keys = keysOfPeople(named);
  if (keys.length === 0) return;
  await unit.fetch(keys);
  for (const [index, one] of named.entries()) {
    if ('person' in one) await findKnown(unit, one.person, `${field}/${index}/person`);
  }
}

/** The note that an officer names these, where there are people among them whom the officer has not entered. */
export async function namingBy(
  { organisation, officer }: NamedOfficer,
  named: readonly Named[],
  unit: UnitOfWork,
): Promise<Naming> {
  for (const one of named) {
    if (!('person' in one)) continue;
    const entered = (await unit.get(personRegistrations, one.person))?.entered;
    if (entered === undefined || !isSameOfficer(entered, { organisation, officer })) {
      return { namedBy: [{ organisation, officer }] };
    }
  }
  return {};
}

/**
 * Refuses a party to whom something is to be given, unless it is somebody, as entered: what is committed to is what
 * opens under the licence one day.
 * @throws {Refusal} `not-found`, `commitment-mismatch`, `state-conflict` for one who is to be forgotten, or whose number
 *   was another's.
 */
export async function demandParty(
  unit: UnitOfWork,
  party: { readonly person: string; readonly commitment: Digest } | { readonly organisation: string },
  field: string,
): Promise<void> {
  if (!('person' in party)) return;
  const registration = await findKnown(unit, party.person, `${field}/person`);
  if (registration === undefined) return;
  const { status, instead } = registration;
  // Cases that were opened before an amendment carry the commitment of then.
  demandKnownCommitment(party.commitment, registration, `${field}/commitment`);
  const now = instead === undefined ? '' : `: its number leads to ${instead.person}`;
  demand(status === 'registered', 'state-conflict', `the person ${party.person} is ${status}${now}`, {
    field: `${field}/person`,
  });
}

/**
 * The registration of a person; `undefined` for one whom version 0.1.0 entered, of whom the channel knows only that the
 * collection has an entry.
 * @throws {Refusal} `not-found`.
 */
async function findKnown(
  unit: UnitOfWork,
  person: string,
  field: string,
): Promise<PersonRegistration | undefined> {
  const registration = await unit.get(personRegistrations, person);
  if (registration === undefined && !(await unit.hasPrivate(personCollection, personKey(person)))) {
    throw new Refusal('not-found', `nobody is entered as ${person}`, { field });
  }
  return registration;
}
