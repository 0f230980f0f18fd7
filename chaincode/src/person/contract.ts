// SPDX-License-Identifier: Apache-2.0
import { demandCompetent, permissionsFor } from '../authority/enforce';
import { Context, Returns, Transaction } from 'fabric-contract-api';
import { z } from 'zod';
import { CommandContract, gatewayOf, inTransaction } from '../command/contract';
import type { CarriedCommand } from '../command/contract';
import type { CommandResult } from '../command/definition';
import { parseInput } from '../ledger/input';
import type { PrivateCommand, PrivateData } from '../command/private-command';
import { readSignedCommand } from '../command/signed-command';
import { canonicalJson, parseCanonicalJson } from '../ledger/canonical';
import { limits } from '../ledger/limits';
import { demand, Refusal } from '../ledger/refusal';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { keyedDigestSchema, pseudonymSchema } from '../ledger/values';
import { logHeads } from '../log/model';
import { actingOf, authenticate } from '../command/authenticate';
import { amendPerson, inspectPerson, registerPerson } from './commands';
import { orderCorrection, orderPurge } from './orders';
import { correctPerson, purgePerson, putPerson } from './private-commands';
import { lookupKey, personCollection, personEntrySchema, personKey } from './model';

/**
 * The contract for people: first what is said of them on the channel, then the private data collection. A transaction
 * writes one or the other: private data and public writes cannot share a transaction without handing the data to a
 * non-member organisation (measured).
 */
export class PersonContract extends CommandContract {
  constructor() {
    super('person');
  }

  @Transaction()
  @Returns('string')
  async register(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, registerPerson, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async amend(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, amendPerson, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async inspect(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, inspectPerson, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async orderPurge(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, orderPurge, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async orderCorrection(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, orderCorrection, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async put(context: Context, jws: string, seed: string): Promise<string> {
    return runPrivate(context, putPerson, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async purge(context: Context, jws: string, seed: string): Promise<string> {
    return runPrivate(context, purgePerson, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async correct(context: Context, jws: string, seed: string): Promise<string> {
    return runPrivate(context, correctPerson, { jws, seed });
  }

  /** Looks up the pseudonym of a number, by the keyed digest in the transient `lookup`; `null` when there is none. */
  @Transaction(false)
  @Returns('string')
  async resolve(context: Context): Promise<string> {
    gatewayOf(context.stub);
    const lookup = parseInput(keyedDigestSchema, transientJson(context, 'lookup'), 'lookup');
    const found = await privateJson(context, lookupKey(lookup));
    return canonicalJson(found ?? null);
  }

  /** The data of a person; `null` when there is none, or it was purged. */
  @Transaction(false)
  @Returns('string')
  async get(context: Context, pseudonym: string): Promise<string> {
    gatewayOf(context.stub);
    const stored = await privateJson(context, personKey(parseInput(pseudonymSchema, pseudonym, 'person')));
    return canonicalJson(stored ?? null);
  }

  /** The names of people, by pseudonym; of those whose data are not here, or were purged, there is none. */
  @Transaction(false)
  @Returns('string')
  async names(context: Context, pseudonyms: string): Promise<string> {
    gatewayOf(context.stub);
    const asked = parseInput(
      namedPeopleSchema,
      parseCanonicalJson(Buffer.from(pseudonyms, 'utf8')),
      'people',
    );
    const names: Record<string, string> = {};
    for (const person of asked) {
      const stored = await privateJson(context, personKey(person)).catch(absentOnRefusal);
      if (stored !== undefined) names[person] = parseInput(personEntrySchema, stored, 'person').person.name;
    }
    return canonicalJson(names);
  }
}

const namedPeopleSchema = z.array(pseudonymSchema).max(limits.peopleNamedMax);

/** A peer that lacks the data of one person says the names of the others. */
function absentOnRefusal(error: unknown): undefined {
  if (!(error instanceof Refusal)) throw error;
}

/** Runs a command on private data, of the type that belongs to the named transaction. */
async function runPrivate(
  context: Context,
  { type, about, run }: PrivateCommand<unknown, CommandResult>,
  { jws, seed }: CarriedCommand,
): Promise<string> {
  return inTransaction({ context, seed }, async (transaction) => {
    const signed = readSignedCommand(jws);
    const { envelope } = signed;
    demand(envelope.type === type, 'command-malformed', 'no such command here', { field: 'type' });
    const officer = await authenticate(signed, transaction);
    const { unit, claimedAt } = transaction;
    // Members keep what they have endorsed for a number of blocks only: sent after that, it would leave them a hash, and
    // the number of a person that they can neither read nor enter. Whatever is held back is void by the next head.
    await unit.get(logHeads, 'newest');
    const permissions = permissionsFor(type, envelope.role);
    const acting = actingOf(officer, envelope, claimedAt);
    const subject = await about(envelope.body, unit, { ...acting, at: claimedAt });
    demandCompetent(permissions, acting, subject);
    return run(envelope.body, privateData(context, unit));
  });
}

function privateData(context: Context, channel: UnitOfWork): PrivateData {
  const { stub } = context;
  return {
    channel,
    transient: (name) => transientJson(context, name),
    get: (key) => privateJson(context, key),
    put: (key, value) =>
      stub.putPrivateData(personCollection, key, Buffer.from(canonicalJson(value), 'utf8')),
    purge: (key) => stub.purgePrivateData(personCollection, key),
  };
}

function transientJson({ stub }: Context, name: string): unknown {
  const value = stub.getTransient().get(name);
  if (value === undefined) {
    throw new Refusal('command-malformed', `the transient ${name} is missing`, { field: name });
  }
  return parseCanonicalJson(value);
}

async function privateJson(context: Context, key: string): Promise<unknown> {
  const value = await readPrivate(context, key);
  return value.length === 0 ? undefined : (JSON.parse(Buffer.from(value).toString('utf8')) as unknown);
}

/**
 * For a client of a non-member (memberOnlyRead) the peer answers with a generic error, which is reported the same for
 * all causes.
 */
async function readPrivate({ stub }: Context, key: string): Promise<Uint8Array> {
  try {
    return await stub.getPrivateData(personCollection, key);
  } catch {
    throw new Refusal(
      'not-competent',
      'the organisation cannot read people: it is no member of the collection',
    );
  }
}
