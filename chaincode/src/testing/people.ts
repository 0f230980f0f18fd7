// SPDX-License-Identifier: Apache-2.0
import { canonicalJson } from '../ledger/canonical';
import type { Digest } from '../ledger/digest';
import { sha256 } from '../ledger/hash';
import { commitmentTo, pseudonymOf } from '../person/commitment';
import { registerPerson } from '../person/commands';
import type { BodyOf, GiveOptions, World } from './world';
import { lookupKey, personCollection, personKey } from '../person/model';
import type { Person } from '../person/model';
import { orderPurge } from '../person/orders';
import { putPerson } from '../person/private-commands';

/** A person as an organisation enters it, and what its gateway sends. */
interface SamplePerson {
  readonly person: Person;
  readonly salt: string;
  /** Keyed digest of the number. */
  readonly lookup: string;
  readonly body: { readonly person: string; readonly commitment: Digest };
  readonly put: { readonly body: BodyOf<typeof putPerson>; readonly options: GiveOptions };
}

/** A person as a party of something, under a commitment to nobody in particular. */
export function partyOf(name: string): SamplePerson['body'] {
  const commitment = sha256(name);
  return { person: pseudonymOf('east', commitment), commitment };
}

/** Who is entered in every world: parties of licences and cases must be. */
export const entered = { seller: partyOf('seller'), buyer: partyOf('buyer'), holder: partyOf('holder') };

/** Why officers order something about a person, in tests. */
export const why = { reason: 'retention-ended', basis: 'pipl:47' };

export function personOf(
  person: Person,
  { organisation = 'east', salt = '5a'.repeat(32), isAside = false } = {},
): SamplePerson {
  const commitment = commitmentTo(salt, person);
  const body = { person: pseudonymOf(organisation, commitment), commitment };
  const lookup = sha256(`keyed digest of ${person.number}`).value;
  const transient = {
    person: canonicalJson({ salt, person }),
    lookup: canonicalJson(isAside ? null : lookup),
  };
  return { person, salt, lookup, body, put: { body, options: { transient } } };
}

export const samplePerson = personOf({
  schema: 1,
  name: '闻人知夏',
  numberType: '111',
  number: '999999186609250285',
});

const amended = personOf({ ...samplePerson.person, address: '示范省示范市更名路1号' }, { isAside: true });

/** The same person with corrected data, under the same pseudonym. */
export const amendedPerson = {
  ...amended,
  body: { ...amended.body, person: samplePerson.body.person },
  put: { ...amended.put, body: { ...amended.put.body, person: samplePerson.body.person } },
};

/** The same number with another name: who is entered to replace the one before. */
export const rightPerson = personOf({ ...samplePerson.person, name: '钟离牧野' }, { isAside: true });

export async function register(world: World, { body }: SamplePerson): Promise<void> {
  await world.give(world.officers.eastAcceptor, registerPerson, body);
}

/** Registers a person and puts the data into the collection. */
export async function enter(world: World, sample: SamplePerson): Promise<void> {
  await register(world, sample);
  await world.give(world.officers.eastAcceptor, putPerson, sample.put.body, sample.put.options);
}

/** Enters somebody under the number of another person, and that person too. */
export async function enterWrongly(
  world: World,
): Promise<BodyOf<typeof orderPurge> & { right: SamplePerson['body'] }> {
  await enter(world, samplePerson);
  await enter(world, rightPerson);
  return { ...samplePerson.body, ...why, right: rightPerson.body };
}

/** Two officers order that a person is purged. */
export async function orderPurgeOf(world: World, { body }: SamplePerson): Promise<void> {
  await world.give(world.officers.eastDecider, orderPurge, { ...body, ...why });
  await world.give(world.officers.eastRegistrar, orderPurge, { ...body, ...why });
}

/** A person as version 0.1.0 left it: in the collection only. */
export function enterAsBefore(world: World, { person, salt, lookup }: SamplePerson, pseudonym: string): void {
  const { privateState } = world.ledger;
  const entry = { lookup, person, salt };
  privateState.set(`${personCollection}/${personKey(pseudonym)}`, Buffer.from(canonicalJson(entry)));
  const leads = Buffer.from(canonicalJson({ person: pseudonym }));
  privateState.set(`${personCollection}/${lookupKey(lookup)}`, leads);
}
