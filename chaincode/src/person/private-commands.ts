// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { parseInput } from '../ledger/input';
import { definePrivateCommand } from '../command/private-command';
import type { PrivateData } from '../command/private-command';
import { canonicalJson } from '../ledger/canonical';
import { demand, Refusal } from '../ledger/refusal';
import { keyedDigestSchema, pseudonymSchema } from '../ledger/values';
import { commitmentTo } from './commitment';
import {
  committedPersonSchema,
  lookupEntrySchema,
  lookupKey,
  personEntrySchema,
  personKey,
  personRegistrations,
  storedPersonSchema,
} from './model';
import type { PersonEntry, PersonRegistration, StoredPerson } from './model';
import {
  aboutPerson,
  demandCommitment,
  demandKnownCommitment,
  requirePersonRegistration,
} from './registration';

export const putPersonBody = committedPersonSchema;

/**
 * Puts the data of a registered person into the collection, once: the same again changes nothing. Transient: `person`
 * (salt and data), `lookup` (keyed digest of the number, or `null` for a person who is to replace another one).
 */
export const putPerson = definePrivateCommand({
  type: 'person.put',
  body: putPersonBody,
  about: async ({ person }, unit) => {
    await requirePersonRegistration(unit, person);
    return aboutPerson({ person }, unit);
  },
  async run({ person, commitment }, data) {
    const stored = parseInput(storedPersonSchema, data.transient('person'), 'person');
    const lookup = parseInput(keyedDigestSchema.nullable(), data.transient('lookup'), 'lookup');
    const registration = await requirePersonRegistration(data.channel, person);
    demandCommitment(commitment, registration.commitment);
    demandCommitment(commitmentTo(stored.salt, stored.person), commitment);
    // What two officers have ended, no command signed before may bring back.
    demand(registration.status === 'registered', 'state-conflict', `the person is ${registration.status}`);
    const entry: PersonEntry = lookup === null ? stored : { ...stored, lookup };
    const before = await entryOf(person, data);
    if (before !== undefined && registration.earlier !== undefined) {
      demand(lookup === null, 'state-conflict', 'amended data keep the number as it is', { field: 'lookup' });
      return putAmended({ stored, before, registration }, data);
    }
    const isSame = before !== undefined && canonicalJson(before) === canonicalJson(entry);
    if (lookup !== null && !isSame) {
      await demandFree(data, lookupKey(lookup), 'the number has a pseudonym already');
    }
    demand(isSame || before === undefined, 'already-exists', 'the pseudonym is taken', {
      field: 'body/person',
    });
    await data.put(personKey(person), entry);
    if (lookup !== null) await data.put(lookupKey(lookup), { person });
    return { person };
  },
});

const namedPersonBody = z.strictObject({ person: pseudonymSchema });

interface Amendment {
  readonly stored: StoredPerson;
  readonly before: PersonEntry;
  readonly registration: PersonRegistration;
}

/** Replaces the data of a person by amended ones; those of before stay beside them until the person is purged. */
async function putAmended(
  { stored, before, registration }: Amendment,
  data: PrivateData,
): Promise<{ person: string }> {
  const { person } = registration;
  const { lookup, earlier = [], ...present } = before;
  if (canonicalJson(present) === canonicalJson(stored)) return { person };
  demandData(before, registration);
  const isSameNumber =
    stored.person.numberType === present.person.numberType && stored.person.number === present.person.number;
  demand(isSameNumber, 'state-conflict', 'an amendment leaves the number as it is', { field: 'person' });
  await data.put(personKey(person), {
    ...stored,
    ...(lookup !== undefined && { lookup }),
    earlier: [...earlier, present],
  });
  return { person };
}

export const purgePersonBody = namedPersonBody;

/**
 * Purges a person whose purge two officers have ordered, including its history; references on the channel then lead
 * nowhere.
 */
export const purgePerson = definePrivateCommand({
  type: 'person.purge',
  body: purgePersonBody,
  about: aboutPerson,
  async run({ person }, data) {
    const registration = await data.channel.get(personRegistrations, person);
    demand(registration?.status === 'purge-ordered', 'state-conflict', 'two officers must order the purge', {
      field: 'body/person',
    });
    const entry = await requireEntry(person, data);
    demandData(entry, registration);
    await data.purge(personKey(person));
    // After a correction the number leads to somebody else.
    const { lookup } = entry;
    if (lookup !== undefined && (await leadsTo(lookup, data)) === person) await data.purge(lookupKey(lookup));
    return { person };
  },
});

export const correctPersonBody = namedPersonBody;

/** Points the number of a person to the one whom officers of two organisations have named. */
export const correctPerson = definePrivateCommand({
  type: 'person.correct',
  body: correctPersonBody,
  async run({ person }, data) {
    const registration = await requirePersonRegistration(data.channel, person);
    const { status, instead } = registration;
    if (status !== 'corrected' || instead === undefined) {
      throw new Refusal('state-conflict', 'two officers must order the correction', { field: 'body/person' });
    }
    const right = await requirePersonRegistration(data.channel, instead.person);
    demand(right.status !== 'purge-ordered', 'state-conflict', 'the right person is purged');
    const [wrongEntry, rightEntry] = [
      await requireEntry(person, data),
      await requireEntry(instead.person, data),
    ];
    demandData(wrongEntry, registration);
    demandData(rightEntry, right);
    const { lookup, ...rest } = wrongEntry;
    const isOpen = lookup !== undefined && (await leadsTo(lookup, data)) === person;
    demand(isOpen, 'state-conflict', 'the number leads to another person already');
    demand(rightEntry.lookup === undefined, 'state-conflict', 'the right person has a number already');
    await data.put(personKey(person), rest);
    await data.put(personKey(instead.person), { ...rightEntry, lookup });
    await data.put(lookupKey(lookup), { person: instead.person });
    return { person: instead.person };
  },
});

/** The data are those of the registration, or, while an amendment is under way, of before. */
function demandData({ salt, person }: PersonEntry, registration: PersonRegistration): void {
  demandKnownCommitment(commitmentTo(salt, person), registration, 'body/person');
}

async function entryOf(person: string, data: PrivateData): Promise<PersonEntry | undefined> {
  const stored = await data.get(personKey(person));
  return stored === undefined ? undefined : parseInput(personEntrySchema, stored, 'person');
}

/** @throws {Refusal} `not-found`. */
async function requireEntry(person: string, data: PrivateData): Promise<PersonEntry> {
  const entry = await entryOf(person, data);
  if (entry === undefined) {
    throw new Refusal('not-found', 'there is no such person', { field: 'body/person' });
  }
  return entry;
}

async function leadsTo(lookup: string, data: PrivateData): Promise<string | undefined> {
  const stored = await data.get(lookupKey(lookup));
  return stored === undefined ? undefined : parseInput(lookupEntrySchema, stored, 'lookup').person;
}

async function demandFree(data: PrivateData, key: string, message: string): Promise<void> {
  demand((await data.get(key)) === undefined, 'already-exists', message, { field: 'body/person' });
}
