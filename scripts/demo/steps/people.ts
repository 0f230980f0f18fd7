// SPDX-License-Identifier: Apache-2.0
import type { Digest } from '@guidang/chaincode/model';
import type { DemoActor } from '../actor';
import { expectSame } from '../expect';
import { buyer, seller } from '../files';
import type { SamplePerson } from '../files';
import { officers } from '@guidang/chaincode/sample';
import type { Stage } from '../stage';

/** How the ledger knows a person: by a random pseudonym and a salted commitment. */
export interface KnownPerson {
  readonly person: string;
  readonly commitment: Digest;
}

export interface Parties {
  readonly seller: KnownPerson;
  readonly buyer: KnownPerson;
}

/** 公民身份号码 among the holder codes of the e-licence metadata. */
const citizenNumberType = '111';

export async function enterPeople(stage: Stage): Promise<Parties> {
  stage.act('People: names and numbers stay in private data; the ledger sees pseudonyms');
  const clerk = await stage.as(officers.eastAcceptor);
  return { seller: await enter(clerk, 'the seller', seller), buyer: await enter(clerk, 'the buyer', buyer) };
}

/** Enters a person twice and searches for it: each time it is the same. */
export async function enter(clerk: DemoActor, role: string, person: SamplePerson): Promise<KnownPerson> {
  const body = entryOf(person);
  const known = pick(await clerk.post<KnownPerson>('/api/v1/persons', body));
  expectSame('the same person again', pick(await clerk.post<KnownPerson>('/api/v1/persons', body)), known);
  const resolved = await clerk.post<KnownPerson>('/api/v1/persons:resolve', {
    numberType: body.numberType,
    number: body.number,
  });
  expectSame('the pseudonym of the number', pick(resolved), known);
  clerk.did(`enters ${role}; the same number gives the same pseudonym again`, {
    pseudonym: known.person,
    commitment: known.commitment.value,
  });
  return known;
}

/** The body of `POST /persons`. */
export function entryOf({ name, citizenNumber: number, address, telephone }: SamplePerson): {
  readonly numberType: string;
  readonly number: string;
  readonly [member: string]: unknown;
} {
  return { schema: 1, name, numberType: citizenNumberType, number, address, telephone };
}

export function pick({ person, commitment }: KnownPerson): KnownPerson {
  return { person, commitment };
}
