// SPDX-License-Identifier: Apache-2.0
import { createHmac } from 'node:crypto';
import {
  canonicalJson,
  demand,
  lookupEntrySchema,
  personEntrySchema,
  Refusal,
} from '@guidang/chaincode/model';
import type { Person, PersonEntry } from '@guidang/chaincode/model';
import {
  amendPerson,
  correctPerson,
  getPersonTransaction,
  inspectPerson,
  purgePerson,
  putPerson,
  registerPerson,
  resolvePersonTransaction,
  usePersonOfCase,
  usePersonOfLicence,
  usePersonOfRecord,
} from '@guidang/chaincode/commands';
import { commitmentTo, pseudonymOf } from '@guidang/chaincode/proof';
import { KeyedQueue } from '../../common/keyed-queue';
import { optional } from '../../common/optional';
import type { LedgerPort } from '../../ledger/port';
import { OutboxError } from '../../outbox';
import type {
  Amendment,
  EnteredPerson,
  Inspection,
  PersonNumber,
  PersonOptions,
  PersonService,
  PersonUse,
  UsedPerson,
} from './api';
import type { PersonDrafts } from './drafts';
import { amendedPerson, isSameName, lookupSpellings, normalNumber, normalPerson } from './normal-form';
import type { Accepted, Committed, RecordedUse } from '../command/api';
import type { RecordedReads } from '../command/recorded-reads';
import type { SigningCommandService } from '../command/service';
import { organisationOf } from '../gateway-context';
import type { GatewayContext } from '../gateway-context';
import type { Caller } from '../caller';

interface FoundPerson extends EnteredPerson {
  readonly data: Person;
}

/** How a person is entered: under which draft, and whether the number is to lead there at once. */
interface Entering {
  readonly draft: string;
  readonly isAside: boolean;
}

interface PersonsOptions {
  readonly context: GatewayContext;
  readonly commands: SigningCommandService;
  readonly reads: Pick<RecordedReads, 'record'>;
  readonly drafts: PersonDrafts;
  /** The organisations' shared HMAC key of 32 bytes for looking up numbers. */
  readonly lookupKey: Buffer;
}

/**
 * People: their data go into the private data collection, in separate transactions; only a random pseudonym and a
 * salted commitment leave this service for the channel, before the data.
 */
export class Persons implements PersonService {
  readonly #context: GatewayContext;
  readonly #commands: SigningCommandService;
  readonly #reads: Pick<RecordedReads, 'record'>;
  readonly #drafts: PersonDrafts;
  readonly #lookupKey: Buffer;
  /** Those that enter the same person wait for each other instead of each registering a pseudonym. */
  readonly #entering = new KeyedQueue();

  constructor({ context, commands, reads, drafts, lookupKey }: PersonsOptions) {
    this.#context = context;
    this.#commands = commands;
    this.#reads = reads;
    this.#drafts = drafts;
    this.#lookupKey = lookupKey;
  }

