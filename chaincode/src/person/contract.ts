// SPDX-License-Identifier: Apache-2.0
import { Context, Returns, Transaction } from 'fabric-contract-api';
import { inTransaction, RefusingContract } from '../command/contract';
import type { TransactionContext } from '../command/execute';
import { parseInput } from '../command/input';
import { readSignedCommand, type SignedCommand } from '../command/signed-command';
import { canonicalJson, parseCanonicalJson } from '../ledger/canonical';
import { sameDigest } from '../ledger/digest';
import { demand, Refusal } from '../ledger/refusal';
import { pseudonymSchema } from '../ledger/values';
import { authenticate } from '../registry/authenticate';
import { commitmentTo } from './commitment';
import { lookupKey, lookupSchema, personCollection, personKey, storedPersonSchema } from './model';
import { personRoles, purgePersonBody, putPersonBody } from './requests';

/**
 * People, in the private data collection only. These transactions write nothing public: private data and public
 * writes cannot share one without handing the data to an organisation that is no member (measured).
 */
export class PersonContract extends RefusingContract {
  constructor() {
    super('person');
  }

  /**
   * Enters a person under a pseudonym. Transient: `person` (salt and data), `lookup` (keyed digest of the number).
   * The signed command names the commitment, so that the officer vouches for what nobody outside can read.
   */
  @Transaction()
  @Returns('string')
  async put(context: Context, jws: string): Promise<string> {
    return inTransaction(context, async (transaction) => {
      const signed = await authenticated(jws, 'person.put', transaction);
      const body = parseInput(putPersonBody, signed.envelope.body, 'body');
      const stored = parseInput(storedPersonSchema, transientJson(context, 'person'), 'person');
      const lookup = parseInput(lookupSchema, transientJson(context, 'lookup'), 'lookup');
      const genuine = sameDigest(commitmentTo(stored.salt, stored.person), body.commitment);
      demand(genuine, 'commitment-mismatch', 'the commitment does not fit the data', {
        field: 'body/commitment',
      });
      await demandFree(context, lookupKey(lookup), 'the number has a pseudonym already');
      await demandFree(context, personKey(body.person), 'the pseudonym is taken');
      await context.stub.putPrivateData(
        personCollection,
        personKey(body.person),
        bytes({ ...stored, lookup }),
      );
      await context.stub.putPrivateData(personCollection, lookupKey(lookup), bytes({ person: body.person }));
      return { person: body.person };
    });
  }

  /** Erases a person from the collection, here and in its history: what stays on the channel points nowhere. */
  @Transaction()
  @Returns('string')
  async purge(context: Context, jws: string): Promise<string> {
    return inTransaction(context, async (transaction) => {
      const { envelope } = await authenticated(jws, 'person.purge', transaction);
      const { person } = parseInput(purgePersonBody, envelope.body, 'body');
      const stored = await privateJson(context, personKey(person));
      if (stored === undefined)
        throw new Refusal('not-found', 'there is no such person', { field: 'body/person' });
      const { lookup } = parseInput(entrySchema, stored, 'person');
      await context.stub.purgePrivateData(personCollection, personKey(person));
      await context.stub.purgePrivateData(personCollection, lookupKey(lookup));
      return { person };
    });
  }

  /** The pseudonym of a number, by the keyed digest in the transient `lookup`; `null` when there is none. */
  @Transaction(false)
  @Returns('string')
  async resolve(context: Context): Promise<string> {
    const lookup = parseInput(lookupSchema, transientJson(context, 'lookup'), 'lookup');
    const found = await privateJson(context, lookupKey(lookup));
    return canonicalJson(found ?? null);
  }

  /** What is known of a person; `null` when there is nobody, or the entry was purged. */
  @Transaction(false)
  @Returns('string')
  async get(context: Context, pseudonym: string): Promise<string> {
    const stored = await privateJson(context, personKey(parseInput(pseudonymSchema, pseudonym, 'person')));
    return canonicalJson(stored ?? null);
  }
}

const entrySchema = storedPersonSchema.extend({ lookup: lookupSchema });

async function authenticated(
  jws: string,
  type: string,
  transaction: TransactionContext,
): Promise<SignedCommand> {
  const signed = readSignedCommand(jws);
  demand(signed.envelope.type === type, 'command-malformed', 'no such command here', { field: 'type' });
  await authenticate(signed, transaction);
  demand(
    personRoles.includes(signed.envelope.role),
    'role-missing',
    `the role ${signed.envelope.role} may not do ${type}`,
  );
  return signed;
}

function transientJson({ stub }: Context, name: string): unknown {
  const value = stub.getTransient().get(name);
  if (value === undefined)
    throw new Refusal('command-malformed', `the transient ${name} is missing`, { field: name });
  return parseCanonicalJson(value);
}

async function privateJson(context: Context, key: string): Promise<unknown> {
  const value = await readPrivate(context, key);
  return value.length === 0 ? undefined : (JSON.parse(Buffer.from(value).toString('utf8')) as unknown);
}

/** A peer answers with an error of its own, which tells nothing apart, where the client is no member (memberOnlyRead). */
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

async function demandFree(context: Context, key: string, message: string): Promise<void> {
  demand((await privateJson(context, key)) === undefined, 'already-exists', message, {
    field: 'body/person',
  });
}

function bytes(value: unknown): Uint8Array {
  return Buffer.from(canonicalJson(value), 'utf8');
}
