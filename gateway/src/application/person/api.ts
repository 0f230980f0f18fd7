// SPDX-License-Identifier: Apache-2.0
import type { Digest, Person, Role } from '@guidang/chaincode/model';
import type { Accepted, Committed, WriteOptions } from '../command/api';
import type { Caller } from '../caller';

export interface EnteredPerson {
  readonly person: string;
  readonly commitment: Digest;
}

export interface PersonService {
  /** Enters a person, or returns the existing pseudonym of the number; `write` is absent then. */
  enter(
    caller: Caller,
    person: Person,
    options: WriteOptions & {
      readonly role?: Role | undefined;
      readonly idempotencyKey?: string | undefined;
    },
  ): Promise<EnteredPerson & { readonly write?: Committed | Accepted | undefined }>;
  resolve(caller: Caller, number: Pick<Person, 'numberType' | 'number'>): Promise<EnteredPerson | undefined>;
  purge(
    caller: Caller,
    person: string,
    options: WriteOptions & {
      readonly role?: Role | undefined;
      readonly idempotencyKey?: string | undefined;
    },
  ): Promise<Committed | Accepted>;
}