  async enter(
    caller: Caller,
    person: Person,
    options: PersonOptions,
  ): Promise<EnteredPerson & { write?: Committed | Accepted }> {
    // One who is known already is answered without a command, which would compare.
    const { idempotencyKey } = options;
    await this.#commands.demandSameUse(caller, { idempotencyKey, content: this.#keyed({ use: person }) });
    const draft = `${caller.organisation}~${this.#keyed({ draft: normalNumber(person) })}`;
    return this.#entering.run(draft, () =>
      this.#enter(caller, person, { ...options, draft, isAside: false }),
    );
  }

  async #enter(
    caller: Caller,
    person: Person,
    options: PersonOptions & Entering,
  ): Promise<EnteredPerson & { write?: Committed | Accepted }> {
    const present = await this.#same(caller, person, options.draft);
    if (present !== undefined) return present;
    try {
      return await this.#put(caller, person, options);
    } catch (error) {
      // Another gateway may have entered the same person in the meantime.
      const entered = isTaken(error) ? await this.#same(caller, person, options.draft) : undefined;
      if (entered === undefined) throw error;
      return entered;
    }
  }

  /**
   * The pseudonym that the number has already.
   * @throws {Refusal} `person-differs` when it stands for another name: a case must not be opened for somebody else; or
   * when an address or a telephone number is sent that is not the one kept.
   */
  async #same(caller: Caller, person: Person, draft: string): Promise<EnteredPerson | undefined> {
    const found = await this.#find(caller, person);
    if (found === undefined) return undefined;
    await this.#drafts.remove(draft);
    demand(
      isSameName(found.data.name, person.name),
      'person-differs',
      'the number leads to a person of another name',
      { field: 'body/name' },
    );
    const { data, ...entered } = found;
    demandKept(data, person);
    return entered;
  }

  async enterInstead(
    caller: Caller,
    wrong: string,
    person: Person,
    options: PersonOptions,
  ): Promise<EnteredPerson & { write: Committed | Accepted }> {
    const draft = asideKey(caller, wrong);
    return this.#entering.run(draft, async () => {
      const found = await this.#find(caller, person);
      demand(found?.person === wrong, 'state-conflict', 'the number does not lead to this pseudonym', {
        field: 'body/number',
      });
      return this.#put(caller, person, { ...options, draft, isAside: true });
    });
  }

  /**
   * First the commitment on the channel, then the data. If this ends in between, the same request completes it: the
   * draft gives the same salt, so the same commitment, and both commands may be given again.
   */
  async #put(
    caller: Caller,
    typed: Person,
    { role, idempotencyKey, respondAsync, draft, isAside }: PersonOptions & Entering,
  ): Promise<EnteredPerson & { write: Committed | Accepted }> {
    const person = normalPerson(typed);
    const { salt, commitment } = await this.#drafts.open(draft, person);
    const body = { person: pseudonymOf(caller.organisation, commitment), commitment };
    completed(await this.#commands.run(caller, registerPerson, body, optional({ role, idempotencyKey })));
    const lookup = isAside ? null : this.#keyed(normalNumber(person));
    const write = await this.#commands.runPrivate(
      caller,
      putPerson,
      { body, transient: { person: json({ salt, person }), lookup: json(lookup) } },
      optional({ role, respondAsync }),
    );
    // Of one who is entered aside the draft stays until the correction: no number leads there yet.
    if (!isAside && !('submission' in write)) await this.#drafts.remove(draft);
    return { ...body, write };
  }

  async resolve(
    caller: Caller,
    number: Pick<Person, 'numberType' | 'number'>,
  ): Promise<EnteredPerson | undefined> {
    const found = await this.#find(caller, number);
    if (found === undefined) return undefined;
    const { data, ...entered } = found;
    return entered;
  }

  async inspect(
    caller: Caller,
    { name, ...number }: PersonNumber,
    use: RecordedUse,
  ): Promise<Inspection | undefined> {
    const found = await this.#find(caller, number);
    if (found === undefined) return undefined;
    const { person, commitment, data } = found;
    const access = completed(await this.#commands.run(caller, inspectPerson, { person }, use));
    const { status, entered } = access.result;
    const numberFits = canonicalJson(normalNumber(data)) === canonicalJson(normalNumber(number));
    const nameFits = name === undefined ? undefined : isSameName(data.name, name);
    return { person, commitment, status, entered, numberFits, ...optional({ nameFits }), access };
  }

  async use(caller: Caller, person: string, { of, ...use }: PersonUse): Promise<UsedPerson | undefined> {
    const access = await this.#recordUse(caller, { person, of, ...use });
    // Read only now: what was purged in the meantime is shown to nobody.
    const { ledger } = organisationOf(this.#context, caller.organisation);
    const stored = await storedPerson(ledger, person);
    if (stored === null) return undefined;
    const { name, numberType, number } = stored.person;
    return { person, name, numberType, number, access };
  }

  #recordUse(
    caller: Caller,
    { person, of: { kind, id }, ...use }: PersonUse & { readonly person: string },
  ): Promise<Committed> {
    const read = { use, shown: person };
    switch (kind) {
      case 'case':
        return this.#reads.record(caller, { command: usePersonOfCase, body: { id, person }, ...read });
      case 'licence': {
        const body = { identifier: id, person };
        return this.#reads.record(caller, { command: usePersonOfLicence, body, ...read });
      }
      case 'record':
        return this.#reads.record(caller, { command: usePersonOfRecord, body: { id, person }, ...read });
    }
  }

  async #find(
    caller: Caller,
    number: Pick<Person, 'numberType' | 'number'>,
  ): Promise<FoundPerson | undefined> {
    const { ledger } = organisationOf(this.#context, caller.organisation);
    for (const spelling of lookupSpellings(number)) {
      const person = await this.#pseudonymOf(ledger, spelling);
      const stored = person === undefined ? null : await storedPerson(ledger, person);
      if (person === undefined || stored === null) continue;
      return { person, commitment: commitmentTo(stored.salt, stored.person), data: stored.person };
    }
    return undefined;
  }

  async #pseudonymOf(
    ledger: LedgerPort,
    number: Pick<Person, 'numberType' | 'number'>,
  ): Promise<string | undefined> {
    const transient = { lookup: json(this.#keyed(number)) };
    const found = await ledger.evaluate({ transaction: resolvePersonTransaction, args: [], transient });
    return lookupEntrySchema.nullable().parse(JSON.parse(found))?.person;
  }

  async amend(
    caller: Caller,
    person: string,
    { reason, basis, ...changed }: Amendment,
    { role, idempotencyKey, respondAsync }: PersonOptions,
  ): Promise<EnteredPerson & { write?: Committed | Accepted }> {
    // What is corrected already is answered without a command, which would compare.
    const content = this.#keyed({ amend: person, changed: optional(changed), reason, basis });
    await this.#commands.demandSameUse(caller, { idempotencyKey, content });
    const draft = `${caller.organisation}~amendment~${person}`;
    return this.#entering.run(draft, async () => {
      const { ledger } = organisationOf(this.#context, caller.organisation);
      const stored = await storedPerson(ledger, person);
      if (stored === null) {
        throw new Refusal('not-found', 'there is no such person', { field: 'path/pseudonym' });
      }
      const amended = amendedPerson(stored.person, optional(changed));
      const isSame = canonicalJson(amended) === canonicalJson(stored.person);
      // An amendment that was begun has left its commitment on the channel: only another one ends that.
      if (isSame && !(await this.#drafts.has(draft))) {
        return { person, commitment: commitmentTo(stored.salt, stored.person) };
      }
      const { salt, commitment } = await this.#drafts.open(draft, amended);
      const entered = { person, commitment };
      const body = { ...entered, reason, basis };
      completed(await this.#commands.run(caller, amendPerson, body, optional({ role, idempotencyKey })));
      const write = await this.#commands.runPrivate(
        caller,
        putPerson,
        { body: entered, transient: { person: json({ salt, person: amended }), lookup: json(null) } },
        optional({ role, respondAsync }),
      );
      if (!('submission' in write)) await this.#drafts.remove(draft);
      return { ...entered, write };
    });
  }

  async purge(caller: Caller, person: string, options: PersonOptions): Promise<Committed | Accepted> {
    const request = { body: { person }, transient: {} };
    const write = await this.#commands.runPrivate(caller, purgePerson, request, options);
    await this.#drafts.remove(asideKey(caller, person));
    return write;
  }

  async correct(caller: Caller, person: string, options: PersonOptions): Promise<Committed | Accepted> {
    const request = { body: { person }, transient: {} };
    const write = await this.#commands.runPrivate(caller, correctPerson, request, options);
    await this.#drafts.remove(asideKey(caller, person));
    return write;
  }

  /**
   * A holder's data for the printed licence, as far as the caller's organisation may know it; otherwise `undefined`.
   */
  async describe(organisation: string, person: string): Promise<Person | undefined> {
    const own = this.#context.organisations.get(organisation);
    return own === undefined ? undefined : (await storedPerson(own.ledger, person))?.person;
  }

  /** Keyed, since a plain digest of a citizen number can be reversed by brute force. */
  #keyed(value: unknown): string {
    return createHmac('sha256', this.#lookupKey).update(canonicalJson(value)).digest('hex');
  }
}

/** A person in the private data collection; `null` for one who is not, or no more. */
async function storedPerson(ledger: LedgerPort, person: string): Promise<PersonEntry | null> {
  const found = await ledger.evaluate({ transaction: getPersonTransaction, args: [person] });
  return personEntrySchema.nullable().parse(JSON.parse(found));
}

/**
 * What is not kept must not look as if it were: whoever sends another address would rely on it.
 * @throws {Refusal} `person-differs`.
 */
function demandKept(kept: Person, sent: Person): void {
  for (const field of ['address', 'telephone'] as const) {
    const text = sent[field];
    const isKept = text === undefined || isSameName(kept[field] ?? '', text);
    demand(isKept, 'person-differs', `the number leads to a person of another ${field}: nothing is changed`, {
      field: `body/${field}`,
    });
  }
}

function asideKey({ organisation }: Caller, wrong: string): string {
  return `${organisation}~instead-of~${wrong}`;
}

/** @throws {OutboxError} `status-timeout` while it is not known to be committed. */
function completed<T extends Committed>(write: T | Accepted): T {
  if ('submission' in write) {
    throw new OutboxError('status-timeout', 'the first of two steps is not committed yet: ask again');
  }
  return write;
}

function isTaken(error: unknown): boolean {
  return error instanceof Refusal && error.code === 'already-exists';
}

function json(value: unknown): Buffer {
  return Buffer.from(canonicalJson(value), 'utf8');
}
