// SPDX-License-Identifier: Apache-2.0
import type { SubjectFacts } from '../authority/conditions';
import { unowned } from '../authority/relation';
import { subjectIn } from '../command/subjects';
import type { LockSubject } from '../command/subjects';
import { demand, Refusal } from '../ledger/refusal';
import { sameDigest } from '../ledger/digest';
import type { Digest } from '../ledger/digest';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { personRegistrations } from './model';
import type { PersonRegistration } from './model';

export function personSubject(person: string): LockSubject {
  return subjectIn(personRegistrations, person);
}

/** @throws {Refusal} `not-found`. */
export async function requirePersonRegistration(
  channel: Pick<UnitOfWork, 'get'>,
  person: string,
  field = 'body/person',
): Promise<PersonRegistration> {
  const registration = await channel.get(personRegistrations, person);
  if (registration === undefined) {
    throw new Refusal('not-found', 'no such person is registered', { field });
  }
  return registration;
}

/** Whose a person is: of the organisation that entered it. */
export async function aboutPerson(
  { person }: { readonly person: string },
  unit: UnitOfWork,
): Promise<SubjectFacts> {
  const registration = await unit.get(personRegistrations, person);
  return { owner: registration?.entered ?? unowned, field: 'body/person' };
}

/** @throws {Refusal} `commitment-mismatch`. */
export function demandCommitment(actual: Digest, expected: Digest, field = 'body/commitment'): void {
  demand(sameDigest(actual, expected), 'commitment-mismatch', 'it is not the commitment to this person', {
    field,
  });
}

/**
 * As {@link demandCommitment}, of what the person's data are or were before an amendment.
 * @throws {Refusal} `commitment-mismatch`.
 */
export function demandKnownCommitment(
  actual: Digest,
  { commitment, earlier = [] }: PersonRegistration,
  field: string,
): void {
  const known = earlier.find((digest) => sameDigest(digest, actual)) ?? commitment;
  demandCommitment(actual, known, field);
}
