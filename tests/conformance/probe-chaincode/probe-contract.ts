// SPDX-License-Identifier: Apache-2.0
import { Context, Contract, Returns, Transaction } from 'fabric-contract-api';
import type { Iterators } from 'fabric-shim';
import { ownerPolicy } from '@guidang/chaincode/contracts';

/** The transient field that holds private values. */
const privateValue = 'value';

function text(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString();
}

async function keysIn(range: Promise<unknown> & AsyncIterable<Iterators.KV>): Promise<string[]> {
  // For invalid bounds the shim returns a rejected promise that cannot be iterated.
  await range;
  const keys: string[] = [];
  for await (const { key } of range) keys.push(key);
  return keys;
}

function transientValue(context: Context): Uint8Array {
  const value = context.stub.getTransient().get(privateValue);
  if (value === undefined) throw new Error('no transient value');
  return value;
}

/**
 * One transaction for each thing that a ledger does for contracts, so that the conformance suite can check that every
 * ledger behaves alike.
 */
export class ProbeContract extends Contract {
  constructor() {
    super('probe');
  }

  @Transaction()
  @Returns('string')
  async put(context: Context, key: string, value: string): Promise<string> {
    await context.stub.putState(key, Buffer.from(value));
    return key;
  }

  @Transaction(false)
  @Returns('string')
  async get(context: Context, key: string): Promise<string> {
    return text(await context.stub.getState(key));
  }

  @Transaction()
  @Returns('string')
  async delete(context: Context, key: string): Promise<string> {
    await context.stub.deleteState(key);
    return key;
  }

  /** Returns what a read sees after a write of the same key. */
  @Transaction()
  @Returns('string')
  async putThenGet(context: Context, key: string, value: string): Promise<string> {
    await context.stub.putState(key, Buffer.from(value));
    return text(await context.stub.getState(key));
  }

  /** Appends to the value: a read and a write of one key. */
  @Transaction()
  @Returns('string')
  async append(context: Context, key: string, more: string): Promise<string> {
    const value = text(await context.stub.getState(key)) + more;
    await context.stub.putState(key, Buffer.from(value));
    return value;
  }

  /** Puts `[key, value]` pairs in the given order. */
  @Transaction()
  @Returns('string')
  async putAll(context: Context, pairs: string): Promise<string> {
    const entries = JSON.parse(pairs) as [string, string][];
    for (const [key, value] of entries) await context.stub.putState(key, Buffer.from(value));
    return String(entries.length);
  }

  @Transaction()
  @Returns('string')
  refuse(_context: Context, message: string): Promise<string> {
    return Promise.reject(new Error(message));
  }

  @Transaction()
  @Returns('string')
  async writeThenRefuse(context: Context, key: string, message: string): Promise<string> {
    await context.stub.putState(key, Buffer.from('never'));
    throw new Error(message);
  }

  @Transaction()
  @Returns('string')
  async putComposite(context: Context, type: string, attributes: string, value: string): Promise<string> {
    const key = context.stub.createCompositeKey(type, JSON.parse(attributes) as string[]);
    await context.stub.putState(key, Buffer.from(value));
    return JSON.stringify(context.stub.splitCompositeKey(key));
  }

  /** The attributes and values under a part of a composite key. */
  @Transaction(false)
  @Returns('string')
  async listComposite(context: Context, type: string, attributes: string): Promise<string> {
    const found: { attributes: string[]; value: string }[] = [];
    const range = context.stub.getStateByPartialCompositeKey(type, JSON.parse(attributes) as string[]);
    for await (const { key, value } of range) {
      found.push({ attributes: context.stub.splitCompositeKey(key).attributes, value: text(value) });
    }
    return JSON.stringify(found);
  }

  @Transaction(false)
  @Returns('string')
  async pageComposite(
    context: Context,
    type: string,
    attributes: string,
    size: string,
    bookmark: string,
  ): Promise<string> {
    const parts = JSON.parse(attributes) as string[];
    const { stub } = context;
    const page = stub.getStateByPartialCompositeKeyWithPagination(type, parts, Number(size), bookmark);
    const keys = await keysIn(page);
    const { metadata } = await page;
    return JSON.stringify({ keys: keys.map((key) => stub.splitCompositeKey(key).attributes), metadata });
  }

  @Transaction(false)
  @Returns('string')
  async range(context: Context, start: string, end: string): Promise<string> {
    return JSON.stringify(await keysIn(context.stub.getStateByRange(start, end)));
  }

