// SPDX-License-Identifier: Apache-2.0
import { demandCompetent, permissionsFor } from '../authority/enforce';
import { Context, Returns, Transaction } from 'fabric-contract-api';
import { inTransaction, RefusingContract } from '../command/contract';
import type { CarriedCommand } from '../command/contract';
import type { CommandResult } from '../command/definition';
import { parseInput } from '../ledger/input';
import type { PrivateCommand, PrivateData } from '../command/private-command';
import { readSignedCommand } from '../command/signed-command';
import { canonicalJson, parseCanonicalJson } from '../ledger/canonical';
import { demand, Refusal } from '../ledger/refusal';
import { pseudonymSchema } from '../ledger/values';
import { actingOf, authenticate } from '../command/authenticate';
import { purgePerson, putPerson } from './commands';
import { lookupKey, lookupSchema, personCollection, personKey } from './model';

/**
 * The contract for people, in the private data collection only. Its transactions write nothing public: private data and
 * public writes cannot share a transaction without handing the data to a non-member organisation (measured).
 */
export class PersonContract extends RefusingContract {
  constructor() {
    super('person');
  }

  @Transaction()
  @Returns('string')
  async put(context: Context, jws: string, seed: string): Promise<string> {
    return runCommand(context, putPerson, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async purge(context: Context, jws: string, seed: string): Promise<string> {
    return runCommand(context, purgePerson, { jws, seed });
  }

  /** Looks up the pseudonym of a number, by the keyed digest in the transient `lookup`; `null` when there is none. */
  @Transaction(false)
  @Returns('string')
  async resolve(context: Context): Promise<string> {
    const lookup = parseInput(lookupSchema, transientJson(context, 'lookup'), 'lookup');
    const found = await privateJson(context, lookupKey(lookup));
    return canonicalJson(found ?? null);
  }

  /** The data of a person; `null` when there is none, or it was purged. */
  @Transaction(false)
  @Returns('string')
  async get(context: Context, pseudonym: string): Promise<string> {
    const stored = await privateJson(context, personKey(parseInput(pseudonymSchema, pseudonym, 'person')));
    return canonicalJson(stored ?? null);
  }
}

/** Runs a command of the type that belongs to the named transaction. */
async function runCommand(
  context: Context,
  { type, run }: PrivateCommand<unknown, CommandResult>,
  { jws, seed }: CarriedCommand,
): Promise<string> {
  return inTransaction({ context, seed }, async (transaction) => {
    const signed = readSignedCommand(jws);
    const { envelope } = signed;
    demand(envelope.type === type, 'command-malformed', 'no such command here', { field: 'type' });
    const officer = await authenticate(signed, transaction);
    const acting = actingOf(officer, envelope, transaction.claimedAt);
    demandCompetent(permissionsFor(type, envelope.role), acting, undefined);
    return run(envelope.body, privateData(context));
  });
}

function privateData(context: Context): PrivateData {
  const { stub } = context;
  return {
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
