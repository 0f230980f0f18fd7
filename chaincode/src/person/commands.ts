// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { defineCommand } from '../command/definition';
import type { CommandResult } from '../command/definition';
import { digestOf } from '../ledger/hash';
import { demand } from '../ledger/refusal';
import { sameDigest } from '../ledger/digest';
import { limits } from '../ledger/limits';
import { codeSchema, pseudonymSchema } from '../ledger/values';
import { pseudonymOf } from './commitment';
import { committedPersonSchema, personRegistrations } from './model';
import type { PersonRegistration } from './model';
import { aboutPerson, personSubject, requirePersonRegistration } from './registration';

export const registerPersonBody = committedPersonSchema;

/**
 * Registers the commitment to a person, before the data are put into the collection: who entered whom, and when, is on
 * the channel. The same organisation may register it again, since a gateway may not know that it has.
 */
export const registerPerson = defineCommand({
  type: 'person.register',
  body: registerPersonBody,
  once: 'identifier',
  subjects: ({ person }) => [personSubject(person)],
  async run({ person, commitment }, { unit, officer, claimedAt, emit }) {
    const { organisation, department, id } = officer;
    demand(
      person === pseudonymOf(organisation, commitment),
      'commitment-mismatch',
      'the pseudonym does not derive from the organisation and the commitment',
      { field: 'body/person' },
    );
    const before = await unit.get(personRegistrations, person);
    if (before !== undefined) {
      const isSame = before.status === 'registered' && sameDigest(before.commitment, commitment);
      demand(isSame, 'already-exists', 'the pseudonym is taken', { field: 'body/person' });
      return { person };
    }
    const registration: PersonRegistration = {
      schema: 1,
      version: 1,
      person,
      commitment,
      entered: { organisation, department, officer: id, at: claimedAt },
      status: 'registered',
    };
    unit.put(personRegistrations, registration);
    emit({
      type: 'person.registered',
      subject: { kind: 'person', id: person },
      version: registration.version,
      digest: digestOf(registration),
    });
    return { person };
  },
});

export const amendPersonBody = z.strictObject({
  ...committedPersonSchema.shape,
  reason: codeSchema,
  basis: codeSchema,
});

/**
 * Commits to corrected data of a person under the same pseudonym (个人信息保护法 art. 46), before they are put into the
 * collection. The same again changes nothing, since a gateway may not know that it has.
 */
export const amendPerson = defineCommand({
  type: 'person.amend',
  body: amendPersonBody,
  once: 'identifier',
  subjects: ({ person }) => [personSubject(person)],
  about: aboutPerson,
  async run({ person, commitment, reason, basis }, { unit, emit }) {
    const before = await requirePersonRegistration(unit, person);
    demand(before.status === 'registered', 'state-conflict', `the person is ${before.status}`, {
      field: 'body/person',
    });
    if (sameDigest(before.commitment, commitment)) return { person, version: before.version };
    const earlier = [...(before.earlier ?? []), before.commitment];
    demand(earlier.length <= limits.personAmendmentsMax, 'limit-exceeded', 'amended too often');
    const version = before.version + 1;
    const amended: PersonRegistration = { ...before, version, commitment, earlier };
    unit.put(personRegistrations, amended);
    const subject = { kind: 'person' as const, id: person };
    emit({ type: 'person.amended', subject, version, digest: digestOf(amended), data: { reason, basis } });
    return { person, version };
  },
});

/** What the channel knows of a person; who entered it is unknown of people of version 0.1.0. */
export interface Inspected extends CommandResult {
  readonly person: string;
  readonly status: PersonRegistration['status'] | 'unregistered';
  readonly entered: Exclude<PersonRegistration['entered'], undefined> | null;
}

export const inspectPersonBody = z.strictObject({ person: pseudonymSchema });

/**
 * Records that an officer asks who stands behind a number: who entered the pseudonym, and when. The number itself stays
 * with the gateway.
 */
export const inspectPerson = defineCommand({
  type: 'person.inspect',
  body: inspectPersonBody,
  once: 'identifier',
  subjects: ({ person }) => [personSubject(person)],
  async run({ person }, { unit, emit }): Promise<Inspected> {
    const registration = await unit.get(personRegistrations, person);
    emit({ type: 'person.inspected', subject: { kind: 'person', id: person } });
    return {
      person,
      status: registration?.status ?? 'unregistered',
      entered: registration?.entered ?? null,
    };
  },
});
