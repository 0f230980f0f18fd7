// SPDX-License-Identifier: Apache-2.0
import type { Case, Digest, Party, Person, PersonRegistration } from '@guidang/chaincode/model';
import type { CharactersUnprintable } from '../../errors/characters-unprintable';
import type { Accepted, CommandOptions, Committed, RecordedUse } from '../command/api';
import type { Caller } from '../caller';

export interface EnteredPerson {
  readonly person: string;
  readonly commitment: Digest;
}

export type PersonOptions = Pick<CommandOptions, 'role' | 'idempotencyKey' | 'respondAsync'>;

export interface PersonNumber extends Pick<Person, 'numberType' | 'number'> {
  /** The name that the number should belong to. */
  readonly name?: string | undefined;
}

/** Who stands behind a number, as far as an officer must know to tell whether it is the right person. */
export interface Inspection extends EnteredPerson {
  readonly status: PersonRegistration['status'] | 'unregistered';
  /** Who entered the person; `null` for people of version 0.1.0. */
  readonly entered: Exclude<PersonRegistration['entered'], undefined> | null;
  /** Whether the data behind the pseudonym have this number: a lookup can be put there without. */
  readonly numberFits: boolean;
  readonly nameFits?: boolean | undefined;
  readonly access: Committed;
}

/** Where an officer deals with a person. */
export interface PersonUse extends RecordedUse {
  readonly of: { readonly kind: 'case' | 'licence' | 'record'; readonly id: string };
}

/** What is opened of a person: no more than tells who somebody is. */
export interface UsedPerson extends Pick<Person, 'name' | 'numberType' | 'number'> {
  readonly person: string;
  readonly access: Committed;
}

/** What is corrected of a person, and why. */
export interface Amendment extends Partial<Pick<Person, 'address' | 'telephone'>> {
  readonly name?: string | undefined;
  readonly reason: string;
  readonly basis: string;
}

export interface PersonService {
  /**
   * Enters a person: first the commitment on the channel, then the data in the collection. Returns the existing
   * pseudonym of the number, if it belongs to the same name; `write` is absent then.
   */
  enter(
    caller: Caller,
    person: Person,
    options: PersonOptions,
  ): Promise<EnteredPerson & { readonly write?: Committed | Accepted | undefined }>;
  /** Enters the right person beside the one to whom the number leads now, for a correction. */
  enterInstead(
    caller: Caller,
    wrong: string,
    person: Person,
    options: PersonOptions,
  ): Promise<EnteredPerson & { readonly write: Committed | Accepted }>;
  resolve(caller: Caller, number: Pick<Person, 'numberType' | 'number'>): Promise<EnteredPerson | undefined>;
  /** As {@link resolve}, recorded first: says who entered the person, and whether number and name fit. */
  inspect(caller: Caller, number: PersonNumber, use: RecordedUse): Promise<Inspection | undefined>;
  /**
   * Opens name and number of a person whom a case, licence or record of the caller's department names, once the use is
   * on the ledger.
   * @throws {ContentError} `read-used` when the recorded use has been answered before.
   * @returns undefined when the data are not here.
   */
  use(caller: Caller, person: string, use: PersonUse): Promise<UsedPerson | undefined>;
  /**
   * Corrects name, address or telephone number under the same pseudonym (个人信息保护法 art. 46); what they were is kept
   * in the private data.
   */
  amend(
    caller: Caller,
    person: string,
    amendment: Amendment,
    options: PersonOptions,
  ): Promise<EnteredPerson & { readonly write?: Committed | Accepted }>;
  /** Purges a person whose purge two officers have ordered. */
  purge(caller: Caller, person: string, options: PersonOptions): Promise<Committed | Accepted>;
  /** Points the number of a person to the one whom officers of two organisations have named. */
  correct(caller: Caller, person: string, options: PersonOptions): Promise<Committed | Accepted>;
}

/** Who applies in each of some cases, as far as the officers who handle them see it in a list. */
export interface ApplicantNames {
  /**
   * By case: of the caller's own department's only, and for callers who handle cases, of people whom they may open. People are masked; what is not
   * known here, or no more, is left out.
   */
  ofCases(
    caller: Caller,
    cases: readonly Pick<Case, 'id' | 'organisation' | 'department' | 'applicant' | 'namedBy'>[],
  ): Promise<ReadonlyMap<string, string>>;
}

/** What of names could not be printed on a licence. */
export interface NameCheck {
  ofText(text: string, field: string): Promise<readonly CharactersUnprintable[]>;
  /** Of the people among them, as far as their names are here. */
  ofParties(
    caller: Pick<Caller, 'organisation'>,
    parties: readonly Party[],
    fieldOf: (index: number) => string,
  ): Promise<readonly CharactersUnprintable[]>;
}