  @Transaction(false)
  @Returns('string')
  async page(context: Context, start: string, end: string, size: string, bookmark: string): Promise<string> {
    const page = context.stub.getStateByRangeWithPagination(start, end, Number(size), bookmark);
    const keys = await keysIn(page);
    const { metadata } = await page;
    return JSON.stringify({ keys, metadata });
  }

  @Transaction()
  @Returns('string')
  async pageThenPut(context: Context, start: string, end: string, key: string): Promise<string> {
    await keysIn(context.stub.getStateByRangeWithPagination(start, end, 1, ''));
    await context.stub.putState(key, Buffer.from('written after a page'));
    return key;
  }

  /** Writes how many keys a range has. */
  @Transaction()
  @Returns('string')
  async count(context: Context, start: string, end: string, key: string): Promise<string> {
    const count = String((await keysIn(context.stub.getStateByRange(start, end))).length);
    await context.stub.putState(key, Buffer.from(count));
    return count;
  }

  /** Takes the first key only, and leaves the iterator open. */
  @Transaction()
  @Returns('string')
  async first(context: Context, start: string, end: string, key: string): Promise<string> {
    const iterator = await context.stub.getStateByRange(start, end);
    const result = await iterator.next();
    const found = result.done ? '' : result.value.key;
    await context.stub.putState(key, Buffer.from(found));
    return found;
  }

  @Transaction()
  @Returns('string')
  async putPrivate(context: Context, collection: string, key: string): Promise<string> {
    await context.stub.putPrivateData(collection, key, transientValue(context));
    return key;
  }

  @Transaction(false)
  @Returns('string')
  async getPrivate(context: Context, collection: string, key: string): Promise<string> {
    return text(await context.stub.getPrivateData(collection, key));
  }

  @Transaction(false)
  @Returns('string')
  async privateHash(context: Context, collection: string, key: string): Promise<string> {
    return Buffer.from(await context.stub.getPrivateDataHash(collection, key)).toString('hex');
  }

  @Transaction()
  @Returns('string')
  async deletePrivate(context: Context, collection: string, key: string): Promise<string> {
    await context.stub.deletePrivateData(collection, key);
    return key;
  }

  @Transaction()
  @Returns('string')
  async purgePrivate(context: Context, collection: string, key: string): Promise<string> {
    await context.stub.purgePrivateData(collection, key);
    return key;
  }

  /** Writes a key and assigns it to an organisation: the owner and a majority including it must endorse changes. */
  @Transaction()
  @Returns('string')
  async own(context: Context, key: string, owner: string, organisations: string): Promise<string> {
    await context.stub.putState(key, Buffer.from(owner));
    await context.stub.setStateValidationParameter(
      key,
      ownerPolicy(owner, JSON.parse(organisations) as string[]),
    );
    return key;
  }

  @Transaction(false)
  @Returns('string')
  async policy(context: Context, key: string): Promise<string> {
    // The library's type does not say that a key without a policy gives undefined.
    const policy = (await context.stub.getStateValidationParameter(key)) as Uint8Array | undefined;
    return Buffer.from(policy ?? []).toString('hex');
  }

  @Transaction()
  @Returns('string')
  async disown(context: Context, key: string): Promise<string> {
    await context.stub.setStateValidationParameter(key, new Uint8Array());
    return key;
  }

  /** What a transaction can learn about itself. */
  @Transaction(false)
  @Returns('string')
  facts(context: Context, argument: string): Promise<string> {
    const { stub, clientIdentity } = context;
    const { seconds, nanos } = stub.getTxTimestamp();
    const facts = {
      id: stub.getTxID(),
      channel: stub.getChannelID(),
      claimedAtMs: Number(seconds) * 1000 + Math.floor(nanos / 1_000_000),
      mspId: clientIdentity.getMSPID(),
      subject: clientIdentity.getID(),
      creator: stub.getCreator().mspid,
      call: stub.getFunctionAndParameters(),
      transient: [...stub.getTransient().keys()],
      argument,
    };
    return Promise.resolve(JSON.stringify(facts));
  }

  @Transaction()
  @Returns('string')
  async announce(context: Context, name: string, key: string): Promise<string> {
    context.stub.setEvent(name, Buffer.from(key));
    await context.stub.putState(key, Buffer.from(name));
    return key;
  }
}
