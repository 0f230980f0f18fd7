// SPDX-License-Identifier: Apache-2.0
import { createHmac, randomBytes } from 'node:crypto';
import { canonicalJson, Refusal } from '@guidang/chaincode/model';
import type { Person } from '@guidang/chaincode/model';
import { purgePerson, putPerson } from '@guidang/chaincode/commands';
import { commitmentTo } from '@guidang/chaincode/proof';
import type { EnteredPerson, PersonService } from './api';
import type { Accepted, CommandOptions, Committed } from '../command/api';
import type { SigningCommandService } from '../command/service';
import { organisationOf } from '../gateway-context';
import type { GatewayContext } from '../gateway-context';
import type { Caller } from '../caller';

type PersonOptions = Pick<CommandOptions, 'role' | 'idempotencyKey' | 'respondAsync'>;

/** A person as returned by the private data collection. */
interface StoredPerson {
  readonly salt: string;
  readonly person: Person;
}

/**
 * People: their data goes into the private data collection, in separate transactions; only a random pseudonym and a
 * salted commitment leave this service for the channel.
 */
export class Persons implements PersonService {
  readonly #context: GatewayContext;
  readonly #commands: SigningCommandService;
  readonly #lookupKey: Buffer;

  /** @param lookupKey the organisations' shared HMAC key of 32 bytes for looking up numbers. */
  constructor(context: GatewayContext, commands: SigningCommandService, lookupKey: Buffer) {
    this.#context = context;
    this.#commands = commands;
    this.#lookupKey = lookupKey;
  }

  async enter(
    caller: Caller,
    person: Person,
    options: PersonOptions,
  ): Promise<EnteredPerson & { write?: Committed | Accepted }> {
    const present = await this.resolve(caller, person);
    if (present !== undefined) return present;
    try {
      return await this.#put(caller, person, options);
    } catch (error) {
      // Another gateway may have entered the same person in the meantime.
      const entered = isTaken(error) ? await this.resolve(caller, person) : undefined;
      if (entered === undefined) throw error;
      return entered;
    }
  }

  async #put(
    caller: Caller,
    person: Person,
    options: PersonOptions,
  ): Promise<EnteredPerson & { write: Committed | Accepted }> {
    const salt = randomBytes(32).toString('hex');
    const body = {
      person: `P${randomBytes(16).toString('hex').toUpperCase()}`,
      commitment: commitmentTo(salt, person),
    };
    const write = await this.#commands.runPrivate(
      caller,
      putPerson,
      { body, transient: { person: json({ salt, person }), lookup: json(this.#lookup(person)) } },
      options,
    );
    return { ...body, write };
  }

  async resolve(
    caller: Caller,
    number: Pick<Person, 'numberType' | 'number'>,
  ): Promise<EnteredPerson | undefined> {
    const { ledger } = organisationOf(this.#context, caller.organisation);
    const transient = { lookup: json(this.#lookup(number)) };
    const found = await ledger.evaluate({ transaction: 'person:resolve', args: [], transient });
    const { person } = (JSON.parse(found) ?? {}) as { person?: string };
    if (person === undefined) return undefined;
    const stored = JSON.parse(
      await ledger.evaluate({ transaction: 'person:get', args: [person] }),
    ) as StoredPerson | null;
    return stored === null ? undefined : { person, commitment: commitmentTo(stored.salt, stored.person) };
  }

  purge(caller: Caller, person: string, options: PersonOptions): Promise<Committed | Accepted> {
    return this.#commands.runPrivate(caller, purgePerson, { body: { person }, transient: {} }, options);
  }

  /**
   * A holder's data for the printed licence, as far as the caller's organisation may know it; otherwise `undefined`.
   */
  async describe(organisation: string, person: string): Promise<Person | undefined> {
    const own = this.#context.organisations.get(organisation);
    const found = await own?.ledger.evaluate({ transaction: 'person:get', args: [person] });
    return found === undefined
      ? undefined
      : ((JSON.parse(found) as StoredPerson | null)?.person ?? undefined);
  }

  /** Keyed, since a plain digest of a citizen number can be reversed by brute force. */
  #lookup({ numberType, number }: Pick<Person, 'numberType' | 'number'>): string {
    return createHmac('sha256', this.#lookupKey).update(canonicalJson({ number, numberType })).digest('hex');
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Refusal && error.code === 'already-exists';
}

function json(value: unknown): Buffer {
  return Buffer.from(canonicalJson(value), 'utf8');
}
